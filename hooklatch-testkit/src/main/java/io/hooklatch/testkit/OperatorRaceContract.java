package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Change;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators and workers at the same dispatch at the same time. */
abstract class OperatorRaceContract extends OperationGroup {
    private static final int ROUNDS = 50;

    @Test
    final void fault33_aRequeueBesideTheAutomaticRetryIsOneClaim() {
        for (int round = 0; round < ROUNDS; round++) {
            Appended appended = inbox.append(aDelivery().route("ledger"));
            inbox.retry(inbox.leaseOnly("ledger"), Duration.ZERO, "no");
            Dispatch dispatch = inbox.dispatches(appended).get(0);
            List<List<Lease>> leases = Race.run(4, number -> {
                if (number == 0) {
                    make(new Change.Requeue(dispatch.id()));
                }
                return inbox.lease("ledger", 1);
            });
            List<Lease> all = leases.stream().flatMap(List::stream).toList();
            assertThat(all).hasSize(1);
            assertThat(inbox.handle(all.get(0))).isTrue();
        }
    }

    @Test
    final void fault33_aReplayBesideTheResultIsDecidedOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            Appended appended = inbox.append(aDelivery().route("ledger"));
            Lease lease = inbox.leaseOnly("ledger");
            List<Boolean> happened = Race.run(
                    2,
                    number -> number == 0
                            ? inbox.handle(lease)
                            : make(new Change.Replay(event(appended), List.of("ledger")))
                                            .outcome()
                                    == Outcome.CHANGED);
            assertThat(happened.get(0)).isTrue();
            boolean replayed = happened.get(1);
            assertThat(inbox.event(appended).state())
                    .isEqualTo(replayed ? DispatchState.QUEUED : DispatchState.HANDLED);
            assertThat(inbox.lease("ledger", 5)).hasSize(replayed ? 1 : 0).allSatisfy(inbox::handle);
        }
    }

    @Test
    final void fault33_anIgnoreBesideTheResultLeavesOneOfBoth() {
        for (int round = 0; round < ROUNDS; round++) {
            Appended appended = inbox.append(aDelivery().route("ledger"));
            Lease lease = inbox.leaseOnly("ledger");
            Race.run(2, number -> {
                if (number == 0) {
                    return inbox.retry(lease, Duration.ZERO, "no");
                }
                OperationItem item = make(new Change.IgnoreEvent(event(appended)));
                return item.outcome() == Outcome.CHANGED;
            });
            assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.IGNORED);
            assertThat(inbox.lease("ledger", 5)).isEmpty();
        }
    }
}
