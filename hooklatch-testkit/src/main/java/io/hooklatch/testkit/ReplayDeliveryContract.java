package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Event;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Change;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One stored delivery whose body is handed to handlers once more. */
abstract class ReplayDeliveryContract extends OperationGroup {
    @Test
    final void theBodyOfThatDeliveryIsHandedOverAndTheEventStaysAsItIs() throws Exception {
        Appended first = inbox.append(aDelivery().key("k").body("one").route("ledger"));
        Appended copy = inbox.append(aDelivery().key("k").body("two").route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        assertThat(replay(copy.deliveryId(), first).detail()).isEqualTo("queued for ledger");
        inbox.reopen();
        assertThat(inbox.event(first).state()).isEqualTo(DispatchState.HANDLED);
        Lease lease = inbox.leaseOnly("ledger");
        assertThat(lease.carries()).contains(copy.deliveryId());
        Event event = reader().load(List.of(lease)).get(0);
        assertThat(event.id()).isEqualTo(event(first));
        assertThat(event.deliveryId()).isEqualTo(copy.deliveryId());
        assertThat(event.text()).isEqualTo("two");
        inbox.giveUp(lease, "no use");
        assertThat(inbox.event(first).state()).isEqualTo(DispatchState.HANDLED);
        assertThat(reader().events(EventQuery.all().state(DispatchState.DEAD)).items())
                .isEmpty();
        assertThat(inbox.dispatches(first))
                .extracting(Dispatch::state)
                .containsExactlyInAnyOrder(DispatchState.HANDLED, DispatchState.DEAD);
        assertThat(inbox.dispatch(lease).carries()).contains(copy.deliveryId());
    }

    @Test
    final void aSecondTimeTheSameDispatchIsQueuedAgain() {
        Appended first = inbox.append(aDelivery().route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        replay(first.deliveryId(), first);
        OperationItem early = replay(first.deliveryId(), first);
        assertThat(early.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(early.detail()).isEqualTo("ledger has it queued");
        inbox.handle(inbox.leaseOnly("ledger"));
        assertThat(replay(first.deliveryId(), first).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(inbox.leaseOnly("ledger").attempt()).isEqualTo(2);
        assertThat(inbox.dispatches(first)).hasSize(2);
    }

    @Test
    final void anElementIsHandedOverByItself() {
        inbox.append(aDelivery().key("b").body("first"));
        Appended batch = inbox.append(
                aDelivery().batch(aDelivery().key("a"), aDelivery().key("b").body("second")));
        Change change = new Change.ReplayDelivery(
                batch.deliveryId(), batch.events().get(1).id(), List.of("ledger"));
        assertThat(make(change).outcome()).isEqualTo(Outcome.CHANGED);
        Event event = reader().load(List.of(inbox.leaseOnly("ledger"))).get(0);
        assertThat(event.text()).isEqualTo("second");
        assertThat(event.element()).isPresent();
        assertThat(event.deliveryId()).isEqualTo(batch.deliveryId());
    }

    @Test
    final void anIgnoredEventTakesItsReplayedDeliveriesWithIt() {
        Appended first = inbox.append(aDelivery().route("ledger"));
        replay(first.deliveryId(), first);
        make(new Change.IgnoreEvent(event(first)));
        assertThat(inbox.lease("ledger", 5)).isEmpty();
        assertThat(replay(new DeliveryId(5), first).detail()).isEqualTo("there is no such delivery");
    }

    private OperationItem replay(DeliveryId delivery, Appended of) {
        return make(new Change.ReplayDelivery(delivery, event(of), List.of("ledger")));
    }
}
