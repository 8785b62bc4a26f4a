package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Reason;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Change;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Ordering;
import io.hooklatch.store.Route;
import io.hooklatch.store.Superseded;
import io.hooklatch.store.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing is superseded in silence. */
abstract class SupersededContract extends OperationGroup {
    private final Queue<Superseded> told = new ConcurrentLinkedQueue<>();

    private static DeliverySample of(String entity, long version) {
        return aDelivery().guardedBy(entity, version).route("ledger");
    }

    private EventId handled(String entity, long version) {
        Appended appended = inbox.append(of(entity, version));
        assertThat(inbox.handle(inbox.leaseOnly("ledger"))).isTrue();
        return event(appended);
    }

    private static String why(long version, long newer, EventId by) {
        return "superseded: it is version " + version + ", and version " + newer + " was handled before as " + by;
    }

    private Dispatch dispatch(EventId event) {
        return reader().dispatches(DispatchQuery.all().eventId(event)).items().get(0);
    }

    private Superseded superseded(EventId event, String why) {
        Dispatch dispatch = dispatch(event);
        assertThat(dispatch.state()).isEqualTo(DispatchState.SUPERSEDED);
        return new Superseded("ledger", event, dispatch.id(), why);
    }

    @Test
    final void whatIsSupersededWhenItIsStoredIsToldOnce() {
        store().onSuperseded(told::add);
        EventId newer = handled("a", 5);
        assertThat(told).isEmpty();
        Appended older = inbox.append(of("a", 3).key("evt_3"));
        assertThat(told).containsExactly(superseded(event(older), why(3, 5, newer)));
        assertThat(inbox.append(of("a", 3).key("evt_3")).duplicate()).isTrue();
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    final void ofABatchEachIsTold() {
        store().onSuperseded(told::add);
        EventId newer = handled("a", 5);
        Appended batch = inbox.append(aDelivery()
                .batch(
                        of("a", 3).body("1"),
                        of("b", 1).body("2"),
                        of("a", 4).body("3").route("mail")));
        assertThat(told)
                .containsExactly(
                        superseded(batch.events().get(0).id(), why(3, 5, newer)),
                        toLedger(batch.events().get(2).id(), why(4, 5, newer)));
    }

    private Superseded toLedger(EventId event, String why) {
        return reader().dispatches(DispatchQuery.all().eventId(event)).items().stream()
                .filter(dispatch -> dispatch.handler().equals(Optional.of("ledger")))
                .map(dispatch -> new Superseded("ledger", event, dispatch.id(), why))
                .findFirst()
                .orElseThrow();
    }

    @Test
    final void whatIsSupersededWhenItWouldBeLeasedIsToldOnce() {
        store().onSuperseded(told::add);
        List<Appended> older = new ArrayList<>();
        IntStream.range(0, 30).forEach(version -> older.add(inbox.append(of("a", version))));
        older.forEach(one -> inbox.retry(inbox.lease("ledger", 1).get(0), Duration.ofSeconds(5), "no"));
        EventId newer = handled("a", 50);
        inbox.advance(Duration.ofSeconds(5));
        assertThat(told).isEmpty();
        List<Superseded> expected = new ArrayList<>();
        for (int call = 0; told.size() < older.size(); call++) {
            assertThat(call).as("calls for %s", told).isLessThan(30);
            assertThat(inbox.lease("ledger", 10)).isEmpty();
        }
        for (int version = 0; version < older.size(); version++) {
            expected.add(superseded(event(older.get(version)), why(version, 50, newer)));
        }
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    final void whatIsSupersededWhenItIsPromotedIsTold() {
        store().onSuperseded(told::add);
        EventId newer = handled("a", 5);
        DeliveryId refused =
                inbox.append(aDelivery().refused(Reason.SIGNATURE_MISMATCH)).deliveryId();
        Ordering third = Ordering.NONE.guardedBy(new Ordering.Guard("a", new Version(3, 0), "3"));
        Change promote = new Change.Promote(
                refused,
                PromoteContract.TODAY,
                PromoteContract.NAMES,
                false,
                List.of(new NewEvent(
                        PromoteContract.NAMES,
                        List.of(new DedupeKey("k", "test")),
                        List.of(Route.queued("ledger")),
                        Optional.empty(),
                        third)));
        assertThat(make(promote).outcome()).isEqualTo(Outcome.CHANGED);
        EventId older =
                reader().promotion(refused).orElseThrow().events().get(0).id();
        assertThat(told).containsExactly(superseded(older, why(3, 5, newer)));
    }

    @Test
    final void aClosedStoreTellsNothingAndMayBeAskedTo() {
        InboxStore closed = store();
        closed.close();
        closed.onSuperseded(told::add);
        assertThat(told).isEmpty();
    }
}
