package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Element;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read of deliveries that bring several events. */
abstract class BatchReadContract extends ContractGroup {
    private static DeliverySample element(String id) {
        return aDelivery()
                .key(id)
                .providerEventId(id)
                .type("type of " + id)
                .body("{\"id\":\"" + id + "\"}")
                .route("ledger");
    }

    @Test
    final void aHandlerIsGivenTheElementsBytesAndTheWholeRequest() {
        byte[] bytes = {'"', (byte) 0xC3, (byte) 0xA9, ' ', (byte) 0xFF, 0, '"'};
        DeliverySample batch = aDelivery()
                .endpoint("mail")
                .header("X-Sent", "1")
                .providerDeliveryId("send-1")
                .receivedAt(inbox.now() - 5)
                .verdict(Verdict.authenticated("acme@1.0.0", "2"))
                .batch(element("a"), element("b").body(bytes));
        Appended appended = inbox.append(batch);

        List<Lease> leases = inbox.lease("ledger", 10);
        List<Event> events = inbox.reader().load(leases);
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.deliveryId()).isEqualTo(appended.deliveryId());
            assertThat(event.endpoint()).isEqualTo("mail");
            assertThat(event.createdAt()).isEqualTo(inbox.now());
            assertThat(event.verdict()).isEqualTo(Verdict.authenticated("acme@1.0.0", "2"));
            assertThat(event.names().deliveryId()).contains("send-1");
            assertThat(event.request().body()).isEqualTo(batch.build().request().body());
            assertThat(event.request().headers().first("x-sent")).contains("1");
        });
        Event second = events.get(1);
        assertThat(second.id()).isEqualTo(appended.events().get(1).id());
        assertThat(second.dispatchId()).isEqualTo(leases.get(1).dispatchId());
        assertThat(second.body()).isEqualTo(bytes);
        assertThat(second.element()).contains(new Element(1, 13, 7));
        assertThat(second.names().eventId()).contains("b");
        assertThat(second.type()).contains("type of b");
        assertThat(events.get(0).text()).isEqualTo("{\"id\":\"a\"}");
    }

    @Test
    final void theEventsOfElementsAreFoundAsAnyOthers() {
        inbox.append(element("z"));
        Appended batch = inbox.append(aDelivery().batch(element("a"), element("b")));
        inbox.handle(inbox.lease("ledger", 10).get(1));

        EventId b = batch.events().get(1).id();
        EventSummary summary = inbox.reader().event(b).orElseThrow();
        assertThat(summary)
                .isEqualTo(new EventSummary(
                        b,
                        "orders",
                        inbox.now(),
                        Optional.of("type of b"),
                        Optional.of("b"),
                        Optional.of(new DedupeKey("b", "header x-event-id")),
                        batch.deliveryId(),
                        Optional.of(new Element(1, 13, 10)),
                        DispatchState.RUNNING));
        assertThat(events(EventQuery.all().type("type of b"))).containsExactly(summary);
        assertThat(events(EventQuery.all().providerEventId("b"))).containsExactly(summary);
        assertThat(events(EventQuery.all().endpoint("orders"))).hasSize(3);
        assertThat(events(EventQuery.all().state(DispatchState.HANDLED)))
                .extracting(EventSummary::id)
                .containsExactly(batch.events().get(0).id());
        assertThat(inbox.reader().dispatches(DispatchQuery.all().eventId(b)).items())
                .hasSize(1);
        assertThat(events(EventQuery.all().limit(2)))
                .extracting(EventSummary::id)
                .containsExactly(b, batch.events().get(0).id());
    }

    @Test
    final void theDeliverysSummarySpeaksOfTheWhole() {
        DeliverySample sample = aDelivery().providerDeliveryId("send-1").batch(element("a"), element("b"));
        Appended first = inbox.append(sample);
        Appended again = inbox.append(sample);

        DeliverySummary summary = inbox.delivery(first.deliveryId()).summary();
        assertThat(summary.batch()).isTrue();
        assertThat(summary.eventId()).isEmpty();
        assertThat(summary.key()).isEmpty();
        assertThat(summary.duplicate()).isFalse();
        assertThat(summary.names().deliveryId()).contains("send-1");
        assertThat(summary.names().eventId()).isEmpty();
        assertThat(summary.bodyLength()).isEqualTo(sample.build().request().body().length);
        assertThat(inbox.delivery(first.deliveryId()).request().body())
                .isEqualTo("[{\"id\":\"a\"}, {\"id\":\"b\"}]".getBytes(StandardCharsets.UTF_8));
        assertThat(inbox.delivery(again.deliveryId()).summary().duplicate()).isTrue();
        assertThat(deliveries(DeliveryQuery.all().providerDeliveryId("send-1"))).hasSize(2);
        assertThat(inbox.delivery(inbox.append(element("c")).deliveryId())
                        .summary()
                        .batch())
                .isFalse();
    }

    @Test
    final void theElementsOfADeliveryAreListedInTheirOrder() {
        Appended first = inbox.append(aDelivery().batch(element("a"), element("b")));
        Appended second = inbox.append(aDelivery()
                .batch(
                        element("c"),
                        element("b").body("{}"),
                        element("c"),
                        aDelivery().body("1")));
        inbox.append(element("d"));

        List<ElementSummary> elements = inbox.reader().elements(second.deliveryId());
        assertThat(elements)
                .extracting(ElementSummary::element)
                .containsExactly(
                        new Element(0, 1, 10), new Element(1, 13, 2), new Element(2, 17, 10), new Element(3, 29, 1));
        assertThat(elements)
                .extracting(ElementSummary::eventId)
                .containsExactlyElementsOf(
                        second.events().stream().map(ReceivedEvent::id).toList());
        assertThat(elements).extracting(ElementSummary::duplicate).containsExactly(false, true, true, false);
        assertThat(elements).extracting(ElementSummary::divergent).containsExactly(false, true, false, false);
        ElementSummary known = elements.get(1);
        assertThat(known.eventId()).isEqualTo(first.events().get(1).id());
        assertThat(known.type()).contains("type of b");
        assertThat(known.providerEventId()).contains("b");
        assertThat(known.key()).contains(new DedupeKey("b", "header x-event-id"));
        assertThat(elements.get(3).key()).isEmpty();
        assertThat(inbox.reader().elements(inbox.append(element("e")).deliveryId()))
                .isEmpty();
        assertThat(inbox.reader().elements(inbox.append(aDelivery().batch()).deliveryId()))
                .isEmpty();
        assertThat(inbox.reader().elements(new DeliveryId(12345))).isEmpty();
    }

    @Test
    final void theDeliveriesOfAnEventAreFoundThroughTheirElements() {
        Appended whole = inbox.append(element("a"));
        Appended batch = inbox.append(aDelivery().batch(element("b"), element("a"), element("a")));
        inbox.append(aDelivery().batch(element("b")));
        Appended again = inbox.append(aDelivery().batch(element("a"), element("c")));

        EventId a = whole.eventId().orElseThrow();
        assertThat(deliveries(DeliveryQuery.all().eventId(a)))
                .extracting(DeliverySummary::id)
                .containsExactly(again.deliveryId(), batch.deliveryId(), whole.deliveryId());
        assertThat(deliveries(DeliveryQuery.all().eventId(batch.events().get(0).id())))
                .hasSize(2);
        List<DeliveryId> paged = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<DeliverySummary> page = inbox.reader()
                    .deliveries(DeliveryQuery.all().eventId(a).limit(1).after(next.get()));
            page.items().forEach(row -> paged.add(row.id()));
            next = page.next();
        }
        assertThat(paged).containsExactly(again.deliveryId(), batch.deliveryId(), whole.deliveryId());
    }

    @Test
    final void elementsAreNoDeliveries() {
        Appended batch = inbox.append(aDelivery().batch(element("a"), element("b")));
        assertThat(Listing.deliveries(inbox.reader()))
                .extracting(DeliverySummary::id)
                .containsExactly(batch.deliveryId());
        for (ReceivedEvent event : batch.events()) {
            assertThat(inbox.reader().delivery(new DeliveryId(event.id().value())))
                    .isEmpty();
        }
        assertThat(deliveries(DeliveryQuery.all().providerEventId("a"))).isEmpty();
        assertThat(deliveries(DeliveryQuery.all().type("type of a"))).isEmpty();
        assertThat(inbox.reader().event(new EventId(batch.deliveryId().value())))
                .isEmpty();
    }

    private List<EventSummary> events(EventQuery query) {
        return inbox.reader().events(query).items();
    }

    private List<DeliverySummary> deliveries(DeliveryQuery query) {
        return inbox.reader().deliveries(query).items();
    }
}
