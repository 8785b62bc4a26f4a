package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Action;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Pause;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Preview;
import io.hooklatch.operate.Selection;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Change;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Endpoints and handlers that an operator has stopped for the time being. */
abstract class PauseContract extends OperationGroup {
    @Test
    final void pausesAreKeptUntilTheyAreResumed() throws Exception {
        OperationItem handler = hold("ledger");
        OperationItem endpoint = make(new Change.Hold(Pause.Kind.ENDPOINT, "ledger"));
        inbox.reopen();
        assertThat(reader().pauses())
                .containsExactly(
                        new Pause(Pause.Kind.ENDPOINT, "ledger", endpoint.operationId(), inbox.now()),
                        new Pause(Pause.Kind.HANDLER, "ledger", handler.operationId(), inbox.now()));
        assertThat(hold("ledger").detail()).isEqualTo("paused already by " + handler.operationId());
        assertThat(resume("ledger").outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(resume("ledger").detail()).isEqualTo("not paused");
        assertThat(reader().pauses()).extracting(Pause::kind).containsExactly(Pause.Kind.ENDPOINT);
    }

    @Test
    final void aPausedHandlerGetsNothingAndOthersGoOn() throws Exception {
        inbox.append(aDelivery().route("ledger").route("mail"));
        hold("ledger");
        inbox.reopen();
        assertThat(inbox.lease("ledger", 5)).isEmpty();
        assertThat(reader().nextDue("ledger")).isEmpty();
        assertThat(inbox.lease("mail", 5)).hasSize(1);
        resume("ledger");
        assertThat(reader().nextDue("ledger")).contains(Duration.ZERO);
        assertThat(inbox.lease("ledger", 5)).hasSize(1);
    }

    @Test
    final void aRouteToAPausedHandlerIsNotClaimedAtBirth() {
        hold("ledger");
        Appended appended =
                inbox.append(aDelivery().claimed("ledger", StoreUnderTest.LEASE).claimed("mail", StoreUnderTest.LEASE));
        assertThat(appended.leases()).extracting(Lease::handler).containsExactly("mail");
        resume("ledger");
        assertThat(inbox.leaseOnly("ledger").attempt()).isEqualTo(1);
        Appended after = inbox.append(aDelivery().claimed("ledger", StoreUnderTest.LEASE));
        assertThat(after.leases()).hasSize(1);
    }

    @Test
    final void waitingDispatchesReadAsPausedEverywhere() {
        Appended queued = inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        Appended other = inbox.append(aDelivery().route("ledger"));
        inbox.retry(lease, Duration.ofHours(1), "no");
        Appended mail = inbox.append(aDelivery().route("mail"));
        hold("ledger");
        for (Appended paused : List.of(queued, other)) {
            assertThat(inbox.event(paused).state()).isEqualTo(DispatchState.PAUSED);
            assertThat(inbox.dispatches(paused).get(0).state()).isEqualTo(DispatchState.PAUSED);
            assertThat(inbox.dispatches(paused).get(0).dueAt()).isEmpty();
        }
        assertThat(events(DispatchState.PAUSED)).containsExactly(event(other), event(queued));
        assertThat(events(DispatchState.QUEUED)).containsExactly(event(mail));
        assertThat(events(DispatchState.RETRYING)).isEmpty();
        assertThat(dispatches(DispatchQuery.all().state(DispatchState.PAUSED))).hasSize(2);
        assertThat(dispatches(DispatchQuery.all().state(DispatchState.PAUSED).handler("mail")))
                .isEmpty();
        assertThat(dispatches(DispatchQuery.all().state(DispatchState.QUEUED))).hasSize(1);
        assertThat(dispatches(DispatchQuery.all().state(DispatchState.RETRYING)))
                .isEmpty();
        assertThat(reader().openDispatches()).isEqualTo(Map.of(DispatchState.PAUSED, 2L, DispatchState.QUEUED, 1L));
        resume("ledger");
        assertThat(inbox.event(queued).state()).isEqualTo(DispatchState.RETRYING);
        assertThat(inbox.dispatches(queued).get(0).dueAt())
                .isEqualTo(Optional.of(inbox.now() + Duration.ofHours(1).toMillis()));
        assertThat(events(DispatchState.QUEUED)).containsExactly(event(mail), event(other));
        assertThat(reader().openDispatches()).isEqualTo(Map.of(DispatchState.RETRYING, 1L, DispatchState.QUEUED, 2L));
    }

    @Test
    final void aLeaseThatIsHeldGoesOn() {
        inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        hold("ledger");
        assertThat(inbox.dispatch(lease).state()).isEqualTo(DispatchState.RUNNING);
        assertThat(inbox.renew(List.of(lease), StoreUnderTest.LEASE)).hasSize(1);
        assertThat(inbox.handle(lease)).isTrue();
    }

    @Test
    final void aHandlerIsPausedBeforeItsFirstEvent() {
        hold("ledger");
        Appended appended = inbox.append(aDelivery().route("ledger"));
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.PAUSED);
        assertThat(inbox.lease("ledger", 1)).isEmpty();
    }

    @Test
    final void aPreviewTellsWhatTheOperationWillDoToWhatIsPaused() {
        inbox.append(aDelivery().type("late").route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        inbox.append(aDelivery().type("new").route("ledger"));
        inbox.retry(lease, Duration.ofHours(1), "no");
        hold("ledger");
        try (Hooklatch idle = Hooklatch.builder().store(store()).startIdle()) {
            for (Selection selection : List.of(
                    new Selection.Dispatches(DispatchQuery.all().state(DispatchState.PAUSED)),
                    new Selection.Events(EventQuery.all().state(DispatchState.PAUSED)))) {
                Preview preview = idle.operations().preview(Action.REQUEUE, selection, Optional.empty());
                Operation begun = idle.operations().start(new Order(Action.REQUEUE, selection, OPERATOR, "at once"));
                Operation done = Stages.await(idle.operations().ended(begun.id()));
                assertThat(List.of(preview.selected(), preview.changes()))
                        .as("%s", selection)
                        .containsExactly(2L, done.changed());
                assertThat(done.done()).isEqualTo(2);
                assertThat(reader().items(begun.id(), Cursor.START, 10).items())
                        .extracting(item ->
                                new Preview.Item(item.subject(), item.outcome() == Outcome.CHANGED, item.detail()))
                        .containsExactlyInAnyOrderElementsOf(preview.sample());
                assertThat(done.changed())
                        .as("one is retrying behind the pause, once")
                        .isEqualTo(selection instanceof Selection.Dispatches ? 1 : 0);
            }
        }
    }

    private OperationItem hold(String handler) {
        return make(new Change.Hold(Pause.Kind.HANDLER, handler));
    }

    private OperationItem resume(String handler) {
        return make(new Change.Resume(Pause.Kind.HANDLER, handler));
    }

    private List<Dispatch> dispatches(DispatchQuery query) {
        return reader().dispatches(query).items();
    }

    private List<EventId> events(DispatchState state) {
        return reader().events(EventQuery.all().state(state)).items().stream()
                .map(EventSummary::id)
                .toList();
    }
}
