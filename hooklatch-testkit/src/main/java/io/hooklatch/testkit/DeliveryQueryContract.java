package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding deliveries. */
abstract class DeliveryQueryContract extends ContractGroup {
    private static final DeliveryQuery ALL = DeliveryQuery.all().limit(DeliveryQuery.MAX_LIMIT);

    @Test
    final void everyFilterAloneAndInEveryCombinationFindsExactlyItsRows() {
        inbox.appendAll(variedDeliveries());
        List<DeliverySummary> all = inbox.reader().deliveries(ALL).items();
        assertThat(all).hasSize(60);
        for (int i = 0; i < all.size(); i += 7) {
            DeliverySummary target = all.get(i);
            TimeRange around = new TimeRange(target.receivedAt() - 3, target.receivedAt() + 1);
            new Filters<DeliveryQuery, DeliverySummary>()
                    .on("endpoint", target.endpoint(), DeliveryQuery::endpoint, DeliverySummary::endpoint)
                    .on(
                            "verdict",
                            target.verdict().kind(),
                            DeliveryQuery::verdict,
                            row -> row.verdict().kind())
                    .maybe(
                            "reason",
                            target.verdict().reason(),
                            DeliveryQuery::reason,
                            row -> row.verdict().reason())
                    .maybe(
                            "type",
                            target.names().eventType(),
                            DeliveryQuery::type,
                            row -> row.names().eventType())
                    .maybe(
                            "delivery id",
                            target.names().deliveryId(),
                            DeliveryQuery::providerDeliveryId,
                            row -> row.names().deliveryId())
                    .maybe(
                            "event id",
                            target.names().eventId(),
                            DeliveryQuery::providerEventId,
                            row -> row.names().eventId())
                    .maybe("event", target.eventId(), DeliveryQuery::eventId, DeliverySummary::eventId)
                    .where("received", query -> query.received(around), row -> around.contains(row.receivedAt()))
                    .assertThatEveryCombinationFindsExactlyItsRows(all, ALL, inbox.reader()::deliveries);
        }
    }

    @Test
    final void aFilterThatNoRowFulfilsFindsNothing() {
        inbox.appendAll(variedDeliveries());
        for (DeliveryQuery query : List.of(
                ALL.endpoint("orde"),
                ALL.endpoint("ORDERS"),
                ALL.endpoint(""),
                ALL.type("t"),
                ALL.type("T0"),
                ALL.type("%"),
                ALL.type(""),
                ALL.providerDeliveryId("d"),
                ALL.providerEventId("e"),
                ALL.eventId(new EventId(1)),
                ALL.reason(Reason.VERIFIER_FAILED),
                ALL.verdict(Verdict.Kind.VERIFIED).reason(Reason.SIGNATURE_MISMATCH),
                ALL.received(new TimeRange(0, 10)))) {
            assertThat(inbox.reader().deliveries(query).items()).as("%s", query).isEmpty();
            assertThat(inbox.reader().deliveries(query).next()).isEmpty();
        }
    }

    @Test
    final void aTimeRangeHoldsItsFirstMillisecondAndNotItsEnd() {
        List<DeliveryId> ids = new ArrayList<>();
        long base = inbox.now() - 1_000_000;
        for (int i : new int[] {2, 0, 3, 1}) {
            ids.add(inbox.append(aDelivery().receivedAt(base + i)).deliveryId());
        }
        assertThat(received(base, base + 4)).isEqualTo(4);
        assertThat(received(base + 1, base + 3)).isEqualTo(2);
        assertThat(received(base + 3, base + 3)).isZero();
        assertThat(received(base + 3, base + 4)).isEqualTo(1);
        assertThat(received(base + 4, Long.MAX_VALUE)).isZero();
        assertThat(received(Long.MIN_VALUE, base)).isZero();
        assertThat(received(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(4);
        assertThat(inbox.reader().deliveries(ALL).items())
                .as("newest first by arrival in the store, not by the time of receipt")
                .extracting(DeliverySummary::id)
                .containsExactly(ids.get(3), ids.get(2), ids.get(1), ids.get(0));
    }

    @Test
    final void theNewestComeFirstAndNoMoreThanTheLimit() {
        inbox.appendAll(variedDeliveries());
        List<DeliverySummary> all = inbox.reader().deliveries(ALL).items();
        assertThat(all)
                .extracting(DeliverySummary::id)
                .isSortedAccordingTo(Comparator.<DeliveryId>naturalOrder().reversed());
        assertThat(inbox.reader().deliveries(ALL.limit(1)).items()).isEqualTo(all.subList(0, 1));
        assertThat(inbox.reader().deliveries(ALL.limit(17)).items()).isEqualTo(all.subList(0, 17));
        assertThat(inbox.reader().deliveries(DeliveryQuery.all()).items()).isEqualTo(all.subList(0, 50));
    }

    @Test
    final void everyDeliveryOfAnEventIsFoundByIt() {
        DeliverySample copy = aDelivery().key("evt_1");
        Appended first = inbox.append(copy);
        inbox.append(aDelivery().key("evt_2"));
        Appended second = inbox.append(copy);
        Appended third = inbox.append(copy.body("other"));
        assertThat(inbox.reader()
                        .deliveries(ALL.eventId(first.eventId().orElseThrow()))
                        .items())
                .extracting(DeliverySummary::id)
                .containsExactly(third.deliveryId(), second.deliveryId(), first.deliveryId());
    }

    @Test
    final void anUnknownIdIsAbsent() {
        Appended appended = inbox.append(aDelivery());
        assertThat(inbox.reader().delivery(new DeliveryId(1))).isEmpty();
        assertThat(inbox.reader().delivery(new DeliveryId(Long.MAX_VALUE))).isEmpty();
        assertThat(inbox.reader().delivery(new DeliveryId(appended.deliveryId().value() + 1)))
                .isEmpty();
    }

    private int received(long from, long until) {
        return inbox.reader()
                .deliveries(ALL.received(new TimeRange(from, until)))
                .items()
                .size();
    }

    /** Sixty that differ in every field one can filter by, with repeats of each value. */
    private List<DeliverySample> variedDeliveries() {
        List<Verdict> verdicts = List.of(
                Verdict.verified("a@1.0.0", "1"),
                Verdict.refused("a@1.0.0", Reason.SIGNATURE_MISMATCH, ""),
                Verdict.authenticated("b@1.0.0", "1"),
                Verdict.refused("a@1.0.0", Reason.MISSING_SIGNATURE, ""),
                Verdict.unverified(),
                Verdict.verified("a@1.0.0", "2"));
        List<DeliverySample> samples = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            DeliverySample sample = aDelivery()
                    .endpoint(i % 5 < 2 ? "orders" : "refunds")
                    .kind(i % 11 == 10 ? DeliveryKind.HANDSHAKE : DeliveryKind.MESSAGE)
                    .receivedAt(inbox.now() + (i * 7) % 13)
                    .verdict(verdicts.get(i % verdicts.size()))
                    .key("k" + i % 9);
            sample = i % 4 == 3 ? sample : sample.type("t" + i % 3);
            sample = i % 3 == 2 ? sample : sample.providerDeliveryId("d" + i / 3);
            samples.add(i % 7 == 6 ? sample : sample.providerEventId("e" + i % 8));
        }
        return samples;
    }
}
