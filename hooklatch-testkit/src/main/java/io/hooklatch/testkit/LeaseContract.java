package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Event;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who gets which dispatch, and when. */
abstract class LeaseContract extends ContractGroup {
    @Test
    final void aLeaseCountsAnAttemptBeforeTheHandlerIsCalled() {
        Appended appended = inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");

        assertThat(lease)
                .isEqualTo(new Lease(
                        inbox.dispatches(appended).get(0).id(),
                        appended.eventId().orElseThrow(),
                        "ledger",
                        1,
                        0,
                        lease.token()));
        Dispatch dispatch = inbox.dispatch(lease);
        assertThat(dispatch.state()).isEqualTo(DispatchState.RUNNING);
        assertThat(dispatch.attempts()).isEqualTo(1);
        assertThat(dispatch.losses()).isZero();
        assertThat(dispatch.dueAt()).contains(inbox.now() + StoreUnderTest.LEASE.toMillis());
        assertThat(inbox.attempts(lease.dispatchId()))
                .as("an attempt is listed when it ended")
                .isEmpty();
    }

    @Test
    final void aHandlerIsLeasedItsOwnDispatchesOnly() {
        inbox.append(aDelivery().route("ledger").route("mail"));
        inbox.append(aDelivery().route("mail"));
        inbox.append(aDelivery());

        assertThat(inbox.lease("search", 10)).isEmpty();
        assertThat(inbox.lease("ledge", 10)).isEmpty();
        assertThat(inbox.lease("LEDGER", 10)).isEmpty();
        assertThat(inbox.lease("mail", 10))
                .hasSize(2)
                .allMatch(lease -> lease.handler().equals("mail"));
        assertThat(inbox.lease("ledger", 10)).hasSize(1);
    }

    @Test
    final void noMoreThanTheLimitAreLeasedAndTheOldestDueComeFirst() {
        List<DispatchId> inOrder = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            inbox.advance(Duration.ofMillis(1));
            inOrder.add(onlyDispatch(inbox.append(aDelivery().route("ledger"))));
        }
        assertThat(inbox.lease("ledger", 4))
                .extracting(Lease::dispatchId)
                .containsExactlyElementsOf(inOrder.subList(0, 4));
        assertThat(inbox.lease("ledger", 1)).extracting(Lease::dispatchId).containsExactly(inOrder.get(4));
        assertThat(inbox.lease("ledger", 100))
                .extracting(Lease::dispatchId)
                .containsExactlyElementsOf(inOrder.subList(5, 10));
        assertThat(inbox.lease("ledger", 100)).isEmpty();
    }

    @Test
    final void theOrderIsThatOfTheDueTimeAndNotOfTheAge() {
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            inbox.append(aDelivery().route("ledger"));
            leases.add(inbox.leaseOnly("ledger"));
        }
        int[] seconds = {30, 10, 40, 20};
        for (int i = 0; i < 4; i++) {
            inbox.retry(leases.get(i), Duration.ofSeconds(seconds[i]), "no");
        }
        inbox.advance(Duration.ofSeconds(40));
        assertThat(inbox.lease("ledger", 10))
                .extracting(Lease::dispatchId)
                .containsExactly(
                        leases.get(1).dispatchId(),
                        leases.get(3).dispatchId(),
                        leases.get(0).dispatchId(),
                        leases.get(2).dispatchId());
    }

    @Test
    final void nothingIsLeasedBeforeItsDueTime() {
        inbox.append(aDelivery().route("ledger"));
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ofMillis(1500), "no");

        inbox.advance(Duration.ofMillis(1499));
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        inbox.advance(Duration.ofMillis(1));
        assertThat(inbox.lease("ledger", 10)).hasSize(1);
    }

    @Test
    final void aLeasedDispatchIsNotLeasedAgainUntilTheMillisecondAtWhichTheLeaseEnds() {
        inbox.append(aDelivery().route("ledger"));
        assertThat(inbox.lease("ledger", 10, Duration.ofMillis(2500))).hasSize(1);

        inbox.advance(Duration.ofMillis(2499));
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        inbox.advance(Duration.ofMillis(1));
        assertThat(inbox.lease("ledger", 10)).hasSize(1);
    }

    @Test
    final void whatIsSettledIsNeverLeased() {
        inbox.append(aDelivery().route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.append(aDelivery().route("ledger"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "no use");
        inbox.append(aDelivery());

        inbox.advance(Duration.ofDays(1000));
        assertThat(inbox.lease("ledger", 10)).isEmpty();
        assertThat(inbox.lease("", 10)).isEmpty();
    }

    @Test
    final void everyLeaseOfADispatchHasAGreaterTokenAndTheNextAttemptNumber() {
        inbox.append(aDelivery().route("ledger"));
        long token = Long.MIN_VALUE;
        for (int attempt = 1; attempt <= 5; attempt++) {
            Lease lease = inbox.leaseOnly("ledger");
            assertThat(lease.attempt()).isEqualTo(attempt);
            assertThat(lease.token()).isGreaterThan(token);
            token = lease.token();
            inbox.retry(lease, Duration.ZERO, "no");
        }
    }

    @Test
    final void nextDueIsAbsentWhenNothingWaits() {
        inbox.append(aDelivery());
        inbox.append(aDelivery().route("mail"));
        inbox.append(aDelivery().route("ledger"));
        inbox.handle(inbox.leaseOnly("ledger"));
        inbox.append(aDelivery().route("ledger"));
        inbox.giveUp(inbox.leaseOnly("ledger"), "no use");

        assertThat(inbox.reader().nextDue("ledger")).isEmpty();
        assertThat(inbox.reader().nextDue("unknown")).isEmpty();
    }

    @Test
    final void nextDueSaysHowLongUntilTheEarliestByTheClockOfTheStore() {
        inbox.append(aDelivery().route("ledger"));
        assertThat(inbox.reader().nextDue("ledger")).contains(Duration.ZERO);
        inbox.advance(Duration.ofSeconds(5));
        assertThat(inbox.reader().nextDue("ledger")).contains(Duration.ofSeconds(-5));

        Lease first = inbox.leaseOnly("ledger");
        assertThat(inbox.reader().nextDue("ledger"))
                .as("a running one counts with the end of its lease")
                .contains(StoreUnderTest.LEASE);

        inbox.append(aDelivery().route("ledger"));
        Lease second = inbox.leaseOnly("ledger");
        inbox.retry(first, Duration.ofMillis(7007), "no");
        inbox.retry(second, Duration.ofMillis(9009), "no");
        assertThat(inbox.reader().nextDue("ledger")).contains(Duration.ofMillis(7007));
        inbox.advance(Duration.ofSeconds(7));
        assertThat(inbox.reader().nextDue("ledger")).contains(Duration.ofMillis(7));
    }

    @Test
    final void theEventsOfLeasesAreLoadedInTheOrderOfTheLeases() {
        for (int i = 0; i < 20; i++) {
            inbox.append(
                    aDelivery().body("body " + i).type("t" + i).route("ledger").route("mail"));
        }
        List<Lease> leases = new ArrayList<>(inbox.lease("ledger", 100));
        leases.addAll(inbox.lease("mail", 100));
        assertThat(leases).hasSize(40);
        Collections.reverse(leases);
        Collections.swap(leases, 3, 30);

        List<Event> events = inbox.reader().load(leases);
        assertThat(events)
                .extracting(Event::dispatchId)
                .containsExactlyElementsOf(
                        leases.stream().map(Lease::dispatchId).toList());
        assertThat(events)
                .extracting(Event::id)
                .containsExactlyElementsOf(leases.stream().map(Lease::eventId).toList());
        for (Event event : events) {
            assertThat(event.attempt()).isEqualTo(1);
            assertThat(event.type()).isEqualTo(Optional.of(event.text().replace("body ", "t")));
        }
    }

    @Test
    final void aLoadedEventSaysWhichAttemptItIs() {
        inbox.append(aDelivery().route("ledger"));
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ZERO, "no");
        Lease second = inbox.leaseOnly("ledger");
        assertThat(inbox.reader().load(List.of(second)).get(0).attempt()).isEqualTo(2);
        assertThat(inbox.reader().load(List.of())).isEmpty();
    }

    private DispatchId onlyDispatch(Appended appended) {
        List<Dispatch> dispatches = inbox.dispatches(appended);
        assertThat(dispatches).hasSize(1);
        return dispatches.get(0).id();
    }
}
