package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one append makes: a delivery always, an event and its dispatches when it is an accepted message. */
abstract class AppendContract extends ContractGroup {
    @Test
    final void anAcceptedMessageMakesAnEvent() {
        inbox.advance(Duration.ofMillis(123));
        Appended appended = inbox.append(
                aDelivery().key("evt_1").type("paid").providerEventId("evt_1").route("ledger"));

        assertThat(appended.newEvent()).isTrue();
        assertThat(appended.duplicate()).isFalse();
        assertThat(appended.divergent()).isFalse();
        assertThat(appended.leases()).isEmpty();
        EventSummary event = inbox.event(appended);
        assertThat(event)
                .isEqualTo(new EventSummary(
                        appended.eventId().orElseThrow(),
                        "orders",
                        inbox.now(),
                        Optional.of("paid"),
                        Optional.of("evt_1"),
                        Optional.of(new DedupeKey("evt_1", "header x-event-id")),
                        appended.deliveryId(),
                        Optional.empty(),
                        DispatchState.QUEUED));
        DeliverySummary delivery = inbox.delivery(appended.deliveryId()).summary();
        assertThat(delivery.eventId()).isEqualTo(appended.eventId());
        assertThat(delivery.duplicate()).isFalse();
        assertThat(delivery.divergent()).isFalse();
    }

    @Test
    final void everyAcceptingVerdictMakesAnEvent() {
        for (Verdict verdict : List.of(
                Verdict.verified("acme@1.0.0", "1"), Verdict.authenticated("acme@1.0.0", "2"), Verdict.unverified())) {
            assertThat(inbox.append(aDelivery().verdict(verdict)).newEvent())
                    .as("%s", verdict)
                    .isTrue();
        }
    }

    @Test
    final void aNewEventGetsOneQueuedDispatchPerRouteInTheirOrder() {
        Appended appended =
                inbox.append(aDelivery().route("ledger").route("mail").route("search"));

        List<Dispatch> dispatches = inbox.dispatches(appended);
        assertThat(dispatches)
                .extracting(dispatch -> dispatch.handler().orElseThrow())
                .containsExactly("ledger", "mail", "search");
        for (Dispatch dispatch : dispatches) {
            assertThat(dispatch)
                    .isEqualTo(new Dispatch(
                            dispatch.id(),
                            appended.eventId().orElseThrow(),
                            "orders",
                            dispatch.handler(),
                            DispatchState.QUEUED,
                            0,
                            0,
                            Optional.of(inbox.now()),
                            ""));
            assertThat(inbox.reader().dispatch(dispatch.id())).contains(dispatch);
        }
    }

    @Test
    final void aNewEventWithoutARouteIsUnroutedAndVisible() {
        Appended appended = inbox.append(aDelivery());

        List<Dispatch> dispatches = inbox.dispatches(appended);
        assertThat(dispatches).hasSize(1);
        assertThat(dispatches.get(0))
                .isEqualTo(new Dispatch(
                        dispatches.get(0).id(),
                        appended.eventId().orElseThrow(),
                        "orders",
                        Optional.empty(),
                        DispatchState.UNROUTED,
                        0,
                        0,
                        Optional.empty(),
                        ""));
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.UNROUTED);
        assertThat(inbox.reader().openDispatches()).containsOnly(Map.entry(DispatchState.UNROUTED, 1L));
    }

    @Test
    final void aRefusedDeliveryOfEveryReasonIsKeptAndMakesNoEvent() {
        for (Reason reason : Reason.values()) {
            Appended appended =
                    inbox.append(aDelivery().refused(reason).key("evt_1").route("ledger"));
            assertThat(appended.newEvent()).isFalse();
            assertThatItIsNoEvent(appended);
            assertThat(inbox.delivery(appended.deliveryId()).summary().verdict().reason())
                    .contains(reason);
        }
        assertThatThereIsNoEvent();
    }

    @Test
    final void aHandshakeIsKeptAndMakesNoEvent() {
        Appended appended = inbox.append(
                aDelivery().kind(DeliveryKind.HANDSHAKE).key("evt_1").route("ledger"));

        assertThatItIsNoEvent(appended);
        assertThat(inbox.delivery(appended.deliveryId()).summary().kind()).isEqualTo(DeliveryKind.HANDSHAKE);
        assertThatThereIsNoEvent();
    }

    @Test
    final void aStubIsKeptAndMakesNoEvent() {
        Appended appended = inbox.append(aDelivery()
                .kind(DeliveryKind.STUB)
                .refused(Reason.BODY_TOO_LARGE)
                .body("")
                .bodyLength(50_000_000_000L)
                .key("evt_1")
                .route("ledger"));

        assertThatItIsNoEvent(appended);
        assertThat(inbox.delivery(appended.deliveryId()).truncated()).isTrue();
        DeliverySummary stub = inbox.delivery(appended.deliveryId()).summary();
        assertThat(stub.kind()).isEqualTo(DeliveryKind.STUB);
        assertThat(stub.bodyLength()).isEqualTo(50_000_000_000L);
        assertThatThereIsNoEvent();
    }

    @Test
    final void aClaimedRouteIsBornRunningWithItsFirstAttemptCounted() {
        Appended appended = inbox.append(aDelivery().claimed("ledger", Duration.ofSeconds(30)));

        assertThat(appended.leases()).hasSize(1);
        Lease lease = appended.leases().get(0);
        assertThat(lease)
                .isEqualTo(
                        new Lease(lease.dispatchId(), appended.eventId().orElseThrow(), "ledger", 1, 0, lease.token()));
        assertThat(inbox.dispatch(lease))
                .isEqualTo(new Dispatch(
                        lease.dispatchId(),
                        lease.eventId(),
                        "orders",
                        Optional.of("ledger"),
                        DispatchState.RUNNING,
                        1,
                        0,
                        Optional.of(inbox.now() + 30_000),
                        ""));
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(inbox.handle(lease)).isTrue();
        assertThat(inbox.event(appended).state()).isEqualTo(DispatchState.HANDLED);
    }

    @Test
    final void onlyTheRoutesThatAskForAClaimAreLeasedAndInTheirOrder() {
        Appended appended = inbox.append(aDelivery()
                .claimed("ledger", Duration.ofSeconds(30))
                .route("mail")
                .claimed("search", Duration.ofSeconds(60)));

        assertThat(appended.leases()).extracting(Lease::handler).containsExactly("ledger", "search");
        assertThat(inbox.dispatches(appended))
                .extracting(Dispatch::state)
                .containsExactly(DispatchState.RUNNING, DispatchState.QUEUED, DispatchState.RUNNING);
        assertThat(inbox.lease("mail", 10)).hasSize(1);
    }

    @Test
    final void aDuplicateClaimsNothing() {
        DeliverySample copy = aDelivery().key("evt_1").claimed("ledger", Duration.ofSeconds(30));
        Appended first = inbox.append(copy);
        Appended second = inbox.append(copy);

        assertThat(first.leases()).hasSize(1);
        assertThat(second.duplicate()).isTrue();
        assertThat(second.leases()).isEmpty();
        assertThat(inbox.dispatches(first)).hasSize(1);
        assertThat(inbox.dispatch(first.leases().get(0)).attempts()).isEqualTo(1);
    }

    @Test
    final void aLaterDeliveryEventAndDispatchHaveAGreaterIdAlsoWhenTheClockGoesBack() {
        Appended first = inbox.append(aDelivery().route("ledger"));
        inbox.advance(Duration.ofHours(-2));
        Appended second = inbox.append(aDelivery().route("ledger"));
        inbox.advance(Duration.ofHours(4));
        Appended third = inbox.append(aDelivery().route("ledger"));

        List<Appended> inOrder = List.of(first, second, third);
        assertThat(inOrder)
                .extracting(Appended::deliveryId)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.value() > 0);
        assertThat(inOrder)
                .extracting(appended -> appended.eventId().orElseThrow())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(inOrder)
                .extracting(appended -> inbox.dispatches(appended).get(0).id())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(inbox.event(second).createdAt()).isEqualTo(inbox.now() - 4 * 3_600_000);
    }

    @Test
    final void concurrentAppendsAreAllKeptEachOnce() {
        List<List<DeliveryId>> ids = Race.run(16, thread -> {
            List<DeliverySample> samples = IntStream.range(0, 50)
                    .mapToObj(i -> aDelivery().key("k" + thread + "/" + i).body(thread + "/" + i))
                    .toList();
            return inbox.appendAll(samples).stream().map(Appended::deliveryId).toList();
        });

        for (int thread = 0; thread < ids.size(); thread++) {
            for (int i = 0; i < 50; i++) {
                DeliveryId id = ids.get(thread).get(i);
                assertThat(inbox.delivery(id).request().body())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(thread + "/" + i);
            }
        }
        assertThat(Listing.deliveries(inbox.reader())).hasSize(800);
        assertThat(Listing.events(inbox.reader())).hasSize(800);
    }

    private void assertThatItIsNoEvent(Appended appended) {
        assertThat(appended.eventId()).isEmpty();
        assertThat(appended.duplicate()).isFalse();
        assertThat(appended.divergent()).isFalse();
        assertThat(appended.leases()).isEmpty();
        DeliverySummary delivery = inbox.delivery(appended.deliveryId()).summary();
        assertThat(delivery.eventId()).isEmpty();
        assertThat(delivery.key()).isEmpty();
        assertThat(delivery.duplicate()).isFalse();
        assertThat(delivery.divergent()).isFalse();
    }

    private void assertThatThereIsNoEvent() {
        assertThat(inbox.reader().events(EventQuery.all()).items()).isEmpty();
        assertThat(inbox.reader().dispatches(DispatchQuery.all()).items()).isEmpty();
        assertThat(inbox.reader().openDispatches()).isEmpty();
        assertThat(inbox.lease("ledger", 10)).isEmpty();
    }
}
