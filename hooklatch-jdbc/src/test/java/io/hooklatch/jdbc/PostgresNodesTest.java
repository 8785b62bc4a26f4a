package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Completion;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several nodes on one database, by the database's own clock. */
class PostgresNodesTest {
    private static final Duration LEASE = Duration.ofMinutes(10);

    private PostgresHome home;
    private List<PostgresStore> nodes;
    private ExecutorService threads;

    @BeforeEach
    void startTheNodes() throws SQLException {
        home = new PostgresHome();
        nodes = List.of(
                home.builder().open(), home.builder().open(), home.builder().open());
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void stopThem() throws SQLException {
        threads.shutdownNow();
        nodes.forEach(PostgresStore::close);
        home.delete();
    }

    @Test
    void fault30_copiesThatReachAllNodesAtOnceMakeOneEventEach() throws Exception {
        int events = 300;
        List<List<Appended>> results = onEachNode(node -> {
            List<CompletionStage<Appended>> stages = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                stages.add(node.append(aDelivery()
                        .key("evt_" + i)
                        .key("digest_" + i)
                        .route("ledger")
                        .build()));
            }
            return awaitAll(stages);
        });

        Map<EventId, Integer> created = new HashMap<>();
        for (int i = 0; i < events; i++) {
            Set<EventId> same = new HashSet<>();
            for (List<Appended> node : results) {
                same.add(node.get(i).eventId().orElseThrow());
                assertThat(node.get(i).divergent()).isFalse();
                created.merge(node.get(i).eventId().orElseThrow(), node.get(i).newEvent() ? 1 : 0, Integer::sum);
            }
            assertThat(same).as("event %s", i).hasSize(1);
        }
        assertThat(created)
                .hasSize(events)
                .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void keysInOppositeOrdersNeverMakeNodesWaitForEachOtherInACircle() throws Exception {
        int events = 400;
        List<List<Appended>> results = onEachNode(node -> {
            List<CompletionStage<Appended>> stages = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                int which = nodes.indexOf(node) % 2 == 0 ? i : events - 1 - i;
                stages.add(node.append(aDelivery().key("evt_" + which).build()));
            }
            return awaitAll(stages);
        });
        assertThat(results.stream().flatMap(List::stream).filter(Appended::newEvent))
                .hasSize(events);
    }

    @Test
    void fault23_nodesLeaseEachDispatchOnce() throws Exception {
        int events = 2000;
        List<CompletionStage<Appended>> stages = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            stages.add(nodes.get(i % nodes.size())
                    .append(aDelivery().route("ledger").build()));
        }
        awaitAll(stages);
        List<List<Lease>> taken = onEachNode(node -> {
            List<Lease> mine = new ArrayList<>();
            while (node.reader()
                    .nextDue("ledger")
                    .filter(due -> due.compareTo(LEASE.dividedBy(2)) < 0)
                    .isPresent()) {
                mine.addAll(await(node.lease("ledger", 25, LEASE)));
            }
            return mine;
        });
        List<DispatchId> all =
                taken.stream().flatMap(List::stream).map(Lease::dispatchId).toList();
        assertThat(all).hasSize(events).doesNotHaveDuplicates();
    }

    @Test
    void fault20_theClockOfTheDatabaseDecidesWhenALeaseEndsOnEveryNode() throws Exception {
        PostgresStore first = nodes.get(0);
        PostgresStore second = nodes.get(1);
        await(first.append(aDelivery().route("ledger").build()));
        Lease held = await(first.lease("ledger", 1, LEASE)).get(0);
        assertThat(await(second.lease("ledger", 1, LEASE))).isEmpty();
        assertThat(second.reader().nextDue("ledger").orElseThrow()).isBetween(LEASE.minusMinutes(1), LEASE);
        assertThat(await(second.recover())).as("its holder may live").isZero();

        assertThat(await(first.renew(List.of(held), Duration.ZERO))).hasSize(1);
        assertThat(await(second.recover())).isEqualTo(1);
        Lease taken = await(second.lease("ledger", 1, LEASE)).get(0);
        assertThat(taken.losses()).isEqualTo(1);
        assertThat(await(first.complete(Completion.handled(held, 0, 0))))
                .as("the zombie")
                .isFalse();
        assertThat(await(second.complete(Completion.handled(taken, 0, 0)))).isTrue();
    }

    @Test
    void idsOfAllNodesDifferAndFollowTheClockOfTheDatabase() throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(await(nodes.get(i % 3).append(aDelivery().build()))
                    .deliveryId()
                    .value());
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(nodes.get(0).reader().events(EventQuery.all()).items()).hasSize(30);
    }

    private interface OnNode<T> {
        T run(PostgresStore node) throws Exception;
    }

    private <T> List<T> onEachNode(OnNode<T> work) throws Exception {
        List<Callable<T>> calls = new ArrayList<>();
        nodes.forEach(node -> calls.add(() -> work.run(node)));
        List<T> results = new ArrayList<>();
        for (Future<T> each : threads.invokeAll(calls)) {
            results.add(each.get(120, TimeUnit.SECONDS));
        }
        return results;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static <T> List<T> awaitAll(List<CompletionStage<T>> stages) throws Exception {
        List<T> results = new ArrayList<>();
        for (CompletionStage<T> stage : stages) {
            results.add(await(stage));
        }
        return results;
    }
}
