package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who holds a lease, for how long, and that everybody else is turned away. */
abstract class FenceContract extends ContractGroup {
    @Test
    final void fault24_aZombieChangesNothingOnceItsDispatchWasLeasedAgain() {
        inbox.append(aDelivery().route("ledger"));
        Lease zombie = inbox.leaseOnly("ledger");
        inbox.advance(StoreUnderTest.LEASE);
        Lease holder = inbox.leaseOnly("ledger");

        assertThatNothingOfItIsTaken(zombie);
        assertThat(inbox.handle(holder)).isTrue();
        assertThatNothingOfItIsTaken(zombie);
        assertThat(inbox.dispatch(holder).state()).isEqualTo(DispatchState.HANDLED);
    }

    @Test
    final void fault24_aZombieCannotUndoTheRetryOfTheHolder() {
        inbox.append(aDelivery().route("ledger"));
        Lease zombie = inbox.leaseOnly("ledger");
        inbox.advance(StoreUnderTest.LEASE);
        inbox.retry(inbox.leaseOnly("ledger"), Duration.ofMinutes(10), "no");
        assertThatNothingOfItIsTaken(zombie);
    }

    @Test
    final void nothingMoreOfALeaseIsTakenAfterItsCompletion() {
        inbox.append(aDelivery().route("ledger"));
        Lease first = inbox.leaseOnly("ledger");
        inbox.retry(first, Duration.ZERO, "no");
        assertThatNothingOfItIsTaken(first);

        Lease second = inbox.leaseOnly("ledger");
        assertThatNothingOfItIsTaken(first);
        assertThat(inbox.giveUp(second, "no use")).isTrue();
        assertThatNothingOfItIsTaken(second);
    }

    @Test
    final void nothingMoreOfALeaseIsTakenAfterItsRelease() {
        inbox.append(aDelivery().route("ledger"));
        Lease released = inbox.leaseOnly("ledger");
        assertThat(inbox.release(List.of(released))).isEqualTo(1);
        assertThatNothingOfItIsTaken(released);

        Lease holder = inbox.leaseOnly("ledger");
        assertThat(holder.attempt()).isEqualTo(released.attempt());
        assertThat(holder.token()).isGreaterThan(released.token());
        assertThatNothingOfItIsTaken(released);
        assertThat(inbox.handle(holder)).isTrue();
    }

    @Test
    final void whatWasNeverLeasedCannotBeCompleted() {
        inbox.append(aDelivery().route("ledger").route("mail"));
        Lease lease = inbox.leaseOnly("ledger");
        DispatchId other = inbox.reader()
                .dispatches(DispatchQuery.all().handler("mail"))
                .items()
                .get(0)
                .id();
        assertThatNothingOfItIsTaken(new Lease(other, lease.eventId(), "mail", 1, 0, lease.token()));
        assertThat(inbox.handle(
                        new Lease(new DispatchId(Long.MAX_VALUE), lease.eventId(), "ledger", 1, 0, lease.token())))
                .isFalse();
    }

    @Test
    final void aLeaseThatRanOutIsHeldAsLongAsNobodyTookTheDispatch() {
        inbox.append(aDelivery().route("ledger").route("mail").route("search"));
        List<Lease> late = new ArrayList<>(inbox.lease("ledger", 1));
        late.addAll(inbox.lease("mail", 1));
        late.addAll(inbox.lease("search", 1));
        inbox.advance(Duration.ofHours(1));

        assertThat(inbox.handle(late.get(0))).isTrue();
        assertThat(inbox.renew(late.subList(1, 2), Duration.ofSeconds(10)))
                .containsExactly(late.get(1).dispatchId());
        assertThat(inbox.lease("mail", 1)).isEmpty();
        assertThat(inbox.release(late.subList(2, 3))).isEqualTo(1);
        assertThat(inbox.leaseOnly("search").attempt()).isEqualTo(1);
        assertThat(inbox.attempts(late.get(2).dispatchId())).isEmpty();
    }

    @Test
    final void renewingExtendsALeaseFromNow() {
        inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        for (int i = 0; i < 5; i++) {
            inbox.advance(Duration.ofSeconds(59));
            assertThat(inbox.renew(List.of(lease), StoreUnderTest.LEASE)).containsExactly(lease.dispatchId());
            assertThat(inbox.dispatch(lease).dueAt()).contains(inbox.now() + 60_000);
            assertThat(inbox.lease("ledger", 1)).isEmpty();
        }
        assertThat(inbox.renew(List.of(lease), Duration.ofSeconds(5)))
                .as("renewing can shorten as well")
                .hasSize(1);
        inbox.advance(Duration.ofSeconds(5));
        assertThat(inbox.leaseOnly("ledger").losses()).isEqualTo(1);
    }

    @Test
    final void renewingCountsNoAttempt() {
        inbox.append(aDelivery().route("ledger"));
        Lease lease = inbox.leaseOnly("ledger");
        inbox.renew(List.of(lease), StoreUnderTest.LEASE);
        assertThat(inbox.dispatch(lease).attempts()).isEqualTo(1);
        assertThat(inbox.handle(lease)).as("the lease is the same").isTrue();
    }

    @Test
    final void renewingTellsWhichOfManyAreStillHeld() {
        for (int i = 0; i < 6; i++) {
            inbox.append(aDelivery().route("ledger"));
        }
        List<Lease> leases = inbox.lease("ledger", 6);
        inbox.handle(leases.get(0));
        inbox.retry(leases.get(2), Duration.ofHours(1), "no");
        inbox.release(List.of(leases.get(4)));

        Set<DispatchId> held = inbox.renew(leases, StoreUnderTest.LEASE);
        assertThat(held)
                .containsExactlyInAnyOrder(
                        leases.get(1).dispatchId(),
                        leases.get(3).dispatchId(),
                        leases.get(5).dispatchId());
        assertThat(inbox.renew(List.of(), StoreUnderTest.LEASE)).isEmpty();
    }

    private void assertThatNothingOfItIsTaken(Lease lease) {
        Dispatch dispatch = inbox.dispatch(lease);
        List<Attempt> attempts = inbox.attempts(lease.dispatchId());
        assertThat(inbox.handle(lease)).isFalse();
        assertThat(inbox.retry(lease, Duration.ZERO, "late")).isFalse();
        assertThat(inbox.giveUp(lease, "late")).isFalse();
        assertThat(inbox.release(List.of(lease))).isZero();
        assertThat(inbox.renew(List.of(lease), Duration.ofDays(1))).isEmpty();
        assertThat(inbox.dispatch(lease)).isEqualTo(dispatch);
        assertThat(inbox.attempts(lease.dispatchId())).isEqualTo(attempts);
    }
}
