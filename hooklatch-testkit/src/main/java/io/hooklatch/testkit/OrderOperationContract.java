package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Names;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Change;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Ordering;
import io.hooklatch.store.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Operators among events that wait for each other. */
abstract class OrderOperationContract extends OperationGroup {
    private static DeliverySample of(String key) {
        return aDelivery().orderedBy(key).route("ledger");
    }

    private Dispatch only(Appended appended) {
        return inbox.dispatches(appended).get(0);
    }

    private void handleAll(Appended... inOrder) {
        for (Appended next : inOrder) {
            Lease lease = inbox.leaseOnly("ledger");
            assertThat(lease.eventId()).isEqualTo(event(next));
            assertThat(inbox.lease("ledger", 5)).isEmpty();
            inbox.handle(lease);
        }
        assertThat(inbox.lease("ledger", 5)).isEmpty();
    }

    private void replay(Appended appended) {
        assertThat(make(new Change.Replay(event(appended), List.of("ledger"))).outcome())
                .isEqualTo(Outcome.CHANGED);
    }

    @Test
    final void fault32_aRequeueOfTheDeadFirstLetsItGoBeforeThoseBehind() {
        Appended first = inbox.append(of("a"));
        Appended second = inbox.append(of("a"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "no");
        make(new Change.Requeue(only(first).id()));
        handleAll(first, second);
    }

    @Test
    final void fault32_anIgnoreOfTheDeadFirstFreesThoseBehind() {
        Appended first = inbox.append(of("a"));
        Appended second = inbox.append(of("a"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "no");
        make(new Change.IgnoreEvent(event(first)));
        assertThat(reader().nextDue("ledger")).contains(Duration.ZERO);
        assertThat(only(second).heldBy()).isEmpty();
        handleAll(second);
    }

    @Test
    final void anIgnoreInTheMiddleLeavesTheOthersInOrder() {
        Appended first = inbox.append(of("a"));
        Appended second = inbox.append(of("a"));
        Appended third = inbox.append(of("a"));
        make(new Change.IgnoreDispatch(only(second).id()));
        assertThat(only(third).heldBy()).contains(only(first).id());
        handleAll(first, third);
    }

    @Test
    final void anIgnoreWhileItRunsFreesTheNextAndFencesTheFirst() {
        Appended first = inbox.append(of("a"));
        Appended second = inbox.append(of("a"));
        Lease running = inbox.leaseOnly("ledger");
        make(new Change.IgnoreEvent(event(first)));
        assertThat(inbox.handle(running)).isFalse();
        handleAll(second);
    }

    @Test
    final void aReplayJoinsTheEndOfItsLine() {
        Appended first = inbox.append(of("a"));
        handleAll(first);
        Appended second = inbox.append(of("a"));
        Appended third = inbox.append(of("a"));
        replay(first);
        assertThat(only(first).heldBy()).contains(only(second).id());
        assertThat(only(first).dueAt()).isEmpty();
        handleAll(second, third, first);
    }

    @Test
    final void aReplayOfTheDeadFirstKeepsItsPlace() {
        Appended first = inbox.append(of("a"));
        Appended second = inbox.append(of("a"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "no");
        replay(first);
        handleAll(first, second);
    }

    @Test
    final void anUnroutedEventJoinsTheEndWhenItGetsAHandler() {
        Appended unrouted = inbox.append(aDelivery().orderedBy("a"));
        Appended first = inbox.append(of("a"));
        replay(unrouted);
        handleAll(first, unrouted);
    }

    @Test
    final void aFurtherHandlerHasALineOfItsOwn() {
        Appended first = inbox.append(of("a"));
        Appended second = inbox.append(of("a"));
        for (Appended appended : List.of(second, first)) {
            make(new Change.Replay(event(appended), List.of("mail")));
        }
        assertThat(inbox.lease("mail", 5)).extracting(Lease::eventId).containsExactly(event(second));
        handleAll(first, second);
    }

    @Test
    final void aReplayedDeliveryWaitsAtTheEndToo() {
        Appended first = inbox.append(of("a").body("one").key("k"));
        Appended copy = inbox.append(of("a").body("two").key("k"));
        Appended second = inbox.append(of("a"));
        make(new Change.ReplayDelivery(copy.deliveryId(), event(first), List.of("ledger")));
        handleAll(first, second, first);
    }

    @Test
    final void aPromotedDeliveryArrivesWhenItIsPromoted() {
        Appended refused = inbox.append(of("a").refused(Reason.SIGNATURE_MISMATCH));
        Appended first = inbox.append(of("a"));
        NewEvent event = new NewEvent(
                Names.none(), List.of(), List.of(Route.queued("ledger")), Optional.empty(), Ordering.by("a"));
        make(new Change.Promote(
                refused.deliveryId(), Verdict.verified("orders@2", "1"), Names.none(), false, List.of(event)));
        inbox.handle(inbox.leaseOnly("ledger"));
        Lease promoted = inbox.leaseOnly("ledger");
        assertThat(promoted.eventId()).isNotEqualTo(event(first));
        assertThat(reader().promotion(refused.deliveryId()).orElseThrow().events())
                .extracting(made -> made.id())
                .containsExactly(promoted.eventId());
    }

    @Test
    final void aPausedHandlerKeepsItsLines() {
        Appended first = inbox.append(of("a"));
        Appended second = inbox.append(of("a"));
        make(new Change.Hold(Pause.Kind.HANDLER, "ledger"));
        assertThat(reader().openDispatches()).isEqualTo(Map.of(DispatchState.PAUSED, 2L));
        assertThat(only(second).state()).isEqualTo(DispatchState.PAUSED);
        assertThat(only(second).heldBy()).contains(only(first).id());
        Appended third = inbox.append(aDelivery().orderedBy("a").claimed("ledger", StoreUnderTest.LEASE));
        make(new Change.Resume(Pause.Kind.HANDLER, "ledger"));
        handleAll(first, second, third);
    }

    @Test
    final void aReplayOfASupersededEventIsHandledOnceWhateverWas() {
        Appended newer = inbox.append(aDelivery().guardedBy("a", 5).route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        Appended older = inbox.append(aDelivery().guardedBy("a", 3).route("ledger"));
        replay(older);
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ZERO, "not yet");
        assertThat(inbox.handle(inbox.leaseOnly("ledger"))).isTrue();
        assertThat(only(older).state()).isEqualTo(DispatchState.HANDLED);
        Appended between = inbox.append(aDelivery().guardedBy("a", 4).route("ledger"));
        assertThat(only(between).lastError()).endsWith("version 5 was handled before as " + event(newer));
    }

    @Test
    final void aRequeueGoesOnAndIsGuarded() {
        Appended older = inbox.append(aDelivery().guardedBy("a", 3).route("ledger"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "no");
        inbox.append(aDelivery().guardedBy("a", 5).route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        make(new Change.Requeue(only(older).id()));
        assertThat(inbox.lease("ledger", 5)).isEmpty();
        assertThat(only(older).state()).isEqualTo(DispatchState.SUPERSEDED);
    }

    @Test
    final void fault32_operatorsAndWorkersAtOneKeyLeaveNobodyWaiting() {
        for (int round = 0; round < 30; round++) {
            String key = "k" + round;
            List<Appended> line = inbox.appendAll(List.of(of(key), of(key), of(key), of(key)));
            Lease running = inbox.leaseOnly("ledger");
            EventId second = event(line.get(1));
            Race.run(3, number -> switch (number) {
                case 0 -> inbox.handle(running);
                case 1 -> make(new Change.IgnoreEvent(second)).outcome() == Outcome.CHANGED;
                default ->
                    make(new Change.Replay(event(line.get(0)), List.of("ledger")))
                                    .outcome()
                            == Outcome.CHANGED;
            });
            boolean replayed = inbox.event(line.get(0)).state() == DispatchState.QUEUED;
            int left = 2 + (replayed ? 1 : 0);
            for (int i = 0; i < left; i++) {
                assertThat(inbox.handle(inbox.leaseOnly("ledger"))).isTrue();
            }
            assertThat(inbox.lease("ledger", 5)).isEmpty();
            assertThat(reader().openDispatches()).containsOnlyKeys(DispatchState.IGNORED);
        }
    }
}
