package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.store.Appended;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Change;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events and dispatches that an operator queues again. */
abstract class ReplayContract extends OperationGroup {
    @Test
    final void aHandledEventIsQueuedAgainWithItsAttemptsNumberedOn() {
        Appended appended = inbox.append(aDelivery().route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.advance(Duration.ofSeconds(5));
        OperationItem item = make(new Change.Replay(event(appended), List.of("ledger")));
        assertThat(item.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(item.subject()).isEqualTo(event(appended).toString());
        assertThat(item.detail()).isEqualTo("queued for ledger");
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.QUEUED);
        assertThat(inbox.dispatches(appended).get(0).dueAt()).contains(inbox.now());

        Lease lease = inbox.leaseOnly("ledger");
        assertThat(lease.attempt()).isEqualTo(2);
        assertThat(lease.tries()).isEqualTo(1);
        inbox.handle(lease);
        assertThat(reader().attempts(AttemptQuery.all()).items())
                .extracting(Attempt::number)
                .containsExactly(2, 1);
    }

    @Test
    final void aDeadDispatchGetsAllTriesAgainAndItsLossesAreForgiven() {
        Appended appended = inbox.append(aDelivery().route("ledger"));
        for (int i = 0; i < 3; i++) {
            inbox.lease("ledger", 1, Duration.ofSeconds(1));
            inbox.advance(Duration.ofSeconds(1));
        }
        inbox.giveUp(inbox.leaseOnly("ledger"), "poison");
        Dispatch dead = inbox.dispatches(appended).get(0);
        assertThat(dead.losses()).isEqualTo(3);
        make(new Change.Requeue(dead.id()));
        Lease lease = inbox.leaseOnly("ledger");
        assertThat(lease.attempt()).isEqualTo(5);
        assertThat(lease.tries()).isEqualTo(1);
        assertThat(lease.losses()).isZero();
    }

    @Test
    final void aReleasedLeaseAfterAReplayIsQueuedAndNotRetrying() {
        Appended appended = inbox.append(aDelivery().route("ledger"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "no use");
        make(new Change.Replay(event(appended), List.of("ledger")));
        inbox.release(List.of(inbox.leaseOnly("ledger")));
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.QUEUED);
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ZERO, "no");
        inbox.release(List.of(inbox.leaseOnly("ledger")));
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.RETRYING);
    }

    @Test
    final void whatIsOnItsWayIsLeftAlone() {
        Appended appended =
                inbox.append(aDelivery().route("ledger").route("mail").route("stock"));
        Lease running = inbox.leaseOnly("ledger");
        inbox.retry(inbox.leaseOnly("mail"), Duration.ofHours(1), "no");
        OperationItem item = make(new Change.Replay(event(appended), List.of("ledger", "mail", "stock")));
        assertThat(item.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(item.detail()).isEqualTo("ledger has it running, mail has it retrying, stock has it queued");
        assertThat(inbox.handle(running)).isTrue();
        assertThat(inbox.dispatches(appended))
                .extracting(Dispatch::state)
                .containsExactly(DispatchState.HANDLED, DispatchState.RETRYING, DispatchState.QUEUED);
    }

    @Test
    final void anUnroutedEventGoesToTheHandlersOfToday() {
        Appended appended = inbox.append(aDelivery());
        inbox.append(aDelivery().route("another"));
        OperationItem item = make(new Change.Replay(event(appended), List.of("ledger", "mail")));
        assertThat(item.detail()).isEqualTo("queued for ledger, mail");
        assertThat(inbox.dispatches(appended))
                .extracting(Dispatch::handler)
                .containsExactlyInAnyOrder(Optional.of("ledger"), Optional.of("mail"));
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.QUEUED);
        assertThat(inbox.handle(inbox.leaseOnly("ledger"))).isTrue();
        Lease mail = inbox.leaseOnly("mail");
        assertThat(reader().load(List.of(mail)).get(0).id()).isEqualTo(event(appended));
        assertThat(inbox.giveUp(mail, "no use")).isTrue();
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.DEAD);
        assertThat(reader().events(EventQuery.all().state(DispatchState.DEAD)).items())
                .extracting(found -> found.id())
                .containsExactly(event(appended));
        assertThat(reader().dispatches(DispatchQuery.all().handler("mail")).items())
                .extracting(Dispatch::id)
                .containsExactly(mail.dispatchId());
    }

    @Test
    final void aHandlerThatCameLaterGetsADispatchOfItsOwn() throws Exception {
        Appended appended = inbox.append(aDelivery().route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.appendAll(List.of(aDelivery(), aDelivery()));
        make(new Change.Replay(event(appended), List.of("mail")));
        inbox.reopen();
        assertThat(inbox.dispatches(appended))
                .extracting(Dispatch::state)
                .containsExactlyInAnyOrder(DispatchState.HANDLED, DispatchState.QUEUED);
        for (DispatchState state : DispatchState.values()) {
            List<EventId> expected = state == DispatchState.QUEUED ? List.of(event(appended)) : List.of();
            if (state != DispatchState.UNROUTED) {
                assertThat(reader().events(EventQuery.all().state(state)).items())
                        .as("%s", state)
                        .extracting(found -> found.id())
                        .containsExactlyElementsOf(expected);
            }
        }
        assertThat(inbox.handle(inbox.leaseOnly("mail"))).isTrue();
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.HANDLED);
    }

    @Test
    final void withoutAHandlerNothingIsReplayed() {
        Appended appended = inbox.append(aDelivery());
        OperationItem item = make(new Change.Replay(event(appended), List.of()));
        assertThat(item.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(item.detail()).isEqualTo("no handler takes it today");
        assertThat(make(new Change.Replay(new EventId(5), List.of("ledger"))).detail())
                .isEqualTo("there is no such event");
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.UNROUTED);
    }

    @Test
    final void requeueingTakesDeadAndRetryingOnesOnly() {
        Appended appended = inbox.append(aDelivery().route("ledger").route("mail"));
        List<Dispatch> rows = inbox.dispatches(appended);
        assertThat(make(new Change.Requeue(rows.get(0).id())).detail()).isEqualTo("it is QUEUED, not dead or retrying");
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ofHours(1), "no");
        inbox.handle(inbox.leaseOnly("mail"));
        assertThat(make(new Change.Requeue(rows.get(0).id())).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(make(new Change.Requeue(rows.get(1).id())).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(make(new Change.Requeue(new DispatchId(5))).detail()).isEqualTo("there is no such dispatch");
        Lease lease = inbox.leaseOnly("ledger");
        assertThat(lease.attempt()).isEqualTo(2);
        assertThat(inbox.dispatch(lease).lastError()).isEqualTo("no");
    }

    @Test
    final void dispatchesAreFoundByTheTextOfTheirErrorAndTheTimeTheyWereMade() {
        Appended first = inbox.append(aDelivery().route("ledger"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "HTTP 503 from 100% _new_ 'crm'");
        inbox.advance(Duration.ofMinutes(1));
        long later = inbox.now();
        Appended second = inbox.append(aDelivery().route("ledger"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "HTTP 400 from crm");
        DispatchQuery dead = DispatchQuery.all().state(DispatchState.DEAD);
        assertThat(found(dead.error("HTTP"))).containsExactly(event(second), event(first));
        assertThat(found(dead.error("100% _new_ '"))).containsExactly(event(first));
        assertThat(found(dead.error("http"))).isEmpty();
        assertThat(found(DispatchQuery.all().error("%"))).containsExactly(event(first));
        assertThat(found(DispatchQuery.all().made(new TimeRange(later, Long.MAX_VALUE))))
                .containsExactly(event(second));
        assertThat(found(dead.handler("ledger").made(new TimeRange(0, later)))).containsExactly(event(first));
    }

    private List<EventId> found(DispatchQuery query) {
        return reader().dispatches(query).items().stream()
                .map(Dispatch::eventId)
                .toList();
    }
}
