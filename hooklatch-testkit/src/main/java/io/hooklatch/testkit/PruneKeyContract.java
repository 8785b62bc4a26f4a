package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.Appended;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.PrunePlan.Limits;
import io.hooklatch.store.Pruned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys outlive their events, so that a late copy does not run again. */
abstract class PruneKeyContract extends ContractGroup {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    final void aLateCopyOfAnEventThatIsGoneRunsNothing() throws Exception {
        DeliverySample sample =
                aDelivery().key("evt_1").key("digest_1").body("12345").route("ledger");
        Appended first = inbox.append(sample);
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.advance(HOUR);
        Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        for (int round = 0; round < 3; round++) {
            for (DeliverySample copy : List.of(
                    sample,
                    aDelivery().key("evt_1").body("12345").route("ledger"),
                    aDelivery().key("another").key("digest_1").body("12345").route("ledger"))) {
                Appended late = inbox.append(copy);
                assertThat(late.eventId()).isEqualTo(first.eventId());
                assertThat(late.duplicate()).isTrue();
                assertThat(late.divergent()).isFalse();
            }
            assertThat(inbox.append(sample.body("54321")).divergent()).isTrue();
            inbox.reopen();
        }
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(inbox.reader().event(first.eventId().orElseThrow())).isEmpty();
        assertThat(inbox.append(sample.endpoint("shop")).newEvent()).isTrue();
    }

    @Test
    final void keysThatTheProvidersNamesAreStayToo() {
        DeliverySample byEvent = aDelivery().providerEventId("evt_1").key("evt_1");
        DeliverySample byDelivery = aDelivery().providerDeliveryId("dlv_1").key("dlv_1");
        DeliverySample halfAPair = aDelivery().key("\ud800");
        List<DeliverySample> samples = List.of(byEvent, byDelivery, halfAPair);
        List<Appended> first = samples.stream().map(inbox::append).toList();
        inbox.advance(HOUR);
        Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        for (int i = 0; i < samples.size(); i++) {
            assertThat(inbox.append(samples.get(i)).eventId())
                    .isEqualTo(first.get(i).eventId());
        }
        assertThat(inbox.append(aDelivery().key("\ud801")).newEvent()).isTrue();
    }

    @Test
    final void keysGoByTheirOwnLimitAndThenTheSameMakesANewEvent() throws Exception {
        DeliverySample sample = aDelivery().key("evt_1").key("digest_1").route("ledger");
        Appended first = inbox.append(sample);
        inbox.handle(inbox.leaseOnly("ledger"));
        long made = inbox.now();
        inbox.advance(HOUR);
        Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        assertThat(Prunes.prune(inbox, Prunes.allKeys(made))).isEqualTo(Pruned.NOTHING);
        assertThat(Prunes.prune(inbox, Prunes.allKeys(made + 1))).isEqualTo(Pruned.keys(2));
        inbox.reopen();
        Appended anew = inbox.append(sample);
        assertThat(anew.newEvent()).isTrue();
        assertThat(anew.eventId()).isNotEqualTo(first.eventId());
        assertThat(inbox.append(sample).eventId()).isEqualTo(anew.eventId());
        assertThat(inbox.lease("ledger", 10)).hasSize(1);
    }

    @Test
    final void keysNeverGoBeforeTheirEvent() {
        DeliverySample sample = aDelivery().key("evt_1").body("12345");
        Appended first = inbox.append(sample);
        inbox.advance(Duration.ofDays(1000));
        assertThat(Prunes.prune(inbox, Prunes.allKeys(inbox.now()))).isEqualTo(Pruned.NOTHING);
        Prunes.prune(inbox, Prunes.allBodies(inbox.now()));
        assertThat(Prunes.prune(inbox, Prunes.allKeys(inbox.now()))).isEqualTo(Pruned.NOTHING);
        assertThat(inbox.append(sample).eventId()).isEqualTo(first.eventId());
    }

    @Test
    final void keysOfEndpointsGoByTheLimitsOfThese() {
        inbox.append(aDelivery().endpoint("orders").key("1"));
        inbox.append(aDelivery().endpoint("shop").key("1"));
        inbox.advance(HOUR);
        Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        Limits now = new Limits(Map.of(), Map.of(), inbox.now());
        assertThat(Prunes.prune(inbox, new PrunePlan(Map.of("shop", now), Limits.NONE)))
                .isEqualTo(Pruned.keys(1));
        assertThat(inbox.append(aDelivery().endpoint("orders").key("1")).newEvent())
                .isFalse();
        assertThat(inbox.append(aDelivery().endpoint("shop").key("1")).newEvent())
                .isTrue();
    }

    @Test
    final void manyKeysAreKeptAndGo() throws Exception {
        List<DeliverySample> samples = IntStream.range(0, 1500)
                .mapToObj(i -> aDelivery().key("evt_" + i))
                .toList();
        inbox.appendAll(samples);
        inbox.advance(HOUR);
        long later = inbox.now();
        assertThat(Prunes.prune(inbox, Prunes.allRows(later)).events()).isEqualTo(1500);
        inbox.reopen();
        assertThat(inbox.appendAll(samples)).noneMatch(Appended::newEvent);
        inbox.advance(HOUR);
        Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        assertThat(Prunes.prune(inbox, Prunes.allKeys(later))).isEqualTo(Pruned.keys(1500));
        assertThat(inbox.appendAll(samples)).allMatch(Appended::newEvent);
    }

    @Test
    final void anEventWithoutKeysLeavesNothing() {
        inbox.append(aDelivery());
        inbox.advance(HOUR);
        Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        assertThat(Prunes.prune(inbox, Prunes.allKeys(inbox.now()))).isEqualTo(Pruned.NOTHING);
    }
}
