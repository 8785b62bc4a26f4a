package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events of one key, one after the other. */
abstract class OrderContract extends ContractGroup {
    private static final Duration LEASE = StoreUnderTest.LEASE;

    private static DeliverySample of(String key) {
        return aDelivery().orderedBy(key).route("ledger");
    }

    private static EventId event(Appended appended) {
        return appended.eventId().orElseThrow();
    }

    private DispatchId only(Appended appended) {
        return inbox.dispatches(appended).get(0).id();
    }

    @Test
    final void fault32_eventsOfOneKeyAreLeasedOneAfterTheOtherInOrderOfArrival() {
        List<EventId> arrived = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            arrived.add(event(inbox.append(of("a"))));
        }
        List<EventId> handled = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            List<Lease> leases = inbox.lease("ledger", 10);
            assertThat(leases).hasSize(1);
            assertThat(leases.get(0).ordered()).isTrue();
            assertThat(inbox.lease("ledger", 10)).isEmpty();
            handled.add(leases.get(0).eventId());
            assertThat(inbox.handle(leases.get(0))).isTrue();
        }
        assertThat(handled).isEqualTo(arrived);
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(inbox.reader().nextDue("ledger")).isEmpty();
    }

    @Test
    final void keysEndpointsAndHandlersDoNotWaitForEachOther() {
        inbox.append(of("a"));
        Appended behind = inbox.append(of("a").route("mail"));
        Appended other = inbox.append(of("b"));
        Appended elsewhere = inbox.append(of("a").endpoint("users"));
        Appended unordered = inbox.append(aDelivery().route("ledger"));
        assertThat(inbox.lease("ledger", 10))
                .extracting(Lease::eventId)
                .hasSize(4)
                .contains(event(other), event(elsewhere), event(unordered))
                .doesNotContain(event(behind));
        assertThat(inbox.lease("mail", 10)).extracting(Lease::eventId).containsExactly(event(behind));
    }

    @Test
    final void fault32_oneThatFailsHoldsBackItsOwnKeyOnlyUntilItIsHandled() {
        Appended first = inbox.append(of("a"));
        Appended second = inbox.append(of("a"));
        Appended other = inbox.append(of("b"));
        Lease failing = inbox.leaseOnly("ledger");
        inbox.retry(failing, Duration.ofHours(1), "no");
        Lease free = inbox.leaseOnly("ledger");
        assertThat(free.eventId()).isEqualTo(event(other));
        inbox.handle(free);
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(inbox.reader().nextDue("ledger")).contains(Duration.ofHours(1));

        inbox.advance(Duration.ofHours(1));
        List<Lease> again = inbox.lease("ledger", 10);
        assertThat(again).extracting(Lease::eventId).containsExactly(event(first));
        inbox.handle(again.get(0));
        assertThat(inbox.leaseOnly("ledger").eventId()).isEqualTo(event(second));
    }

    @Test
    final void fault32_aDeadOneParksItsKeyAndSaysSo() {
        Appended first = inbox.append(of("a"));
        Appended second = inbox.append(of("a"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "for good");
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(inbox.reader().nextDue("ledger")).isEmpty();
        Dispatch held = inbox.dispatches(second).get(0);
        assertThat(held.state()).isEqualTo(DispatchState.QUEUED);
        assertThat(held.dueAt()).isEmpty();
        assertThat(held.heldBy()).contains(only(first));
        assertThat(inbox.dispatches(first).get(0).heldBy()).isEmpty();
        assertThat(inbox.event(second).state()).isEqualTo(DispatchState.QUEUED);
    }

    @Test
    final void onlyTheFirstOfALineIsClaimedAtBirth() {
        DeliverySample claimed = aDelivery().orderedBy("a").claimed("ledger", LEASE);
        Appended first = inbox.append(claimed);
        Appended second = inbox.append(claimed);
        assertThat(first.leases()).hasSize(1).allMatch(Lease::ordered);
        assertThat(second.leases()).isEmpty();
        assertThat(inbox.dispatches(second).get(0).heldBy()).contains(only(first));
        inbox.handle(first.leases().get(0));
        assertThat(inbox.reader().nextDue("ledger")).contains(Duration.ZERO);
        inbox.handle(inbox.leaseOnly("ledger"));
        assertThat(inbox.append(claimed).leases()).hasSize(1);
    }

    @Test
    final void elementsOfABatchKeepTheirOrder() {
        Appended batch = inbox.append(aDelivery().batch(of("a").body("1"), of("b").body("2"), of("a").body("3")));
        List<EventId> events = batch.events().stream().map(event -> event.id()).toList();
        List<Lease> first = inbox.lease("ledger", 10);
        assertThat(first).extracting(Lease::eventId).containsExactly(events.get(0), events.get(1));
        inbox.handle(first.get(0));
        assertThat(inbox.lease("ledger", 10)).extracting(Lease::eventId).containsExactly(events.get(2));
    }

    @Test
    final void aDuplicateJoinsNoLine() {
        Appended first = inbox.append(of("a").key("k"));
        assertThat(inbox.append(of("a").key("k")).duplicate()).isTrue();
        Appended next = inbox.append(of("a"));
        inbox.handle(inbox.leaseOnly("ledger"));
        assertThat(inbox.leaseOnly("ledger").eventId()).isEqualTo(event(next)).isNotEqualTo(event(first));
    }

    @Test
    final void aRestartChangesNoPlace() throws Exception {
        List<EventId> arrived = new ArrayList<>();
        arrived.add(event(inbox.append(of("a"))));
        arrived.add(event(inbox.append(of("a"))));
        Lease lost = inbox.leaseOnly("ledger");
        inbox.reopen();
        arrived.add(event(inbox.append(of("a"))));
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        inbox.advance(LEASE);
        List<EventId> handled = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Lease lease = inbox.leaseOnly("ledger");
            handled.add(lease.eventId());
            assertThat(inbox.handle(lost)).isFalse();
            assertThat(inbox.handle(lease)).isTrue();
            inbox.reopen();
        }
        assertThat(handled).isEqualTo(arrived);
    }

    @Test
    final void aReleasedOneStaysTheFirst() {
        Appended first = inbox.append(of("a"));
        inbox.append(of("a"));
        inbox.release(List.of(inbox.leaseOnly("ledger")));
        assertThat(inbox.lease("ledger", 10)).extracting(Lease::eventId).containsExactly(event(first));
    }

    @Test
    final void oddKeysAreKeysLikeOthers() {
        for (String key : List.of("", " ", "\u0000", "\uD800", "é", "K".repeat(100_000))) {
            Appended first = inbox.append(of(key));
            Appended second = inbox.append(of(key));
            assertThat(inbox.dispatches(second).get(0).heldBy()).contains(only(first));
        }
        assertThat(inbox.lease("ledger", 20)).hasSize(6);
    }

    @Test
    final void fault32_racingWorkersNeverHaveTwoOfAKeyAndKeepTheOrderOfEach() {
        int each = 30;
        List<DeliverySample> some = new ArrayList<>();
        for (int i = 0; i < 5 * each; i++) {
            some.add(of("k" + i % 5));
        }
        List<Appended> arrived = inbox.appendAll(some);
        Map<EventId, String> keys = new HashMap<>();
        for (int i = 0; i < arrived.size(); i++) {
            keys.put(event(arrived.get(i)), "k" + i % 5);
        }
        Lines lines = new Lines();
        Race.run(4, number -> {
            while (lines.handled() < arrived.size()) {
                for (Lease lease : inbox.lease("ledger", 3)) {
                    String key = keys.getOrDefault(lease.eventId(), "");
                    lines.begin(key, lease.eventId());
                    assertThat(inbox.dispatch(lease).state()).isEqualTo(DispatchState.RUNNING);
                    lines.end(key);
                    assertThat(inbox.handle(lease)).isTrue();
                }
            }
            return true;
        });
        for (int key = 0; key < 5; key++) {
            int own = key;
            assertThat(lines.of("k" + key))
                    .isEqualTo(IntStream.range(0, each)
                            .mapToObj(i -> event(arrived.get(5 * i + own)))
                            .toList());
        }
    }
}
