package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.store.Appended;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Change;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator says shall not be handled. */
abstract class IgnoreContract extends OperationGroup {
    @Test
    final void anIgnoredEventIsNeverLeased() {
        Appended appended = inbox.append(aDelivery().key("k").route("ledger").route("mail"));
        inbox.retry(inbox.leaseOnly("mail"), Duration.ZERO, "no");
        OperationItem item = make(new Change.IgnoreEvent(event(appended)));
        assertThat(item.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(item.detail()).isEqualTo("ignored");
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.IGNORED);
        assertThat(inbox.dispatches(appended)).extracting(Dispatch::dueAt).containsOnly(Optional.empty());
        inbox.append(aDelivery().key("k").route("ledger").route("mail"));
        inbox.advance(Duration.ofDays(1));
        inbox.recover();
        assertThat(inbox.lease("ledger", 5)).isEmpty();
        assertThat(inbox.lease("mail", 5)).isEmpty();
        assertThat(reader().nextDue("mail")).isEmpty();
    }

    @Test
    final void ignoringALeasedDispatchFencesTheLateResultOff() {
        Appended appended = inbox.append(aDelivery().claimed("ledger", StoreUnderTest.LEASE));
        Lease lease = appended.leases().get(0);
        assertThat(make(new Change.IgnoreEvent(event(appended))).detail()).isEqualTo("ignored, 1 while running");
        assertThat(inbox.renew(List.of(lease), StoreUnderTest.LEASE)).isEmpty();
        assertThat(inbox.handle(lease)).isFalse();
        assertThat(inbox.giveUp(lease, "no use")).isFalse();
        assertThat(inbox.release(List.of(lease))).isZero();
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.IGNORED);
        assertThat(reader().attempts(AttemptQuery.all()).items()).isEmpty();
    }

    @Test
    final void theLateResultIsFencedOffAlsoAfterAReplay() {
        Appended appended = inbox.append(aDelivery().claimed("ledger", StoreUnderTest.LEASE));
        make(new Change.IgnoreEvent(event(appended)));
        make(new Change.Replay(event(appended), List.of("ledger")));
        assertThat(inbox.handle(appended.leases().get(0))).isFalse();
        Lease second = inbox.leaseOnly("ledger");
        assertThat(inbox.handle(appended.leases().get(0))).isFalse();
        assertThat(second.token()).isGreaterThan(appended.leases().get(0).token());
        assertThat(inbox.handle(second)).isTrue();
    }

    @Test
    final void oneDispatchIsIgnoredAndTheOthersGoOn() {
        Appended appended = inbox.append(aDelivery().route("ledger").route("mail"));
        DispatchId mail = inbox.dispatches(appended).get(1).id();
        assertThat(make(new Change.IgnoreDispatch(mail)).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(make(new Change.IgnoreDispatch(mail)).detail()).isEqualTo("ignored already");
        inbox.handle(inbox.leaseOnly("ledger"));
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.HANDLED);
        assertThat(inbox.lease("mail", 1)).isEmpty();
    }

    @Test
    final void anUnroutedEventIsIgnoredAndReplayed() {
        Appended appended = inbox.append(aDelivery());
        make(new Change.IgnoreEvent(event(appended)));
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.IGNORED);
        assertThat(inbox.dispatches(appended).get(0).handler()).isEmpty();
        make(new Change.Replay(event(appended), List.of("ledger")));
        assertThat(inbox.handle(inbox.leaseOnly("ledger"))).isTrue();
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.HANDLED);
        assertThat(inbox.dispatches(appended)).hasSize(1);
    }

    @Test
    final void whatDoesNotExistIsAnItemThatSaysSo() {
        assertThat(make(new Change.IgnoreEvent(new EventId(5))).detail()).isEqualTo("there is no such event");
        assertThat(make(new Change.IgnoreDispatch(new DispatchId(5))).detail()).isEqualTo("there is no such dispatch");
    }
}
