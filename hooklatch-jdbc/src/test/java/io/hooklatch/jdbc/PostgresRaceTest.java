package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.InboxReader;
import io.hooklatch.work.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole inboxes on one database that compete for the same events. -Dpostgres.race.events=50000 for the long form. */
class PostgresRaceTest {
    private static final int EVENTS = Integer.getInteger("postgres.race.events", 3000);
    private static final int ON_THEIR_WAY = 1000;

    private PostgresHome home;
    private final List<Hooklatch> nodes = new ArrayList<>();

    @BeforeEach
    void makeAHome() throws SQLException {
        home = new PostgresHome();
    }

    @AfterEach
    void stop() throws SQLException {
        nodes.forEach(Hooklatch::close);
        home.delete();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void fault23_nodesThatRaceHandleEachEventOnceAndLeaveNone(int count) throws Exception {
        store(EVENTS);
        Map<EventId, Integer> runs = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(EVENTS);
        AtomicInteger[] shares = new AtomicInteger[count];
        for (int node = 0; node < count; node++) {
            AtomicInteger share = new AtomicInteger();
            shares[node] = share;
            nodes.add(inbox().handler("ledger", on("orders"), event -> {
                        runs.merge(event.id(), 1, Integer::sum);
                        share.incrementAndGet();
                        left.countDown();
                    })
                    .start());
        }
        assertThat(left.await(10, TimeUnit.MINUTES))
                .as("%s events left", left.getCount())
                .isTrue();
        InboxReader reader = nodes.get(0).reader();
        nodes.subList(1, count).forEach(Hooklatch::close);
        awaitHandled(reader);

        assertThat(runs).hasSize(EVENTS);
        assertThat(runs.values()).containsOnly(1);
        assertThat(shares).allSatisfy(share -> assertThat(share.get()).isPositive());
        assertThat(reader.attempts(AttemptQuery.all().limit(1)).items())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.number()).isEqualTo(1));
        assertThat(home.number("SELECT count(*) FROM " + home.schema() + ".attempt"))
                .isEqualTo(EVENTS);
        assertThat(home.number("SELECT count(*) FROM " + home.schema() + ".dispatch WHERE state = "
                        + DispatchState.HANDLED.code() + " AND attempts = 1 AND losses = 0"))
                .isEqualTo(EVENTS);
    }

    @Test
    void workThatAnotherNodeStoresIsTakenWithoutWaitingForThePoll() throws Exception {
        Semaphore handled = new Semaphore(0);
        nodes.add(inbox().timer(new NoBeats())
                .handler("ledger", on("orders"), event -> handled.release())
                .start());
        try (PostgresStore other = home.builder().open()) {
            for (int i = 0; i < 5; i++) {
                other.append(aDelivery().route("ledger").build())
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS);
                assertThat(handled.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private HooklatchBuilder inbox() {
        return Hooklatch.builder()
                .store(home.builder().open())
                .endpoint(Endpoint.named("orders").path("/orders").unverified());
    }

    /** Stores so many events that wait for the handler. */
    private void store(int events) throws Exception {
        Semaphore free = new Semaphore(ON_THEIR_WAY);
        AtomicInteger failures = new AtomicInteger();
        try (PostgresStore store = home.builder().open()) {
            for (int i = 0; i < events; i++) {
                free.acquire();
                store.append(aDelivery().key("evt_" + i).route("ledger").build())
                        .whenComplete((appended, failure) -> {
                            failures.addAndGet(failure == null ? 0 : 1);
                            free.release();
                        });
            }
            assertThat(free.tryAcquire(ON_THEIR_WAY, 2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(failures).hasValue(0);
    }

    /** The last results are on their way when the last handler has run. */
    private static void awaitHandled(InboxReader reader) throws InterruptedException {
        for (int round = 0; !reader.openDispatches().isEmpty(); round++) {
            assertThat(round).as("rounds until all is recorded").isLessThan(600);
            boolean unused = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        }
    }

    /** Nothing that is to happen later ever happens: no poll, no wake-up by time. */
    private static final class NoBeats implements Timer {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            return () -> {};
        }

        @Override
        public void close() {
            // Nothing waits.
        }
    }
}
