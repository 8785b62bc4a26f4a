package io.hooklatch.jdbc.sqlite.write;

import static io.hooklatch.jdbc.sqlite.write.WriterRig.await;
import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Appended;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process finds that starts on the files as they were at some moment of another one's life. */
class CrashImageTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private int images;

    @Test
    void fault7_aCrashWhileAnAttemptsEndIsRecordedLeavesTheDispatchAsBeforeOrAsAfter() throws Exception {
        record Step(DispatchState before, DispatchState after, Completion.Next next, AttemptOutcome outcome) {}
        List<Step> steps = List.of(
                new Step(
                        DispatchState.RUNNING,
                        DispatchState.RETRYING,
                        new Completion.Next.Retry(Duration.ZERO),
                        AttemptOutcome.FAILED),
                new Step(
                        DispatchState.RUNNING,
                        DispatchState.DEAD,
                        new Completion.Next.Dead(),
                        AttemptOutcome.TIMED_OUT),
                new Step(
                        DispatchState.RUNNING,
                        DispatchState.HANDLED,
                        new Completion.Next.Handled(),
                        AttemptOutcome.SUCCEEDED));
        for (Step step : steps) {
            Path file = Files.createDirectory(directory.resolve(step.after().name()))
                    .resolve("inbox.db");
            try (WriterRig rig = WriterRig.open(file)) {
                Lease lease = rig.append(aDelivery().claimed("ledger", LEASE))
                        .leases()
                        .get(0);
                List<Path> before = new ArrayList<>();
                rig.gate.onArrival(() -> before.add(image(file)));
                assertThat(await(rig.writes.complete(new Completion(lease, 0, 0, step.outcome(), "why", step.next()))))
                        .isTrue();
                assertState(before.get(0), step.before(), 0);
                assertState(image(file), step.after(), 1);
            }
        }
    }

    @Test
    void fault2_aCrashBeforeTheCommitLeavesNothingAndAfterItEverything() throws Exception {
        Path file = directory.resolve("inbox.db");
        List<Path> before = new ArrayList<>();
        try (WriterRig rig = WriterRig.open(file)) {
            rig.gate.onArrival(() -> before.add(image(file)));
            rig.append(aDelivery().key("k").type("new").route("ledger"));
            rig.gate.onArrival(() -> {});
            try (WriterRig found = WriterRig.open(before.get(0))) {
                assertThat(found.reader.deliveries(DeliveryQuery.all()).items()).isEmpty();
                assertThat(found.append(aDelivery().key("k").type("new")).newEvent())
                        .isTrue();
            }
            try (WriterRig found = WriterRig.open(image(file))) {
                assertThat(found.reader.deliveries(DeliveryQuery.all()).items()).hasSize(1);
                assertThat(found.append(aDelivery().key("k").type("new")).duplicate())
                        .isTrue();
                assertThat(await(found.writes.lease("ledger", 5, LEASE))).hasSize(1);
            }
        }
    }

    @Test
    void fault32_aCrashWhileTheFirstLeavesItsLineLeavesTheLineAsBeforeOrAsAfter() throws Exception {
        Path file = directory.resolve("inbox.db");
        List<Path> before = new ArrayList<>();
        try (WriterRig rig = WriterRig.open(file)) {
            Appended first =
                    rig.append(aDelivery().orderedBy("a").guardedBy("a", 5).claimed("ledger", LEASE));
            Appended second = rig.append(aDelivery().orderedBy("a").claimed("ledger", LEASE));
            Appended older =
                    rig.append(aDelivery().guardedBy("a", 4).route("mail").route("ledger"));
            rig.gate.onArrival(() -> before.add(image(file)));
            assertThat(await(rig.writes.complete(
                            Completion.handled(first.leases().get(0), 0, 0))))
                    .isTrue();
            rig.gate.onArrival(() -> {});
            assertNext(before.get(0), List.of(first, older));
            assertNext(image(file), List.of(second));
        }
    }

    /** What can be leased after a restart, all that was lost handled first. */
    private void assertNext(Path image, List<Appended> expected) throws SQLException {
        try (WriterRig found = WriterRig.open(image)) {
            await(found.writes.recover());
            List<EventId> next = new ArrayList<>();
            for (List<Lease> some = await(found.writes.lease("ledger", 5, LEASE));
                    !some.isEmpty();
                    some = await(found.writes.lease("ledger", 5, LEASE))) {
                some.forEach(lease -> next.add(lease.eventId()));
            }
            assertThat(next)
                    .containsExactlyInAnyOrderElementsOf(expected.stream()
                            .map(one -> one.eventId().orElseThrow())
                            .toList());
        }
    }

    /** With 3 hashes for all keys, so that only the full keys tell them apart, and 64 of them in memory. */
    @Test
    void everyImageAroundACommitKnowsExactlyTheKeysThatWereCommitted() throws Exception {
        Random random = new Random(3);
        Map<String, Appended> committed = new HashMap<>();
        Path file = directory.resolve("inbox.db");
        try (WriterRig rig = new WriterRig(WriterRig.settings(file, 100, 50), (endpoint, key) -> key.hashCode() % 3)) {
            for (int round = 0; round < 40; round++) {
                List<Path> before = new ArrayList<>();
                if (round % 5 == 0) {
                    rig.gate.onArrival(() -> before.add(image(file)));
                }
                String name = "round " + round;
                Appended made = rig.append(aDelivery().key(name).key(name + " as well"));
                rig.gate.onArrival(() -> {});
                for (Path each : before) {
                    assertKnows(each, committed, name, random);
                }
                committed.put(name, made);
                for (int i = 0; i < 10; i++) {
                    String more = round + "." + i;
                    committed.put(more, rig.append(aDelivery().key(more)));
                }
            }
            assertKnows(image(file), committed, "never seen", random);
        }
    }

    private void assertKnows(Path image, Map<String, Appended> committed, String other, Random random)
            throws SQLException {
        try (WriterRig found = new WriterRig(WriterRig.settings(image, 100, 50), (e, key) -> key.hashCode() % 3)) {
            List<String> keys = new ArrayList<>(committed.keySet());
            for (int i = 0; i < Math.min(60, keys.size()); i++) {
                String key = keys.get(random.nextInt(keys.size()));
                Appended again = found.append(aDelivery().key(key));
                assertThat(again.duplicate()).as(key).isTrue();
                assertThat(again.eventId()).as(key).isEqualTo(committed.get(key).eventId());
                if (key.startsWith("round")) {
                    assertThat(found.append(aDelivery().key(key + " as well")).eventId())
                            .isEqualTo(committed.get(key).eventId());
                }
            }
            assertThat(found.append(aDelivery().key(other)).newEvent())
                    .as(other)
                    .isTrue();
            assertThat(found.append(aDelivery().key(other)).duplicate())
                    .as(other)
                    .isTrue();
        }
    }

    private void assertState(Path image, DispatchState state, int attempts) throws SQLException {
        try (WriterRig found = WriterRig.open(image)) {
            List<Dispatch> dispatches =
                    found.reader.dispatches(DispatchQuery.all()).items();
            assertThat(dispatches).hasSize(1);
            assertThat(dispatches.get(0).state()).isEqualTo(state);
            assertThat(found.reader.attempts(AttemptQuery.all()).items()).hasSize(attempts);
            int recovered = await(found.writes.recover());
            assertThat(recovered).isEqualTo(state == DispatchState.RUNNING ? 1 : 0);
            List<Lease> again = await(found.writes.lease("ledger", 5, LEASE));
            assertThat(again).hasSize(state.settled() ? 0 : 1);
            assertThat(again).allSatisfy(lease -> assertThat(lease.attempt()).isEqualTo(2));
        }
    }

    /** A copy of the files as a crash would leave them now. */
    private Path image(Path file) {
        try {
            Path copy =
                    Files.createDirectory(directory.resolve("image" + images++)).resolve("inbox.db");
            for (String suffix : List.of("", "-wal", ".key")) {
                Files.copy(Path.of(file + suffix), Path.of(copy + suffix));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
