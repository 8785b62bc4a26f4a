package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Element;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Names;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Reason;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Change;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Refused deliveries that become several events. */
abstract class PromoteBatchContract extends OperationGroup {
    private static final String BODY = "[1,22,333]";

    @Test
    final void eachElementBecomesAnEvent() throws Exception {
        Appended batch = inbox.append(
                aDelivery().batch(aDelivery().key("b1"), aDelivery().key("b2")));
        DeliveryId id = inbox.append(aDelivery().body(BODY).refused(Reason.MISSING_SIGNATURE))
                .deliveryId();
        assertThat(make(promote(id, "x", "y", "x")).detail())
                .isEqualTo("promoted to 2 events, copies of known ones: 1");
        inbox.reopen();
        List<ReceivedEvent> events = reader().promotion(id).orElseThrow().events();
        assertThat(events).extracting(ReceivedEvent::duplicate).containsExactly(false, false, true);
        assertThat(events.get(2).divergent()).isTrue();
        assertThat(reader().load(inbox.lease("ledger", 5)).stream().map(Event::text))
                .containsExactly("1", "22");
        EventSummary second = reader().event(events.get(1).id()).orElseThrow();
        assertThat(second.deliveryId()).isEqualTo(id);
        assertThat(second.element()).contains(new Element(1, 3, 2));
        assertThat(reader().elements(batch.deliveryId()))
                .extracting(ElementSummary::eventId)
                .isEqualTo(batch.events().stream().map(ReceivedEvent::id).toList());
        assertThat(Listing.deliveries(reader())).hasSize(2);
    }

    @Test
    final void elementsOfAFormAreKnownByTheirBytes() throws Exception {
        DeliverySample batch = aDelivery()
                .batch(aDelivery().key("b1").body("\"a b\"").route("ledger"))
                .inForm();
        inbox.append(batch);
        NewDelivery whole = batch.build();
        DeliveryId id = inbox.append(aDelivery().request(whole.request()).refused(Reason.MISSING_SIGNATURE))
                .deliveryId();
        NewEvent known = whole.events().get(0);
        NewEvent fresh = new NewEvent(
                known.names(),
                List.of(new DedupeKey("b2", "test")),
                known.routes(),
                Optional.of(new Element(1, known.element().orElseThrow().from(), 3, Element.Coding.FORM)));
        make(new Change.Promote(id, Verdict.verified("orders@2", "1"), Names.none(), true, List.of(known, fresh)));

        inbox.reopen();
        List<ReceivedEvent> events = reader().promotion(id).orElseThrow().events();
        assertThat(events).extracting(ReceivedEvent::duplicate).containsExactly(true, false);
        assertThat(events.get(0).divergent()).isFalse();
        assertThat(reader().load(inbox.lease("ledger", 5)).stream().map(Event::text))
                .containsExactly("\"a b\"", "\"");
    }

    @Test
    final void itsRowsAreNotTakenForElementsOfTheBatchBefore() {
        DeliveryId id = inbox.append(aDelivery().body(BODY).refused(Reason.MISSING_SIGNATURE))
                .deliveryId();
        Appended batch = inbox.append(aDelivery().batch(aDelivery(), aDelivery()));
        make(promote(id, "x", "y", "z"));
        assertThat(reader().elements(batch.deliveryId())).hasSize(2);
    }

    @Test
    final void anEmptyBatchIsPromotedToNothing() {
        DeliveryId id = inbox.append(aDelivery().body("[]").refused(Reason.MISSING_SIGNATURE))
                .deliveryId();
        assertThat(make(promote(id)).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(make(promote(id)).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(reader().promotion(id).orElseThrow().events()).isEmpty();
        assertThat(Listing.events(reader())).isEmpty();
    }

    private static Change promote(DeliveryId id, String... keys) {
        List<NewEvent> events = new ArrayList<>();
        int from = 1;
        for (String key : keys) {
            int index = events.size();
            Names names = new Names(Optional.empty(), Optional.of("evt-" + key), Optional.empty());
            events.add(new NewEvent(
                    names,
                    List.of(new DedupeKey(key, "test")),
                    List.of(Route.queued("ledger")),
                    Optional.of(new Element(index, from, index + 1))));
            from += index + 2;
        }
        return new Change.Promote(id, Verdict.verified("orders@2", "1"), Names.none(), true, events);
    }
}
