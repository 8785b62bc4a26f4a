package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No dispatch is held twice and none is forgotten, whatever races. */
abstract class LeaseRaceContract extends ContractGroup {
    private static final int WORKERS = 16;

    @Test
    final void fault23_sixteenWorkersLeaseTenThousandDispatchesEachExactlyOnce() {
        int events = 10_000;
        inbox.appendAll(Collections.nCopies(events, aDelivery().route("ledger")));

        List<List<Lease>> taken = Race.run(WORKERS, worker -> {
            List<Lease> mine = new ArrayList<>();
            List<Lease> some = inbox.lease("ledger", 25);
            while (!some.isEmpty()) {
                mine.addAll(some);
                some = inbox.lease("ledger", 25);
            }
            return mine;
        });

        List<Lease> all = taken.stream().flatMap(List::stream).toList();
        assertThat(all).extracting(Lease::dispatchId).hasSize(events).doesNotHaveDuplicates();
        assertThat(all).allMatch(lease -> lease.attempt() == 1 && lease.losses() == 0);
        assertThat(inbox.reader().openDispatches()).containsOnly(Map.entry(DispatchState.RUNNING, (long) events));
    }

    @Test
    final void fault23_claimsAtBirthAndLeasesNeverMeet() {
        int perSender = 250;
        int senders = 4;
        List<List<Lease>> taken = Race.run(WORKERS, worker -> {
            List<Lease> mine = new ArrayList<>();
            if (worker < senders) {
                for (int i = 0; i < perSender; i++) {
                    DeliverySample sample = i % 2 == 0
                            ? aDelivery().claimed("ledger", StoreUnderTest.LEASE)
                            : aDelivery().route("ledger");
                    mine.addAll(inbox.append(sample).leases());
                }
            } else {
                for (int i = 0; i < perSender; i++) {
                    mine.addAll(inbox.lease("ledger", 3));
                }
            }
            return mine;
        });

        List<Lease> all = new ArrayList<>(taken.stream().flatMap(List::stream).toList());
        all.addAll(inbox.lease("ledger", 1000));
        assertThat(all)
                .extracting(Lease::dispatchId)
                .hasSize(senders * perSender)
                .doesNotHaveDuplicates();
    }

    @Test
    final void ofManyConcurrentCompletionsOfOneLeaseOneIsTaken() {
        inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        List<Boolean> taken = Race.run(WORKERS, worker -> inbox.handle(lease));
        assertThat(taken.stream().filter(held -> held)).hasSize(1);
        assertThat(inbox.attempts(lease.dispatchId())).hasSize(1);
    }

    @Test
    final void aReleaseAndACompletionOfOneLeaseExcludeEachOther() {
        for (int round = 0; round < 100; round++) {
            inbox.append(aDelivery().route("ledger"));
            Lease lease = inbox.leaseOnly("ledger");
            List<Boolean> taken =
                    Race.run(2, worker -> worker == 0 ? inbox.handle(lease) : inbox.release(List.of(lease)) == 1);
            assertThat(taken).containsExactlyInAnyOrder(true, false);
            if (taken.get(0)) {
                assertThat(inbox.dispatch(lease).state()).isEqualTo(DispatchState.HANDLED);
            } else {
                assertThat(inbox.dispatch(lease).state()).isEqualTo(DispatchState.QUEUED);
                inbox.handle(inbox.leaseOnly("ledger"));
            }
        }
    }

    @Test
    final void fault24_workersWhoseLeasesRunOutAllTheTimeStillHandleEachDispatchOnce() {
        int events = 400;
        List<Appended> appended = inbox.appendAll(IntStream.range(0, events)
                .mapToObj(i -> aDelivery().route("ledger"))
                .toList());
        AtomicInteger handled = new AtomicInteger();
        Map<DispatchId, Integer> successes = new HashMap<>();

        List<List<DispatchId>> results = Race.run(8, worker -> {
            List<DispatchId> mine = new ArrayList<>();
            Deque<Lease> late = new ArrayDeque<>();
            while (handled.get() < events) {
                late.addAll(inbox.lease("ledger", 5, Duration.ofSeconds(10)));
                // The even workers are always late: they complete what they leased two rounds ago.
                int keep = worker % 2 == 0 ? 10 : 0;
                if (late.size() <= keep) {
                    inbox.advance(Duration.ofSeconds(3));
                    keep = 0;
                }
                while (late.size() > keep) {
                    Lease lease = late.removeFirst();
                    if (inbox.handle(lease)) {
                        mine.add(lease.dispatchId());
                        handled.incrementAndGet();
                    }
                }
            }
            return mine;
        });

        results.forEach(mine -> mine.forEach(id -> successes.merge(id, 1, Integer::sum)));
        assertThat(successes).hasSize(events);
        assertThat(successes.values()).containsOnly(1);
        assertThat(appended)
                .allSatisfy(each ->
                        assertThatItsAttemptsAddUp(inbox.dispatches(each).get(0)));
        assertThat(inbox.reader().openDispatches()).isEmpty();
    }

    private void assertThatItsAttemptsAddUp(Dispatch dispatch) {
        List<Attempt> attempts = inbox.attempts(dispatch.id());
        assertThat(attempts)
                .extracting(Attempt::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, dispatch.attempts()).boxed().toList());
        assertThat(attempts.stream().filter(attempt -> attempt.outcome() == AttemptOutcome.LOST))
                .hasSize(dispatch.losses());
        assertThat(attempts.stream().filter(attempt -> attempt.outcome() == AttemptOutcome.SUCCEEDED))
                .hasSize(1);
    }
}
