package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TransactionOutcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines of keys that several nodes share, by the database's own clock. */
class PostgresOrderTest {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int KEYS = 3;

    private PostgresHome home;
    private List<PostgresStore> nodes;
    private ExecutorService threads;

    @BeforeEach
    void startTheNodes() throws SQLException {
        home = new PostgresHome();
        nodes = List.of(node(), node());
        threads = Executors.newCachedThreadPool();
    }

    /** Patient, for machines that are busy with other tests. */
    private PostgresStore node() throws SQLException {
        return home.builder().patience(Duration.ofMinutes(1)).open();
    }

    @AfterEach
    void stopThem() throws SQLException {
        threads.shutdownNow();
        nodes.forEach(PostgresStore::close);
        home.delete();
    }

    /** Each node appends and works at the same time; of the same keys. */
    @Test
    void fault32_nodesRacingOnOneKeyNeverRunTwoAtOnceNorOutOfPlace() throws Exception {
        int each = 40;
        Map<String, List<Appended>> appended = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        Map<String, List<EventId>> handled = new ConcurrentHashMap<>();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger done = new AtomicInteger();
        BlockingQueue<EventId> news = new LinkedBlockingQueue<>();
        List<Callable<Boolean>> work = new ArrayList<>();
        for (PostgresStore node : nodes) {
            work.add(noting(wrong, () -> {
                for (int i = 0; i < each; i++) {
                    String key = "k" + i % KEYS;
                    Appended one = await(node.append(aDelivery()
                            .orderedBy(key)
                            .type(key)
                            .claimed("ledger", LEASE)
                            .build()));
                    appended.computeIfAbsent(key + " of " + nodes.indexOf(node), none -> new ArrayList<>())
                            .add(one);
                    run(node, one.leases(), running, handled, wrong, done);
                    news.add(one.eventId().orElseThrow());
                }
            }));
            work.add(noting(wrong, () -> {
                while (done.get() < each * nodes.size() && wrong.isEmpty()) {
                    List<Lease> some = await(node.lease("ledger", 2, LEASE));
                    run(node, some, running, handled, wrong, done);
                    if (some.isEmpty()) {
                        news.poll(50, TimeUnit.MILLISECONDS);
                    }
                }
            }));
        }
        threads.invokeAll(work, 100, TimeUnit.SECONDS);
        assertThat(wrong).isEmpty();
        assertThat(nodes.get(0).reader().openDispatches()).isEmpty();
        appended.forEach((keyOfNode, own) -> {
            List<EventId> order = new ArrayList<>(handled.getOrDefault(keyOfNode.substring(0, 2), List.of()));
            List<EventId> mine =
                    own.stream().map(one -> one.eventId().orElseThrow()).toList();
            order.retainAll(mine);
            assertThat(order).as(keyOfNode).isEqualTo(mine);
        });
        assertThat(handled.values().stream().mapToInt(List::size).sum()).isEqualTo(each * nodes.size());
    }

    private interface Part {
        void run() throws Exception;
    }

    /** So that what goes wrong is told, and ends the others. */
    private static Callable<Boolean> noting(List<String> wrong, Part part) {
        return () -> {
            try {
                part.run();
                return true;
            } catch (Exception e) {
                wrong.add(e.toString());
                throw e;
            }
        };
    }

    /** Runs them one by one and records them; the type of the event is its key. */
    private static void run(
            PostgresStore node,
            List<Lease> leases,
            Map<String, AtomicInteger> running,
            Map<String, List<EventId>> handled,
            List<String> wrong,
            AtomicInteger done)
            throws Exception {
        for (Lease lease : leases) {
            String key = node.reader().load(List.of(lease)).get(0).type().orElseThrow();
            AtomicInteger count = running.computeIfAbsent(key, none -> new AtomicInteger());
            if (count.incrementAndGet() > 1) {
                wrong.add("two of " + key);
            }
            handled.computeIfAbsent(key, none -> Collections.synchronizedList(new ArrayList<>()))
                    .add(lease.eventId());
            count.decrementAndGet();
            if (!await(node.complete(Completion.handled(lease, 0, 0)))) {
                wrong.add("lost " + lease);
            }
            done.incrementAndGet();
        }
    }

    @Test
    void fault32_linesInOppositeOrdersNeverMakeNodesWaitForEachOtherInACircle() throws Exception {
        int events = 300;
        List<Callable<List<Appended>>> work = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            int node = n;
            work.add(() -> {
                List<CompletionStage<Appended>> stages = new ArrayList<>();
                for (int i = 0; i < events; i++) {
                    int which = node == 0 ? i : events - 1 - i;
                    stages.add(nodes.get(node)
                            .append(aDelivery()
                                    .batch(
                                            aDelivery()
                                                    .key("e" + which)
                                                    .orderedBy("o" + which)
                                                    .route("ledger"),
                                            aDelivery()
                                                    .key("f" + which)
                                                    .orderedBy("p" + (events - which))
                                                    .route("ledger"))
                                    .build()));
                }
                List<Appended> all = new ArrayList<>();
                for (CompletionStage<Appended> stage : stages) {
                    all.add(await(stage));
                }
                return all;
            });
        }
        int created = 0;
        for (Future<List<Appended>> future : threads.invokeAll(work, 150, TimeUnit.SECONDS)) {
            for (Appended one : future.get()) {
                created += (int) one.events().stream()
                        .filter(event -> !event.duplicate())
                        .count();
            }
        }
        assertThat(created).isEqualTo(2 * events);
        int leased = 0;
        for (List<Lease> some = await(nodes.get(0).lease("ledger", 100, LEASE));
                !some.isEmpty();
                some = await(nodes.get(0).lease("ledger", 100, LEASE))) {
            for (Lease lease : some) {
                assertThat(await(nodes.get(0).complete(Completion.handled(lease, 0, 0))))
                        .isTrue();
                leased++;
            }
        }
        assertThat(leased).isEqualTo(2 * events);
    }

    @Test
    void anotherNodeHearsThatTheNextOfALineIsDue() throws Exception {
        Lease lease = await(nodes.get(0)
                        .append(aDelivery()
                                .orderedBy("a")
                                .claimed("ledger", LEASE)
                                .build()))
                .leases()
                .get(0);
        await(nodes.get(0)
                .append(aDelivery().orderedBy("a").claimed("ledger", LEASE).build()));
        assertThat(await(nodes.get(1).lease("ledger", 5, LEASE))).isEmpty();
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch listening = new CountDownLatch(1);
        nodes.get(1).onWork(handler -> {
            if (handler.isEmpty()) {
                listening.countDown();
            } else if (handler.get().equals("ledger")) {
                told.countDown();
            }
        });
        assertThat(listening.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(await(nodes.get(0).complete(Completion.handled(lease, 0, 0))))
                .isTrue();
        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(await(nodes.get(1).lease("ledger", 5, LEASE))).hasSize(1);
    }

    @Test
    void aTransactionalHandlerFreesTheNextAndSupersedesTheOlderWithItsOwnCommit() throws Exception {
        Map<Long, Lease> leases = new HashMap<>();
        for (long version : new long[] {3, 2, 4}) {
            await(nodes.get(0)
                    .append(aDelivery()
                            .orderedBy("a")
                            .guardedBy("a", version)
                            .route("ledger")
                            .build()));
        }
        for (long version : new long[] {3, 4}) {
            List<Lease> next = await(nodes.get(1).lease("ledger", 5, LEASE));
            assertThat(next).hasSize(1);
            leases.put(version, next.get(0));
            assertThat(await(nodes.get(1)
                            .transact(
                                    next,
                                    (lease, connection) -> Completion.handled(lease, 0, 0),
                                    Duration.ofSeconds(30),
                                    threads)))
                    .singleElement()
                    .isInstanceOf(TransactionOutcome.Committed.class);
        }
        assertThat(leases.get(3L).eventId()).isNotEqualTo(leases.get(4L).eventId());
        assertThat(await(nodes.get(1).lease("ledger", 5, LEASE))).isEmpty();
        assertThat(nodes.get(0)
                        .reader()
                        .dispatches(DispatchQuery.all().state(DispatchState.SUPERSEDED))
                        .items())
                .hasSize(1);
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
