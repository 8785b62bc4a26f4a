package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens when a worker falls silent: its attempt is lost, and what it held comes back alone. */
abstract class LostLeaseContract extends ContractGroup {
    @Test
    final void fault25_aLeaseThatRanOutLeavesALostAttempt() {
        inbox.append(aDelivery().route("ledger"));
        long leasedAt = inbox.now();
        Lease lost = inbox.leaseOnly("ledger");
        inbox.advance(Duration.ofMinutes(3));
        Lease next = inbox.leaseOnly("ledger");

        assertThat(next.dispatchId()).isEqualTo(lost.dispatchId());
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(next.losses()).isEqualTo(1);
        assertThat(next.token()).isGreaterThan(lost.token());
        List<Attempt> attempts = inbox.attempts(lost.dispatchId());
        assertThat(attempts).hasSize(1);
        Attempt attempt = attempts.get(0);
        assertThat(attempt)
                .isEqualTo(new Attempt(
                        attempt.id(), lost.dispatchId(), 1, leasedAt, 180_000, AttemptOutcome.LOST, attempt.error()));
        assertThat(attempt.error()).isNotBlank().doesNotContain("\n");
        Dispatch dispatch = inbox.dispatch(next);
        assertThat(dispatch.state()).isEqualTo(DispatchState.RUNNING);
        assertThat(dispatch.attempts()).isEqualTo(2);
        assertThat(dispatch.losses()).isEqualTo(1);
        assertThat(dispatch.lastError()).isEqualTo(attempt.error());
        assertThat(dispatch.dueAt()).contains(inbox.now() + StoreUnderTest.LEASE.toMillis());
    }

    @Test
    final void aClaimAtBirthThatRanOutIsLostToo() {
        Appended appended = inbox.append(aDelivery().claimed("ledger", Duration.ofSeconds(10)));
        inbox.advance(Duration.ofSeconds(10));
        Lease next = inbox.leaseOnly("ledger");
        assertThat(next.losses()).isEqualTo(1);
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(inbox.handle(appended.leases().get(0))).isFalse();
        assertThat(inbox.handle(next)).isTrue();
    }

    @Test
    final void theTimeOfALostAttemptBeginsWithItsLeaseAlsoWhenItWasRenewed() {
        inbox.append(aDelivery().route("ledger"));
        long leasedAt = inbox.now();
        Lease lost = inbox.leaseOnly("ledger");
        inbox.advance(Duration.ofSeconds(50));
        inbox.renew(List.of(lost), StoreUnderTest.LEASE);
        inbox.advance(Duration.ofSeconds(70));
        inbox.leaseOnly("ledger");

        Attempt attempt = inbox.attempts(lost.dispatchId()).get(0);
        assertThat(attempt.startedAt()).isEqualTo(leasedAt);
        assertThat(attempt.durationMillis()).isEqualTo(120_000);
    }

    @Test
    final void everyLossIsCounted() {
        inbox.append(aDelivery().route("ledger"));
        for (int losses = 0; losses < 5; losses++) {
            Lease lease = inbox.leaseOnly("ledger");
            assertThat(lease.losses()).isEqualTo(losses);
            assertThat(lease.attempt()).isEqualTo(losses + 1);
            inbox.advance(StoreUnderTest.LEASE);
        }
        Lease last = inbox.leaseOnly("ledger");
        inbox.giveUp(last, "poison");
        assertThat(inbox.attempts(last.dispatchId()))
                .extracting(Attempt::number)
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(inbox.attempts(last.dispatchId()))
                .extracting(Attempt::outcome)
                .containsExactly(
                        AttemptOutcome.LOST,
                        AttemptOutcome.LOST,
                        AttemptOutcome.LOST,
                        AttemptOutcome.LOST,
                        AttemptOutcome.LOST,
                        AttemptOutcome.FAILED);
        assertThat(inbox.dispatch(last).losses()).isEqualTo(5);
        assertThat(inbox.dispatch(last).lastError()).isEqualTo("poison");
    }

    @Test
    final void fault25_whatLostAnAttemptIsLeasedAloneSoThatItCannotTakeOthersAlong() {
        for (int i = 0; i < 5; i++) {
            inbox.append(aDelivery().route("ledger"));
        }
        assertThat(inbox.lease("ledger", 10, Duration.ofSeconds(10))).hasSize(5);
        inbox.advance(Duration.ofSeconds(5));
        for (int i = 0; i < 5; i++) {
            inbox.append(aDelivery().route("ledger"));
        }
        inbox.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 5; i++) {
            inbox.append(aDelivery().route("ledger"));
        }

        List<Lease> all = drainCheckingThatTheSuspectAreAlone(10);
        assertThat(all).extracting(Lease::dispatchId).hasSize(15).doesNotHaveDuplicates();
        assertThat(all.stream().filter(lease -> lease.losses() == 1)).hasSize(5);
    }

    @Test
    final void fault25_itStaysAloneAfterItFailedOrWasReleased() {
        for (int i = 0; i < 2; i++) {
            inbox.append(aDelivery().route("ledger"));
        }
        inbox.lease("ledger", 2);
        inbox.advance(StoreUnderTest.LEASE);
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ZERO, "no");
        inbox.advance(Duration.ofMillis(1));
        Lease second = inbox.lease("ledger", 1).get(0);
        inbox.release(List.of(second));
        inbox.append(aDelivery().route("ledger"));

        List<Lease> all = drainCheckingThatTheSuspectAreAlone(10);
        assertThat(all).extracting(Lease::dispatchId).hasSize(3).doesNotHaveDuplicates();
        assertThat(all.stream().filter(lease -> lease.losses() > 0)).hasSize(2);
    }

    @Test
    final void whatLostAnAttemptIsNotHeldBackByNewerEvents() {
        inbox.append(aDelivery().route("ledger"));
        DispatchId lost = inbox.leaseOnly("ledger").dispatchId();
        inbox.advance(StoreUnderTest.LEASE.plusMillis(1));
        for (int i = 0; i < 10; i++) {
            inbox.append(aDelivery().route("ledger"));
        }
        assertThat(inbox.lease("ledger", 10)).extracting(Lease::dispatchId).containsExactly(lost);
        assertThat(inbox.lease("ledger", 10)).hasSize(10);
    }

    @Test
    final void recoveryMakesTheLeasesOfTheDeadDueAndTheirAttemptsLost() throws Exception {
        for (int i = 0; i < 4; i++) {
            inbox.append(aDelivery().route("ledger"));
        }
        inbox.append(aDelivery().claimed("ledger", StoreUnderTest.LEASE));
        List<Lease> held = inbox.lease("ledger", 3);
        inbox.handle(held.get(0));
        inbox.retry(held.get(1), Duration.ofHours(1), "no");
        inbox.reopen();
        if (!inbox.soleOwner()) {
            assertThat(inbox.recover()).isZero();
            inbox.advance(StoreUnderTest.LEASE);
        }

        assertThat(inbox.recover()).as("one leased, one claimed at birth").isEqualTo(2);
        assertThat(inbox.reader().nextDue("ledger").orElseThrow()).isLessThanOrEqualTo(Duration.ZERO);
        List<Lease> all = drainCheckingThatTheSuspectAreAlone(10);
        assertThat(all).hasSize(3);
        assertThat(all.stream().filter(lease -> lease.losses() == 1 && lease.attempt() == 2))
                .hasSize(2);
        assertThat(all.stream().filter(lease -> lease.losses() == 0 && lease.attempt() == 1))
                .hasSize(1);
        assertThat(inbox.handle(held.get(2))).as("the holder from before").isFalse();
    }

    @Test
    final void recoveryOfAnInboxWithoutLeasesChangesNothing() {
        Appended queued = inbox.append(aDelivery().route("ledger"));
        Appended unrouted = inbox.append(aDelivery());
        List<Dispatch> before = List.of(
                inbox.dispatches(queued).get(0), inbox.dispatches(unrouted).get(0));
        assertThat(inbox.recover()).isZero();
        assertThat(List.of(
                        inbox.dispatches(queued).get(0),
                        inbox.dispatches(unrouted).get(0)))
                .isEqualTo(before);
    }

    private List<Lease> drainCheckingThatTheSuspectAreAlone(int limit) {
        List<Lease> all = new ArrayList<>();
        List<Lease> some = inbox.lease("ledger", limit);
        while (!some.isEmpty()) {
            if (some.stream().anyMatch(lease -> lease.losses() > 0)) {
                assertThat(some).as("alone").hasSize(1);
            }
            all.addAll(some);
            some = inbox.lease("ledger", limit);
        }
        return all;
    }
}
