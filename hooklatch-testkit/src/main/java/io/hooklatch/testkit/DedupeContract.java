package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Reason;
import io.hooklatch.store.Appended;
import io.hooklatch.store.DeliveryQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which deliveries are the same event. */
abstract class DedupeContract extends ContractGroup {
    @Test
    final void aSecondDeliveryOfAKeyIsLinkedToTheEventAndDispatchesNothing() {
        DeliverySample copy = aDelivery().key("evt_1").route("ledger");
        Appended first = inbox.append(copy);
        for (int i = 0; i < 3; i++) {
            Appended again = inbox.append(copy);
            assertThat(again.eventId()).isEqualTo(first.eventId());
            assertThat(again.deliveryId()).isNotEqualTo(first.deliveryId());
            assertThat(again.duplicate()).isTrue();
            assertThat(again.divergent()).isFalse();
            DeliverySummary summary = inbox.delivery(again.deliveryId()).summary();
            assertThat(summary.eventId()).isEqualTo(first.eventId());
            assertThat(summary.duplicate()).isTrue();
            assertThat(summary.divergent()).isFalse();
            assertThat(summary.key())
                    .isEqualTo(copy.build().events().get(0).keys().stream().findFirst());
        }
        assertThat(inbox.event(first).deliveryId()).isEqualTo(first.deliveryId());
        assertThat(inbox.dispatches(first)).hasSize(1);
        assertThat(Listing.events(inbox.reader())).hasSize(1);
        assertThat(Listing.deliveries(inbox.reader())).hasSize(4);
    }

    @Test
    final void aDuplicateOfAHandledEventRunsNothing() {
        DeliverySample copy = aDelivery().key("evt_1").route("ledger");
        inbox.append(copy);
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.append(copy);
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(inbox.reader().openDispatches()).isEmpty();
    }

    @Test
    final void withoutAKeyEveryAcceptedDeliveryIsItsOwnEvent() {
        Appended first = inbox.append(aDelivery());
        Appended second = inbox.append(aDelivery());
        assertThat(second.newEvent()).isTrue();
        assertThat(second.eventId()).isNotEqualTo(first.eventId());
        assertThat(inbox.delivery(first.deliveryId()).summary().key()).isEmpty();
        assertThat(inbox.event(first).key()).isEmpty();
    }

    @Test
    final void keysAreComparedExactly() {
        List<String> keys = List.of(
                "evt_1",
                "EVT_1",
                "evt_1 ",
                " evt_1",
                "evt_10",
                "evt_",
                "1",
                "01",
                "1.0",
                "\u00E9",
                "e\u0301",
                "\uD83D\uDE80",
                "\uD83D\uDE81",
                "k".repeat(511) + "a",
                "k".repeat(511) + "b",
                "k".repeat(511));
        for (String key : keys) {
            assertThat(inbox.append(aDelivery().key(key)).newEvent()).as(key).isTrue();
        }
        for (String key : keys) {
            assertThat(inbox.append(aDelivery().key(key)).duplicate()).as(key).isTrue();
        }
    }

    @Test
    final void keysWithTheSameHashAreDifferentKeys() {
        List<String> keys = new ArrayList<>(List.of(""));
        for (int i = 0; i < 8; i++) {
            keys = keys.stream()
                    .flatMap(key -> Stream.of(key + "Aa", key + "BB"))
                    .toList();
        }
        assertThat(keys.stream().map(String::hashCode).distinct()).hasSize(1);

        List<Appended> first =
                inbox.appendAll(keys.stream().map(key -> aDelivery().key(key)).toList());
        List<Appended> second =
                inbox.appendAll(keys.stream().map(key -> aDelivery().key(key)).toList());
        assertThat(first).allMatch(Appended::newEvent);
        for (int i = 0; i < keys.size(); i++) {
            assertThat(second.get(i).eventId()).isEqualTo(first.get(i).eventId());
        }
    }

    @Test
    final void theSourceOfAKeyPlaysNoPart() {
        Appended first = inbox.append(aDelivery().key(new DedupeKey("evt_1", "header webhook-id")));
        Appended second = inbox.append(aDelivery().key(new DedupeKey("evt_1", "json /id")));
        assertThat(second.eventId()).isEqualTo(first.eventId());
        assertThat(inbox.delivery(second.deliveryId()).summary().key()).contains(new DedupeKey("evt_1", "json /id"));
        assertThat(inbox.event(first).key()).contains(new DedupeKey("evt_1", "header webhook-id"));
    }

    @Test
    final void fault31_aDuplicateWithAnotherBodyIsKeptAndFlaggedAndDispatchesNothing() {
        DeliverySample original =
                aDelivery().key("evt_1").body("{\"amount\":1}").route("ledger");
        Appended first = inbox.append(original);
        Appended other = inbox.append(original.body("{\"amount\":2}"));
        Appended again = inbox.append(original);

        assertThat(other.duplicate()).isTrue();
        assertThat(other.divergent()).isTrue();
        assertThat(other.eventId()).isEqualTo(first.eventId());
        assertThat(inbox.delivery(other.deliveryId()).summary().divergent()).isTrue();
        assertThat(inbox.delivery(other.deliveryId()).request().body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"amount\":2}");
        assertThat(again.divergent())
                .as("compared with the first, not with the last")
                .isFalse();
        assertThat(inbox.dispatches(first)).hasSize(1);
        assertThat(inbox.reader()
                        .load(List.of(inbox.leaseOnly("ledger")))
                        .get(0)
                        .text())
                .isEqualTo("{\"amount\":1}");
    }

    @Test
    final void fault31_bodiesThatDifferOnlyAtTheirEndOrInLengthAreDivergent() {
        DeliverySample original = aDelivery().key("evt_1").body("a".repeat(70_000) + "b");
        inbox.append(original);
        assertThat(inbox.append(original).divergent()).isFalse();
        assertThat(inbox.append(original.body("a".repeat(70_000) + "c")).divergent())
                .isTrue();
        assertThat(inbox.append(original.body("a".repeat(70_000))).divergent()).isTrue();
        assertThat(inbox.append(original.body("")).divergent()).isTrue();
    }

    @Test
    final void otherHeadersOrNamesDoNotMakeADuplicateDivergent() {
        DeliverySample original = aDelivery().key("evt_1").header("x-try", "1").type("paid");
        inbox.append(original);
        Appended again =
                inbox.append(original.header("x-try", "2").type("changed").receivedAt(7));
        assertThat(again.duplicate()).isTrue();
        assertThat(again.divergent()).isFalse();
    }

    @Test
    final void fault56_theSameKeyAtAnotherEndpointIsAnotherEvent() {
        Appended orders = inbox.append(aDelivery().endpoint("orders").key("evt_1"));
        Appended refunds = inbox.append(aDelivery().endpoint("refunds").key("evt_1"));
        assertThat(refunds.newEvent()).isTrue();
        assertThat(refunds.eventId()).isNotEqualTo(orders.eventId());
        assertThat(inbox.append(aDelivery().endpoint("refunds").key("evt_1")).eventId())
                .isEqualTo(refunds.eventId());
        assertThat(inbox.append(aDelivery().endpoint("order").key("sevt_1")).newEvent())
                .as("endpoint and key are not run together")
                .isTrue();
    }

    @Test
    final void fault56_whatIsNotAnAcceptedMessageNeverTakesAKey() {
        inbox.append(aDelivery().key("evt_1").refused(Reason.SIGNATURE_MISMATCH));
        inbox.append(aDelivery().key("evt_1").kind(DeliveryKind.HANDSHAKE));
        inbox.append(aDelivery().key("evt_1").kind(DeliveryKind.STUB));
        Appended genuine = inbox.append(aDelivery().key("evt_1").route("ledger"));
        assertThat(genuine.newEvent()).isTrue();
        assertThat(inbox.dispatches(genuine)).hasSize(1);
    }

    @Test
    final void fault56_whatIsNotAnAcceptedMessageIsNeverLinkedToAnEvent() {
        Appended genuine = inbox.append(aDelivery().key("evt_1"));
        for (DeliverySample sample : List.of(
                aDelivery().key("evt_1").refused(Reason.SIGNATURE_MISMATCH),
                aDelivery().key("evt_1").kind(DeliveryKind.HANDSHAKE),
                aDelivery().key("evt_1").kind(DeliveryKind.STUB))) {
            Appended appended = inbox.append(sample);
            assertThat(appended.eventId()).isEmpty();
            assertThat(appended.duplicate()).isFalse();
            assertThat(inbox.delivery(appended.deliveryId()).summary().eventId())
                    .isEmpty();
            assertThat(inbox.delivery(appended.deliveryId()).summary().key()).isEmpty();
        }
        assertThat(inbox.reader()
                        .deliveries(
                                DeliveryQuery.all().eventId(genuine.eventId().orElseThrow()))
                        .items())
                .hasSize(1);
    }
}
