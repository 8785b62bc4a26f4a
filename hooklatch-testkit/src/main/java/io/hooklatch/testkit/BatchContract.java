package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Element;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.Event;
import io.hooklatch.message.Reason;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deliveries that bring one event for each element of an array. */
abstract class BatchContract extends ContractGroup {
    private static DeliverySample element(String key) {
        return aDelivery().key(key).body("{\"id\":\"" + key + "\"}").route("ledger");
    }

    @Test
    final void everyElementIsAnEventWithItsOwnDispatch() {
        Appended batch = inbox.append(aDelivery().batch(element("a"), element("b"), element("c")));

        assertThat(batch.events()).hasSize(3).noneMatch(ReceivedEvent::duplicate);
        assertThat(batch.events()).extracting(ReceivedEvent::id).doesNotHaveDuplicates();
        assertThat(batch.newEvent()).isTrue();
        assertThat(batch.eventId()).as("it is not one").isEmpty();
        assertThat(Listing.deliveries(inbox.reader())).hasSize(1);
        assertThat(Listing.events(inbox.reader())).hasSize(3);
        assertThat(Listing.dispatches(inbox.reader())).hasSize(3);
        assertThat(inbox.lease("ledger", 10))
                .extracting(Lease::eventId)
                .containsExactlyElementsOf(
                        batch.events().stream().map(ReceivedEvent::id).toList());
    }

    @Test
    final void oneElementIsABatchAsWell() {
        Appended batch = inbox.append(aDelivery().batch(element("a")));
        assertThat(batch.eventId()).contains(batch.events().get(0).id());
        assertThat(inbox.event(batch).element()).contains(new Element(0, 1, 10));
    }

    @Test
    final void elementsOfAFormAreGivenAsWhatTheyStandFor() throws Exception {
        DeliverySample copy =
                aDelivery().batch(element("a b"), element("\u00fc+%41")).inForm();
        Appended first = inbox.append(copy);
        Appended again = inbox.append(copy);
        Appended other =
                inbox.append(aDelivery().batch(element("a b").body("{}")).inForm());
        assertThat(again.duplicate()).isTrue();
        assertThat(again.divergent()).isFalse();
        assertThat(other.events().get(0).divergent()).isTrue();

        inbox.reopen();
        List<Event> events = inbox.reader().load(inbox.lease("ledger", 10));
        assertThat(events).extracting(Event::text).containsExactly("{\"id\":\"a b\"}", "{\"id\":\"\u00fc+%41\"}");
        assertThat(events)
                .extracting(event -> event.element().orElseThrow().coding())
                .containsOnly(Element.Coding.FORM);
        assertThat(inbox.reader().elements(first.deliveryId()))
                .extracting(ElementSummary::element)
                .isEqualTo(copy.build().events().stream()
                        .map(event -> event.element().orElseThrow())
                        .toList());
        assertThat(Listing.events(inbox.reader()))
                .extracting(event -> event.element().orElseThrow().coding())
                .containsOnly(Element.Coding.FORM);
    }

    @Test
    final void fault30_aBatchSentAgainCreatesNothing() {
        DeliverySample copy = aDelivery().batch(element("a"), element("b"));
        Appended first = inbox.append(copy);
        Appended again = inbox.append(copy);

        assertThat(again.duplicate()).isTrue();
        assertThat(again.newEvent()).isFalse();
        assertThat(again.divergent()).isFalse();
        assertThat(again.leases()).isEmpty();
        assertThat(again.events())
                .extracting(ReceivedEvent::id)
                .containsExactlyElementsOf(
                        first.events().stream().map(ReceivedEvent::id).toList());
        assertThat(Listing.events(inbox.reader())).hasSize(2);
        assertThat(Listing.dispatches(inbox.reader())).hasSize(2);
        assertThat(Listing.deliveries(inbox.reader())).hasSize(2);
    }

    @Test
    final void fault30_aBatchOfKnownAndNewElementsCreatesTheNewOnes() {
        Appended known = inbox.append(aDelivery().batch(element("a"), element("b"), element("c")));
        Appended mixed =
                inbox.append(aDelivery().batch(element("c"), element("d"), element("a"), element("b"), element("e")));

        assertThat(mixed.events()).extracting(ReceivedEvent::duplicate).containsExactly(true, false, true, true, false);
        assertThat(mixed.events().get(0).id()).isEqualTo(known.events().get(2).id());
        assertThat(mixed.events().get(2).id()).isEqualTo(known.events().get(0).id());
        assertThat(mixed.newEvent()).isTrue();
        assertThat(mixed.duplicate()).isFalse();
        assertThat(Listing.events(inbox.reader())).hasSize(5);
        assertThat(inbox.lease("ledger", 10)).hasSize(5);
    }

    @Test
    final void equalElementsOfOneDeliveryAreOneEvent() {
        Appended batch = inbox.append(aDelivery().batch(element("a"), element("b"), element("a"), element("a")));

        assertThat(batch.events()).extracting(ReceivedEvent::duplicate).containsExactly(false, false, true, true);
        assertThat(batch.events().get(2).id()).isEqualTo(batch.events().get(0).id());
        assertThat(batch.divergent()).isFalse();
        assertThat(Listing.events(inbox.reader())).hasSize(2);
        assertThat(Listing.dispatches(inbox.reader())).hasSize(2);
    }

    @Test
    final void fault31_anElementIsDivergentWhenItsOwnBytesDiffer() {
        inbox.append(aDelivery().batch(element("a"), element("b")));
        Appended again = inbox.append(aDelivery()
                .batch(
                        element("z"),
                        element("b").body("{\"id\":\"b\",\"changed\":1}"),
                        element("a"),
                        element("z").body("other")));

        assertThat(again.events()).extracting(ReceivedEvent::divergent).containsExactly(false, true, false, true);
        assertThat(again.divergent()).isTrue();
        assertThat(inbox.delivery(again.deliveryId()).summary().divergent()).isTrue();
    }

    @Test
    final void anElementAndAWholeDeliveryWithOneKeyAreOneEvent() {
        Appended whole = inbox.append(element("a"));
        Appended batch = inbox.append(aDelivery().batch(element("a"), element("b")));
        Appended later = inbox.append(element("b"));

        assertThat(batch.events().get(0))
                .isEqualTo(new ReceivedEvent(whole.eventId().orElseThrow(), true, false));
        assertThat(later.eventId()).contains(batch.events().get(1).id());
        assertThat(later.divergent()).isFalse();
        assertThat(inbox.append(element("b").body("[]")).divergent()).isTrue();
    }

    @Test
    final void elementsWithoutKeysAreEventsOfTheirOwnEveryTime() {
        DeliverySample copy = aDelivery().batch(aDelivery(), aDelivery());
        inbox.append(copy);
        assertThat(inbox.append(copy).events()).noneMatch(ReceivedEvent::duplicate);
        assertThat(Listing.events(inbox.reader())).hasSize(4);
    }

    @Test
    final void anEmptyBatchIsStoredAndCreatesNothing() {
        Appended empty = inbox.append(aDelivery().batch());
        assertThat(empty.events()).isEmpty();
        assertThat(empty.newEvent()).isFalse();
        assertThat(empty.duplicate()).isFalse();
        assertThat(inbox.delivery(empty.deliveryId()).summary().batch()).isTrue();
        assertThat(Listing.events(inbox.reader())).isEmpty();
    }

    @Test
    final void aRefusedBatchTouchesNoKeys() {
        Appended refused =
                inbox.append(aDelivery().refused(Reason.SIGNATURE_MISMATCH).batch(element("a")));
        assertThat(refused.events()).isEmpty();
        assertThat(inbox.delivery(refused.deliveryId()).summary().batch()).isFalse();
        assertThat(inbox.reader().elements(refused.deliveryId())).isEmpty();
        assertThat(inbox.append(element("a")).newEvent()).isTrue();
    }

    @Test
    final void leasesComeInTheOrderOfElementsAndTheirRoutes() {
        DeliverySample claimed =
                aDelivery().claimed("ledger", StoreUnderTest.LEASE).claimed("mail", Duration.ofHours(1));
        inbox.append(aDelivery().batch(claimed.key("a")));
        Appended batch = inbox.append(aDelivery()
                .batch(claimed.key("b"), claimed.key("a"), aDelivery().key("c").route("ledger"), claimed.key("d")));

        assertThat(batch.leases()).extracting(Lease::handler).containsExactly("ledger", "mail", "ledger", "mail");
        assertThat(batch.leases().subList(0, 2))
                .allMatch(lease -> lease.eventId().equals(batch.events().get(0).id()));
        assertThat(batch.leases().subList(2, 4))
                .allMatch(lease -> lease.eventId().equals(batch.events().get(3).id()));
        assertThat(batch.leases()).allMatch(lease -> lease.attempt() == 1 && lease.losses() == 0);
        assertThat(batch.leases().stream().map(inbox::dispatch))
                .allMatch(dispatch -> dispatch.state() == DispatchState.RUNNING);
        assertThat(batch.leases()).allMatch(inbox::handle);
    }

    @Test
    final void aBatchOfTheGreatestSizeIsStoredAsAWhole() {
        DeliverySample most = aDelivery()
                .batch(IntStream.range(0, Element.MOST)
                        .mapToObj(i -> element("evt_" + i))
                        .toList());
        assertThat(inbox.append(most).events()).hasSize(Element.MOST).noneMatch(ReceivedEvent::duplicate);
        assertThat(inbox.append(most).events()).hasSize(Element.MOST).allMatch(ReceivedEvent::duplicate);
        assertThat(inbox.append(element("evt_" + (Element.MOST - 1))).duplicate())
                .isTrue();
        assertThat(inbox.append(element("evt_" + Element.MOST)).newEvent()).isTrue();
    }

    @Test
    final void keysOfElementsOutliveTheProcess() throws Exception {
        Appended batch = inbox.append(aDelivery().batch(element("a"), element("b")));
        inbox.reopen();
        Appended again = inbox.append(aDelivery().batch(List.of(element("b"), element("c"))));
        assertThat(again.events().get(0))
                .isEqualTo(new ReceivedEvent(batch.events().get(1).id(), true, false));
        assertThat(again.events().get(1).duplicate()).isFalse();
    }
}
