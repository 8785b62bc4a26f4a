package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node that is stopped in the middle of its work, wakes up when another has done it, and says that it is done. */
@Tag("slow")
class PostgresZombieTest {
    private static final Duration LEASE = Duration.ofSeconds(1);

    private PostgresHome home;
    private PostgresStore store;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        store = home.builder().open();
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
        home.delete();
    }

    @Test
    void fault24_aZombiesLateResultIsFencedOffAlsoWhileTheNewOwnerStillWorks() throws Exception {
        await(store.append(aDelivery().route("ledger").build()));
        String url = home.dataSource().getURL();
        try (ZombieProcess zombie = ZombieProcess.start(url, home.schema(), "ledger", LEASE)) {
            assertThat(zombie.hear()).startsWith("leased ").endsWith(" token 1");
            zombie.signal("STOP");

            Lease taken = takeOver();
            assertThat(taken.token()).isEqualTo(2);
            assertThat(taken.losses()).isEqualTo(1);
            zombie.signal("CONT");
            zombie.say("complete");

            assertThat(zombie.hear()).isEqualTo("completed false");
            assertThat(store.reader().dispatch(taken.dispatchId()).orElseThrow().state())
                    .isEqualTo(DispatchState.RUNNING);
            assertThat(await(store.complete(Completion.handled(taken, 0, 0)))).isTrue();
            zombie.say("end");
            List<Attempt> attempts = store.reader()
                    .attempts(AttemptQuery.all().dispatchId(taken.dispatchId()))
                    .items();
            assertThat(attempts)
                    .extracting(Attempt::outcome)
                    .containsExactly(AttemptOutcome.SUCCEEDED, AttemptOutcome.LOST);
        }
    }

    /** Leases it as soon as the zombie's lease has run out. */
    private Lease takeOver() throws Exception {
        for (int round = 0; ; round++) {
            List<Lease> leases = await(store.lease("ledger", 1, Duration.ofMinutes(5)));
            if (!leases.isEmpty()) {
                return leases.get(0);
            }
            assertThat(round).as("rounds until the lease has run out").isLessThan(600);
            boolean unused = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
