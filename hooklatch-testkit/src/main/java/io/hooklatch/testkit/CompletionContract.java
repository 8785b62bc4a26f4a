package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the end of an attempt changes. */
abstract class CompletionContract extends ContractGroup {
    @Test
    final void aSuccessHandlesTheDispatchAndListsTheAttempt() {
        inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        inbox.advance(Duration.ofSeconds(2));
        assertThat(inbox.complete(Completion.handled(lease, 1_234_567, 89))).isTrue();

        assertThat(inbox.dispatch(lease))
                .isEqualTo(new Dispatch(
                        lease.dispatchId(),
                        lease.eventId(),
                        "orders",
                        Optional.of("ledger"),
                        DispatchState.HANDLED,
                        1,
                        0,
                        Optional.empty(),
                        ""));
        Attempt attempt = onlyAttempt(lease);
        assertThat(attempt)
                .isEqualTo(
                        new Attempt(attempt.id(), lease.dispatchId(), 1, 1_234_567, 89, AttemptOutcome.SUCCEEDED, ""));
    }

    @Test
    final void aFailureIsDueAgainAfterItsDelayAndRemembersTheError() {
        inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        inbox.advance(Duration.ofSeconds(2));
        Completion failed = new Completion(
                lease,
                inbox.now() - 2000,
                1999,
                AttemptOutcome.FAILED,
                "no \u00E9 \uD83D\uDE80 'quoted'",
                new Completion.Next.Retry(Duration.ofMillis(1500)));
        assertThat(inbox.complete(failed)).isTrue();

        assertThat(inbox.dispatch(lease))
                .isEqualTo(new Dispatch(
                        lease.dispatchId(),
                        lease.eventId(),
                        "orders",
                        Optional.of("ledger"),
                        DispatchState.RETRYING,
                        1,
                        0,
                        Optional.of(inbox.now() + 1500),
                        failed.error()));
        Attempt attempt = onlyAttempt(lease);
        assertThat(attempt)
                .isEqualTo(new Attempt(
                        attempt.id(),
                        lease.dispatchId(),
                        1,
                        failed.startedAt(),
                        1999,
                        AttemptOutcome.FAILED,
                        failed.error()));
    }

    @Test
    final void aTimeoutAndTheEndOfThePolicyAreRecorded() {
        inbox.append(aDelivery().route("ledger"));
        Lease first = inbox.leaseOnly("ledger");
        inbox.complete(new Completion(
                first, 1, 30_000, AttemptOutcome.TIMED_OUT, "too slow", new Completion.Next.Retry(Duration.ZERO)));
        Lease second = inbox.leaseOnly("ledger");
        inbox.complete(new Completion(
                second, 2, 30_001, AttemptOutcome.TIMED_OUT, "too slow again", new Completion.Next.Dead()));

        Dispatch dispatch = inbox.dispatch(second);
        assertThat(dispatch.state()).isEqualTo(DispatchState.DEAD);
        assertThat(dispatch.attempts()).isEqualTo(2);
        assertThat(dispatch.losses()).isZero();
        assertThat(dispatch.dueAt()).isEmpty();
        assertThat(dispatch.lastError()).isEqualTo("too slow again");
        assertThat(inbox.attempts(second.dispatchId()))
                .extracting(Attempt::outcome)
                .containsExactly(AttemptOutcome.TIMED_OUT, AttemptOutcome.TIMED_OUT);
        assertThat(inbox.attempts(second.dispatchId()))
                .extracting(Attempt::durationMillis)
                .containsExactly(30_000L, 30_001L);
    }

    @Test
    final void theLastErrorStaysAfterALaterSuccess() {
        inbox.append(aDelivery().route("ledger"));
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ZERO, "first");
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ZERO, "second");
        Lease last = inbox.leaseOnly("ledger");
        inbox.handle(last);

        assertThat(inbox.dispatch(last).state()).isEqualTo(DispatchState.HANDLED);
        assertThat(inbox.dispatch(last).attempts()).isEqualTo(3);
        assertThat(inbox.dispatch(last).lastError()).isEqualTo("second");
        assertThat(inbox.attempts(last.dispatchId())).extracting(Attempt::error).containsExactly("first", "second", "");
        assertThat(inbox.attempts(last.dispatchId()))
                .extracting(Attempt::number)
                .containsExactly(1, 2, 3);
    }

    @Test
    final void aLongErrorComesBackWhole() {
        inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        inbox.giveUp(lease, "e".repeat(20_000));
        assertThat(onlyAttempt(lease).error()).hasSize(20_000);
    }

    @Test
    final void oneHandlersEndLeavesTheOthersOfTheEventAlone() {
        inbox.append(aDelivery().route("ledger").route("mail"));
        Lease mail = inbox.leaseOnly("mail");
        Dispatch before = inbox.dispatch(mail);
        inbox.giveUp(inbox.leaseOnly("ledger"), "no use");
        assertThat(inbox.dispatch(mail)).isEqualTo(before);
        assertThat(inbox.handle(mail)).isTrue();
    }

    @Test
    final void aReleasedDispatchIsDueAtOnceAndItsAttemptDoesNotCount() {
        inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        inbox.advance(Duration.ofSeconds(3));
        assertThat(inbox.release(List.of(lease))).isEqualTo(1);

        assertThat(inbox.dispatch(lease))
                .isEqualTo(new Dispatch(
                        lease.dispatchId(),
                        lease.eventId(),
                        "orders",
                        Optional.of("ledger"),
                        DispatchState.QUEUED,
                        0,
                        0,
                        Optional.of(inbox.now()),
                        ""));
        assertThat(inbox.attempts(lease.dispatchId())).isEmpty();
        assertThat(inbox.leaseOnly("ledger").attempt()).isEqualTo(1);
    }

    @Test
    final void aReleaseAfterAFailureLeavesTheDispatchRetrying() {
        inbox.append(aDelivery().route("ledger"));
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ZERO, "no");
        Lease second = inbox.leaseOnly("ledger");
        inbox.release(List.of(second));

        Dispatch dispatch = inbox.dispatch(second);
        assertThat(dispatch.state()).isEqualTo(DispatchState.RETRYING);
        assertThat(dispatch.attempts()).isEqualTo(1);
        assertThat(dispatch.lastError()).isEqualTo("no");
        assertThat(inbox.leaseOnly("ledger").attempt()).isEqualTo(2);
    }

    @Test
    final void aReleaseAfterALossKeepsTheLoss() {
        inbox.append(aDelivery().route("ledger"));
        inbox.leaseOnly("ledger");
        inbox.advance(StoreUnderTest.LEASE);
        Lease second = inbox.leaseOnly("ledger");
        inbox.release(List.of(second));

        assertThat(inbox.dispatch(second).state()).isEqualTo(DispatchState.RETRYING);
        assertThat(inbox.dispatch(second).attempts()).isEqualTo(1);
        Lease third = inbox.leaseOnly("ledger");
        assertThat(third.losses()).isEqualTo(1);
        assertThat(third.attempt()).isEqualTo(2);
        assertThat(inbox.attempts(second.dispatchId())).hasSize(1);
    }

    @Test
    final void aReleasePassesOverWhatIsNoLongerHeld() {
        for (int i = 0; i < 4; i++) {
            inbox.append(aDelivery().route("ledger"));
        }
        List<Lease> leases = inbox.lease("ledger", 4);
        inbox.handle(leases.get(1));
        assertThat(inbox.release(leases)).isEqualTo(3);
        assertThat(inbox.release(leases)).isZero();
        assertThat(inbox.release(List.of())).isZero();
        assertThat(inbox.lease("ledger", 10)).hasSize(3);
    }

    @Test
    final void openDispatchesCountsEveryStateButHandled() {
        assertThat(inbox.reader().openDispatches()).isEmpty();
        for (int i = 0; i < 15; i++) {
            inbox.append(aDelivery().route("ledger"));
        }
        inbox.append(aDelivery());
        List<Lease> leases = inbox.lease("ledger", 14);
        leases.subList(0, 5).forEach(inbox::handle);
        leases.subList(5, 9).forEach(lease -> inbox.giveUp(lease, "no use"));
        leases.subList(9, 12).forEach(lease -> inbox.retry(lease, Duration.ofHours(1), "no"));

        assertThat(inbox.reader().openDispatches())
                .containsOnly(
                        Map.entry(DispatchState.QUEUED, 1L),
                        Map.entry(DispatchState.RUNNING, 2L),
                        Map.entry(DispatchState.RETRYING, 3L),
                        Map.entry(DispatchState.DEAD, 4L),
                        Map.entry(DispatchState.UNROUTED, 1L));
    }

    private Attempt onlyAttempt(Lease lease) {
        List<Attempt> attempts = inbox.attempts(lease.dispatchId());
        assertThat(attempts).hasSize(1);
        return attempts.get(0);
    }
}
