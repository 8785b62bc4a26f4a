package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.Reason;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.PrunePlan.Limits;
import io.hooklatch.store.Pruned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has served its time goes with all that hangs on it, and nothing else does. */
abstract class PruneContract extends ContractGroup {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    final void anEventGoesWithItsDispatchesAndAttempts() {
        Appended appended = inbox.append(aDelivery()
                .key("evt_1")
                .key("digest")
                .body("12345")
                .route("ledger")
                .route("mail"));
        Lease first = inbox.leaseOnly("ledger");
        inbox.retry(first, Duration.ZERO, "not yet");
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.handle(inbox.leaseOnly("mail"));
        Appended other = inbox.append(aDelivery().route("ledger"));
        inbox.advance(HOUR);

        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.HANDLED, inbox.now())))
                .isEqualTo(new Pruned(1, 0, 1, 2, 3, 0, 0, 0, 5, false));

        assertThat(inbox.reader().delivery(appended.deliveryId())).isEmpty();
        assertThat(inbox.reader().event(appended.eventId().orElseThrow())).isEmpty();
        assertThat(inbox.reader().dispatch(first.dispatchId())).isEmpty();
        assertThat(inbox.dispatches(appended)).isEmpty();
        assertThat(Listing.attempts(inbox.reader())).isEmpty();
        assertThat(Listing.deliveries(inbox.reader())).hasSize(1);
        assertThat(Listing.events(inbox.reader())).hasSize(1);
        assertThat(inbox.event(other).deliveryId()).isEqualTo(other.deliveryId());
    }

    @Test
    final void rowsAgeByTheClockOfTheIds() {
        Appended appended = inbox.append(aDelivery());
        assertThat(Prunes.store(inbox).now()).isEqualTo(inbox.now());
        inbox.advance(HOUR);
        assertThat(Prunes.store(inbox).now()).isEqualTo(inbox.now());
        assertThat(inbox.reader().delivery(appended.deliveryId())).isPresent();
        assertThat(Prunes.prune(inbox, Prunes.allRows(Prunes.store(inbox).now()))
                        .deliveries())
                .isEqualTo(1);
    }

    @Test
    final void everyStateHasItsOwnLimit() {
        for (Kept only : Kept.values()) {
            Map<Kept, Appended> made = oneOfEach(only.name());
            inbox.advance(HOUR);
            Pruned done = Prunes.prune(inbox, Prunes.rows(only, inbox.now()));
            assertThat(done.deliveries()).as("%s", only).isEqualTo(made.containsKey(only) ? 1 : 0);
            made.forEach((kept, appended) -> assertThat(
                            inbox.reader().delivery(appended.deliveryId()).isPresent())
                    .as("%s while %s goes", kept, only)
                    .isEqualTo(kept != only));
            Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        }
    }

    /** But for ignored ones, which an operator makes. */
    private Map<Kept, Appended> oneOfEach(String prefix) {
        Map<Kept, Appended> made = new EnumMap<>(Kept.class);
        made.put(Kept.HANDLED, inbox.append(aDelivery().key(prefix + 1).route("ledger")));
        inbox.handle(inbox.leaseOnly("ledger"));
        made.put(Kept.DEAD, inbox.append(aDelivery().key(prefix + 2).route("ledger")));
        inbox.giveUp(inbox.leaseOnly("ledger"), "broken");
        made.put(Kept.UNROUTED, inbox.append(aDelivery().key(prefix + 3)));
        made.put(Kept.REFUSED, inbox.append(aDelivery().refused(Reason.SIGNATURE_MISMATCH)));
        return made;
    }

    @Test
    final void theTimeCountsFromTheLastAttempt() {
        Appended appended = inbox.append(aDelivery().route("ledger"));
        inbox.advance(HOUR);
        long between = inbox.now();
        inbox.advance(HOUR);
        inbox.handle(inbox.leaseOnly("ledger"));
        long handled = inbox.now();
        inbox.advance(HOUR);
        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.HANDLED, between))).isEqualTo(Pruned.NOTHING);
        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.HANDLED, handled))).isEqualTo(Pruned.NOTHING);
        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.HANDLED, handled + 1)).events())
                .isEqualTo(1);
        assertThat(inbox.reader().event(appended.eventId().orElseThrow())).isEmpty();
    }

    @Test
    final void fault37_whatIsOnItsWayNeverGoes() {
        inbox.append(aDelivery().key("queued").route("ledger"));
        inbox.append(aDelivery().key("running").claimed("mail", Duration.ofSeconds(1)));
        inbox.append(aDelivery().key("retrying").route("shop"));
        inbox.retry(inbox.leaseOnly("shop"), Duration.ofDays(400), "later");
        inbox.append(aDelivery().key("half").route("left").route("right"));
        inbox.handle(inbox.leaseOnly("left"));
        inbox.append(aDelivery().key("half"));
        inbox.advance(Duration.ofDays(300));
        Limits everything = new Limits(Prunes.all(inbox.now()), Prunes.all(inbox.now()), inbox.now());

        assertThat(Prunes.prune(inbox, new PrunePlan(Map.of(), everything))).isEqualTo(Pruned.NOTHING);
        assertThat(Listing.dispatches(inbox.reader())).hasSize(5);
        assertThat(inbox.leaseOnly("mail").losses()).isEqualTo(1);
    }

    @Test
    final void endpointsHaveLimitsOfTheirOwn() {
        Appended orders = inbox.append(aDelivery().endpoint("orders").key("1"));
        Appended shop = inbox.append(aDelivery().endpoint("shop").key("1"));
        Appended gone =
                inbox.append(aDelivery().endpoint("not-described-any-more").key("1"));
        inbox.advance(HOUR);
        Limits now = new Limits(Prunes.all(inbox.now()), Map.of(), PrunePlan.NEVER);

        Prunes.prune(inbox, new PrunePlan(Map.of("orders", now), Limits.NONE));
        assertThat(inbox.reader().delivery(orders.deliveryId())).isEmpty();
        assertThat(inbox.reader().delivery(shop.deliveryId())).isPresent();
        Prunes.prune(inbox, new PrunePlan(Map.of("shop", Limits.NONE), now));
        assertThat(inbox.reader().delivery(shop.deliveryId())).isPresent();
        assertThat(inbox.reader().delivery(gone.deliveryId())).isEmpty();
    }

    @Test
    final void aRefusedDeliveryGoesWithItsDiagnosis() {
        Appended refused = inbox.append(aDelivery().body("123").refused(Reason.SIGNATURE_MISMATCH));
        Diagnosis found = Diagnosis.proved(Cause.TRAILING_NEWLINE, "a line feed", "take it off");
        Stages.await(inbox.store().diagnose(refused.deliveryId(), found));
        inbox.advance(HOUR);
        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.REFUSED, inbox.now()))).isEqualTo(Pruned.delivery(3, 1));
        assertThat(Stages.await(inbox.store().diagnose(refused.deliveryId(), found)))
                .isFalse();
        assertThat(Listing.deliveries(inbox.reader())).isEmpty();
    }

    @Test
    final void aDuplicateStaysForItsOwnTimeAlsoWithoutItsEvent() {
        DeliverySample sample = aDelivery().key("evt_1").body("123");
        Appended first = inbox.append(sample);
        inbox.append(sample);
        inbox.advance(HOUR);
        Appended late = inbox.append(sample);
        long before = inbox.now();
        inbox.advance(HOUR);

        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.UNROUTED, before)))
                .isEqualTo(Pruned.delivery(6, 0)
                        .plus(Pruned.parts(0, 1, 1, 0))
                        .plus(new Pruned(1, 0, 0, 0, 0, 0, 0, 0, 0, false)));
        assertThat(inbox.delivery(late.deliveryId()).summary().eventId()).isEqualTo(first.eventId());
        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.HANDLED, before))).isEqualTo(Pruned.NOTHING);
        assertThat(Prunes.prune(inbox, Prunes.rows(Kept.HANDLED, inbox.now()))).isEqualTo(Pruned.delivery(3, 0));
        assertThat(Listing.deliveries(inbox.reader())).isEmpty();
    }

    @Test
    final void everyPageIsBoundedAndAllOfThemVisitEverythingOnce() {
        List<DeliverySample> samples = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            samples.add(aDelivery().key("evt_" + i).body("b").route(i % 5 == 0 ? "stays" : "goes"));
        }
        inbox.appendAll(samples);
        inbox.lease("goes", 250).forEach(inbox::handle);
        inbox.advance(HOUR);
        PrunePlan plan = Prunes.rows(Kept.HANDLED, inbox.now());
        assertThat(Prunes.run(Prunes.store(inbox), plan, 7))
                .isEqualTo(new Pruned(200, 0, 200, 200, 200, 0, 0, 0, 200, false));
        assertThat(inbox.lease("stays", 250)).hasSize(50);
    }

    @Test
    final void whatWasFoundIsJudgedAnewWhenItIsRemoved() {
        Appended appended = inbox.append(aDelivery().key("evt_1"));
        inbox.advance(HOUR);
        PrunePlan plan = Prunes.rows(Kept.UNROUTED, inbox.now());
        PrunePage page = Prunes.store(inbox).prunable(plan, PrunePage.Position.START, 10);
        assertThat(page.targets()).hasSize(1);
        PrunePlan narrower = Prunes.rows(Kept.HANDLED, inbox.now());
        assertThat(Prunes.prune(Prunes.store(inbox), narrower, page)).isEqualTo(Pruned.NOTHING);
        assertThat(inbox.reader().delivery(appended.deliveryId())).isPresent();
        assertThat(Prunes.prune(Prunes.store(inbox), plan, page).events()).isEqualTo(1);
        assertThat(Prunes.prune(Prunes.store(inbox), plan, page)).isEqualTo(Pruned.NOTHING);
    }

    @Test
    final void aPlanWithoutLimitsRemovesNothing() {
        oneOfEach("evt_");
        inbox.advance(Duration.ofDays(10_000));
        assertThat(Prunes.prune(inbox, new PrunePlan(Map.of(), Limits.NONE))).isEqualTo(Pruned.NOTHING);
        assertThat(Listing.deliveries(inbox.reader())).hasSize(4);
    }

    @Test
    final void whatWasRemovedStaysRemovedAndIdsGoOn() throws Exception {
        Appended appended = inbox.append(aDelivery().key("evt_1"));
        DispatchId dispatch = inbox.dispatches(appended).get(0).id();
        inbox.advance(HOUR);
        Prunes.prune(inbox, Prunes.allRows(inbox.now()));
        inbox.reopen();
        assertThat(inbox.reader().delivery(appended.deliveryId())).isEmpty();
        assertThat(inbox.reader().dispatch(dispatch)).isEqualTo(Optional.empty());
        assertThat(inbox.append(aDelivery()).deliveryId()).isGreaterThan(appended.deliveryId());
    }
}
