package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Delivery;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.store.Appended;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.Pruned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies that go before their rows, and batches, which go as a whole. */
abstract class PrunePartContract extends ContractGroup {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    final void aBodyGoesBeforeItsRowAndLeavesItsLength() throws Exception {
        Appended appended = inbox.append(
                aDelivery().key("evt_1").header("x-kept", "yes").body("12345").route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        Delivery before = inbox.delivery(appended.deliveryId());
        inbox.advance(HOUR);
        assertThat(Prunes.prune(inbox, Prunes.allBodies(inbox.now()))).isEqualTo(Pruned.body(5));
        for (int round = 0; round < 2; round++) {
            Delivery after = inbox.delivery(appended.deliveryId());
            assertThat(after.summary()).isEqualTo(before.summary());
            assertThat(after.truncated()).isTrue();
            assertThat(after.request().body()).isEmpty();
            assertThat(after.request().headers()).isEqualTo(before.request().headers());
            assertThat(inbox.event(appended).deliveryId()).isEqualTo(appended.deliveryId());
            inbox.reopen();
        }
        assertThat(Prunes.prune(inbox, Prunes.allRows(inbox.now())).bodyBytes()).isZero();
    }

    @Test
    final void fault37_theBodyOfAnEventOnItsWayStays() {
        DeliverySample sample = aDelivery().key("evt_1").body("12345").route("ledger");
        inbox.append(sample);
        inbox.append(sample);
        inbox.advance(HOUR);
        assertThat(Prunes.prune(inbox, Prunes.allBodies(inbox.now()))).isEqualTo(Pruned.NOTHING);
        Lease lease = inbox.leaseOnly("ledger");
        assertThat(inbox.reader().load(List.of(lease)).get(0).body()).hasSize(5);
    }

    @Test
    final void withoutTheBodyACopyIsStillComparedWithIt() {
        DeliverySample sample = aDelivery().key("evt_1").body("12345");
        Appended first = inbox.append(sample);
        inbox.advance(HOUR);
        Prunes.prune(inbox, Prunes.allBodies(inbox.now()));
        for (int round = 0; round < 2; round++) {
            Appended same = inbox.append(sample);
            assertThat(same.eventId()).isEqualTo(first.eventId());
            assertThat(same.divergent()).isFalse();
            assertThat(inbox.append(sample.body("54321")).divergent()).isTrue();
            assertThat(inbox.append(sample.body("")).divergent()).isTrue();
            Prunes.prune(inbox, Prunes.rows(Kept.UNROUTED, inbox.now()));
        }
    }

    @Test
    final void aBatchGoesWhenTheLastOfItsEventsMay() {
        DeliverySample event = aDelivery().body("{}").route("ledger");
        Appended batch =
                inbox.append(aDelivery().batch(event.key("1"), event.key("2"), event.key("1"), event.key("3")));
        List<Lease> leases = inbox.lease("ledger", 3);
        inbox.handle(leases.get(0));
        inbox.handle(leases.get(1));
        inbox.advance(HOUR);
        assertThat(Prunes.prune(inbox, Prunes.allRows(inbox.now()))).isEqualTo(Pruned.NOTHING);
        assertThat(inbox.reader().elements(batch.deliveryId())).hasSize(4);

        inbox.handle(leases.get(2));
        inbox.advance(HOUR);
        long bytes = inbox.delivery(batch.deliveryId()).request().body().length;
        assertThat(Prunes.prune(inbox, Prunes.allRows(inbox.now())))
                .isEqualTo(new Pruned(1, 4, 3, 3, 3, 0, 0, 0, bytes, false));
        assertThat(inbox.reader().elements(batch.deliveryId())).isEmpty();
        assertThat(Listing.deliveries(inbox.reader())).isEmpty();
        assertThat(Listing.events(inbox.reader())).isEmpty();
        assertThat(Listing.attempts(inbox.reader())).isEmpty();
    }

    @Test
    final void elementsOfOtherBatchesStayWhatTheyAre() {
        DeliverySample event = aDelivery().body("{\"a\":1}").route("ledger");
        inbox.append(aDelivery().batch(event.key("1"), event.key("2")));
        inbox.lease("ledger", 2).forEach(inbox::handle);
        inbox.advance(HOUR);
        long before = inbox.now();
        Appended later = inbox.append(aDelivery().batch(event.key("2"), event.key("3")));
        List<ElementSummary> elements = inbox.reader().elements(later.deliveryId());
        Prunes.prune(inbox, Prunes.allRows(before));

        assertThat(inbox.reader().elements(later.deliveryId())).isEqualTo(elements);
        assertThat(elements.get(0).duplicate()).isTrue();
        assertThat(inbox.reader().event(elements.get(0).eventId())).isEmpty();
        assertThat(inbox.reader().load(inbox.lease("ledger", 5)).get(0).body()).hasSize(7);
        assertThat(inbox.reader()
                        .deliveries(DeliveryQuery.all().eventId(elements.get(0).eventId()))
                        .items())
                .hasSize(1);
    }

    @Test
    final void theBodyOfABatchGoesWhenNoneOfItsEventsNeedsIt() {
        DeliverySample event = aDelivery().body("{\"a\":1}").route("ledger");
        Appended batch = inbox.append(aDelivery().batch(event.key("1"), event.key("2")));
        List<Lease> leases = inbox.lease("ledger", 2);
        inbox.handle(leases.get(0));
        inbox.advance(HOUR);
        assertThat(Prunes.prune(inbox, Prunes.allBodies(inbox.now()))).isEqualTo(Pruned.NOTHING);
        inbox.handle(leases.get(1));
        inbox.advance(HOUR);
        assertThat(Prunes.prune(inbox, Prunes.allBodies(inbox.now())).bodies()).isEqualTo(1);
        assertThat(inbox.reader().elements(batch.deliveryId())).hasSize(2);
        assertThat(inbox.append(aDelivery().batch(event.key("1"), event.key("2")))
                        .divergent())
                .isFalse();
        assertThat(inbox.append(aDelivery().batch(event.key("1").body("7"), event.key("2")))
                        .events()
                        .get(0)
                        .divergent())
                .isTrue();
    }

    @Test
    final void aLargeBatchGoesInSeveralSteps() {
        List<DeliverySample> events = new ArrayList<>();
        for (int i = 0; i < 1_700; i++) {
            events.add(aDelivery().key("evt_" + i).body("{}"));
        }
        Appended batch = inbox.append(aDelivery().batch(events));
        inbox.advance(HOUR);
        assertThat(Prunes.prune(inbox, Prunes.allBodies(inbox.now())).bodies()).isEqualTo(1);
        Pruned done = Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        assertThat(done).isEqualTo(new Pruned(1, 1_700, 1_700, 1_700, 0, 0, 0, 0, 0, false));
        assertThat(inbox.reader().delivery(batch.deliveryId())).isEmpty();
        assertThat(inbox.append(aDelivery().batch(events)).newEvent()).isFalse();
    }

    @Test
    final void anEmptyBatchGoesAsIfItWereHandled() {
        inbox.append(aDelivery().batch(List.of()));
        inbox.advance(HOUR);
        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.REFUSED, inbox.now()))).isEqualTo(Pruned.NOTHING);
        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.HANDLED, inbox.now())).deliveries())
                .isEqualTo(1);
    }
}
