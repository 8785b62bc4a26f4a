package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Names;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Promotion;
import io.hooklatch.message.Reason;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Change;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Refused deliveries that become events after all. */
abstract class PromoteContract extends OperationGroup {
    static final Verdict TODAY = Verdict.verified("orders@2", "2");
    static final Names NAMES = new Names(Optional.of("send-1"), Optional.of("evt-1"), Optional.of("order.paid"));

    @Test
    final void aRefusedDeliveryBecomesAnEventAndKeepsItsOwnVerdict() throws Exception {
        DeliveryId id = refused("{\"a\":1}");
        Delivery before = inbox.delivery(id);
        inbox.advance(Duration.ofHours(1));
        OperationItem item = make(promote(id, "k"));
        inbox.reopen();
        Promotion promotion = reader().promotion(id).orElseThrow();
        ReceivedEvent event = promotion.events().get(0);
        assertThat(item.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(item.detail()).isEqualTo("promoted to " + event.id());
        assertThat(promotion)
                .isEqualTo(new Promotion(
                        id, item.operationId(), inbox.now(), TODAY, List.of(ReceivedEvent.created(event.id()))));
        assertThat(inbox.delivery(id).summary()).isEqualTo(before.summary());
        assertThat(inbox.delivery(id).request().body())
                .isEqualTo(before.request().body());
        assertThat(reader().event(event.id()))
                .contains(new EventSummary(
                        event.id(),
                        "orders",
                        inbox.now(),
                        NAMES.eventType(),
                        NAMES.eventId(),
                        Optional.of(new DedupeKey("k", "test")),
                        id,
                        Optional.empty(),
                        DispatchState.QUEUED));
    }

    @Test
    final void ofSeveralDeliveriesThoseThatWerePromotedAreFound() {
        DeliveryId one = refused("{\"a\":1}");
        DeliveryId other = refused("{\"a\":2}");
        OperationItem item = make(promote(one, "k"));
        assertThat(reader().promoted(List.of(other, one, new DeliveryId(7))))
                .isEqualTo(Map.of(one, item.operationId()));
        assertThat(reader().promoted(List.of())).isEmpty();
    }

    @Test
    final void itsHandlerGetsTheBytesOfTheDeliveryAndTheNewVerdict() {
        DeliveryId id = refused("{\"a\":1}");
        inbox.appendAll(List.of(aDelivery(), aDelivery()));
        make(promote(id, "k"));
        Lease lease = inbox.leaseOnly("ledger");
        Event event = reader().load(List.of(lease)).get(0);
        assertThat(event.text()).isEqualTo("{\"a\":1}");
        assertThat(event.request().headers())
                .isEqualTo(inbox.delivery(id).request().headers());
        assertThat(event.deliveryId()).isEqualTo(id);
        assertThat(event.verdict()).isEqualTo(TODAY);
        assertThat(event.names()).isEqualTo(NAMES);
        assertThat(event.element()).isEmpty();
        assertThat(inbox.handle(lease)).isTrue();
    }

    @Test
    final void aDeliveryIsPromotedOnce() {
        DeliveryId id = refused("{}");
        OperationItem first = make(promote(id));
        OperationItem second = make(promote(id));
        assertThat(second.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(second.detail()).isEqualTo("promoted already by " + first.operationId());
        assertThat(Listing.events(reader())).hasSize(1);
    }

    @Test
    final void ofConcurrentPromotionsOneMakesTheEvent() {
        DeliveryId id = refused("{}");
        List<OperationItem> items = Race.run(8, number -> make(promote(id)));
        assertThat(items).filteredOn(item -> item.outcome() == Outcome.CHANGED).hasSize(1);
        assertThat(Listing.events(reader())).hasSize(1);
    }

    @Test
    final void severalCopiesOfOneEventMakeOneEvent() {
        DeliveryId first = refused("{\"a\":1}");
        DeliveryId copy = refused("{\"a\":1}");
        DeliveryId other = refused("{\"a\":2}");
        make(promote(first, "k"));
        EventId event = reader().promotion(first).orElseThrow().events().get(0).id();
        assertThat(make(promote(copy, "k")).detail()).isEqualTo("a copy of " + event);
        assertThat(make(promote(other, "k")).detail()).isEqualTo("a copy of " + event + ", with another body");
        assertThat(reader().promotion(other).orElseThrow().events())
                .containsExactly(new ReceivedEvent(event, true, true));
        assertThat(Listing.events(reader())).hasSize(1);
        assertThat(inbox.lease("ledger", 5)).hasSize(1);
        assertThat(reader().deliveries(DeliveryQuery.all().eventId(event)).items())
                .extracting(DeliverySummary::id)
                .containsExactly(other, copy, first);
    }

    @Test
    final void itGoesThroughTheKeysInBothDirections() throws Exception {
        Appended known = inbox.append(aDelivery().key("old").route("ledger"));
        DeliveryId copy = refused("{}");
        assertThat(make(promote(copy, "old")).detail()).startsWith("a copy of " + event(known));
        make(promote(refused("{}"), "new"));
        inbox.reopen();
        Appended later = inbox.append(aDelivery().body("{}").key("new").route("ledger"));
        assertThat(later.duplicate()).isTrue();
        assertThat(later.divergent()).isFalse();
        assertThat(Listing.events(reader())).hasSize(2);
        assertThat(reader().deliveries(DeliveryQuery.all().eventId(event(known)))
                        .items())
                .extracting(DeliverySummary::id)
                .containsExactly(copy, known.deliveryId());
    }

    @Test
    final void onlyRefusedMessagesWithTheirWholeBodyArePromoted() {
        Appended accepted = inbox.append(aDelivery().key("a"));
        DeliveryId cut = inbox.append(aDelivery().body("{}").bodyLength(9).refused(Reason.SIGNATURE_MISMATCH))
                .deliveryId();
        assertThat(make(promote(accepted.deliveryId())).detail()).isEqualTo("not a refused message");
        assertThat(make(promote(cut)).detail()).isEqualTo("only a part of its body is kept");
        assertThat(make(promote(new DeliveryId(5))).detail()).isEqualTo("there is no such delivery");
        assertThat(reader().promotion(cut)).isEmpty();
    }

    @Test
    final void listsShowTheDeliveryOnceAndTheEventAmongTheOthers() {
        DeliveryId id = refused("{}");
        inbox.append(aDelivery());
        make(promote(id, "k"));
        Appended last = inbox.append(aDelivery());
        assertThat(Listing.deliveries(reader())).hasSize(3);
        assertThat(reader().deliveries(DeliveryQuery.all().verdict(Verdict.Kind.VERIFIED))
                        .items())
                .hasSize(2);
        EventId promoted = reader().promotion(id).orElseThrow().events().get(0).id();
        assertThat(Listing.events(reader()))
                .extracting(EventSummary::id)
                .startsWith(event(last), promoted)
                .hasSize(3);
        assertThat(reader().events(EventQuery.all().type("order.paid").providerEventId("evt-1"))
                        .items())
                .extracting(EventSummary::id)
                .containsExactly(promoted);
    }

    private DeliveryId refused(String body) {
        return inbox.append(aDelivery().body(body.getBytes(UTF_8)).refused(Reason.SIGNATURE_MISMATCH))
                .deliveryId();
    }

    private static Change promote(DeliveryId id, String... keys) {
        List<DedupeKey> of =
                List.of(keys).stream().map(key -> new DedupeKey(key, "test")).toList();
        NewEvent event = new NewEvent(NAMES, of, List.of(Route.queued("ledger")), Optional.empty());
        return new Change.Promote(id, TODAY, NAMES, false, List.of(event));
    }
}
