package io.hooklatch.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.retention.RetentionPolicy;
import io.hooklatch.retention.RetentionSettings;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.Pruned;
import io.hooklatch.testkit.ManualTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose clock decides what has served its time. */
class PostgresRetentionTest {
    private static final Duration AHEAD = Duration.ofHours(3);

    private PostgresHome home;

    @BeforeEach
    void make() throws SQLException {
        home = new PostgresHome();
    }

    @AfterEach
    void delete() throws SQLException {
        home.delete();
    }

    @Test
    void fault20_aNodeWhoseClockIsAheadRemovesNothingTooEarly() throws Exception {
        ManualTime wrong = ManualTime.at(Clock.systemUTC().instant().plus(AHEAD));
        try (Hooklatch inbox = start(home.builder().open(), wrong)) {
            inbox.receive(Request.post("/orders", Headers.none(), "{}"));
            assertThat(inbox.retention().orElseThrow().preview().removed()).isEqualTo(Pruned.NOTHING);
            assertThat(clear(inbox, wrong)).isEqualTo(Pruned.NOTHING);
        }
        try (Hooklatch later = start(home.open(wrong), wrong)) {
            assertThat(clear(later, wrong).events())
                    .as("where the database shows that time, too")
                    .isEqualTo(1);
        }
    }

    private static Hooklatch start(PostgresStore store, ManualTime time) {
        return Hooklatch.builder()
                .store(store)
                .timer(time)
                .endpoint(Endpoint.named("orders").path("/orders").unverified())
                .retention(
                        RetentionSettings.of(RetentionPolicy.keepEverything().rows(Kept.UNROUTED, Duration.ofHours(1))))
                .start();
    }

    private static Pruned clear(Hooklatch inbox, ManualTime time) {
        CompletableFuture<RetentionRun> done = inbox.retention()
                .orElseThrow()
                .run(new Actor("alice", "cli"), "the disk is filling")
                .toCompletableFuture();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!done.isDone()) {
            assertThat(System.nanoTime()).as("still clearing").isLessThan(end);
            time.advance(Duration.ofMillis(10));
            Thread.onSpinWait();
        }
        RetentionRun run = done.join();
        assertThat(run.problem()).isEmpty();
        return run.removed();
    }
}
