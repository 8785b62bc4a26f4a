package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionOutcome.Committed;
import io.hooklatch.store.TransactionOutcome.Fenced;
import io.hooklatch.store.TransactionOutcome.NotRun;
import io.hooklatch.store.TransactionOutcome.RolledBack;
import io.hooklatch.store.TransactionalWork;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What a handler writes, its attempt and the state of its dispatch are committed together or not at all. */
abstract class TransactionContract extends TransactionalGroup {
    @Test
    final void theWritesTheAttemptAndTheStateAreCommittedTogether() throws Exception {
        List<Lease> leases = leases(3);
        assertThat(transact(leases, writeARow())).hasSize(3).allMatch(Committed.class::isInstance);

        assertThat(ledger.committed()).isEqualTo(ids(leases));
        for (Lease lease : leases) {
            assertThat(inbox.dispatch(lease).state()).isEqualTo(DispatchState.HANDLED);
            assertThat(inbox.dispatch(lease).dueAt()).isEmpty();
            List<Attempt> attempts = inbox.attempts(lease.dispatchId());
            assertThat(attempts).hasSize(1);
            assertThat(attempts.get(0))
                    .isEqualTo(new Attempt(
                            attempts.get(0).id(), lease.dispatchId(), 1, inbox.now(), 7, AttemptOutcome.SUCCEEDED, ""));
        }
        inbox.reopen();
        assertThat(ledger.committed()).isEqualTo(ids(leases));
        assertThat(inbox.dispatch(leases.get(0)).state()).isEqualTo(DispatchState.HANDLED);
    }

    @Test
    final void workThatThrowsIsRolledBackAndTheOthersAreCommitted() throws Exception {
        List<Lease> leases = leases(5);
        Exception checked = new IOException("the bank is closed");
        Error error = new AssertionError("a bug");
        List<TransactionOutcome> outcomes = transact(leases, (lease, connection) -> {
            Ledger.write(connection, lease, "before it throws");
            if (lease.equals(leases.get(1))) {
                throw checked;
            }
            if (lease.equals(leases.get(3))) {
                throw error;
            }
            return handled(lease);
        });

        assertThat(outcomes)
                .containsExactly(
                        new Committed(),
                        new RolledBack(checked),
                        new Committed(),
                        new RolledBack(error),
                        new Committed());
        assertThat(ledger.committed()).isEqualTo(ids(List.of(leases.get(0), leases.get(2), leases.get(4))));
        for (int failed : new int[] {1, 3}) {
            assertThatNothingIsRecordedOf(leases.get(failed));
        }
        assertThat(inbox.retry(leases.get(1), Duration.ZERO, "the bank is closed"))
                .as("the lease is still held and the caller records the failure")
                .isTrue();
        assertThat(inbox.dispatch(leases.get(1)).state()).isEqualTo(DispatchState.RETRYING);
    }

    @Test
    final void anErrorOfTheDatabaseRollsBackThatPieceOfWorkAlone() throws Exception {
        ledger.oncePerDispatch();
        List<Lease> leases = leases(3);
        List<TransactionOutcome> outcomes = transact(leases, (lease, connection) -> {
            Ledger.write(connection, lease, "once");
            if (lease.equals(leases.get(1))) {
                Ledger.write(connection, lease, "twice");
            }
            return handled(lease);
        });

        assertThat(outcomes.get(0)).isEqualTo(new Committed());
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        RolledBack.class, back -> assertThat(back.cause()).isInstanceOf(SQLException.class));
        assertThat(outcomes.get(2)).isEqualTo(new Committed());
        assertThat(ledger.committed()).isEqualTo(ids(List.of(leases.get(0), leases.get(2))));
        assertThatNothingIsRecordedOf(leases.get(1));
    }

    @Test
    final void aCompletionThatDoesNotSayHandledIsRolledBack() throws Exception {
        List<Lease> leases = leases(3);
        List<TransactionOutcome> outcomes = transact(leases, (lease, connection) -> {
            Ledger.write(connection, lease, "not meant to last");
            return new Completion(
                    lease,
                    inbox.now(),
                    7,
                    AttemptOutcome.FAILED,
                    "no",
                    lease.equals(leases.get(1))
                            ? new Completion.Next.Dead()
                            : new Completion.Next.Retry(Duration.ZERO));
        });
        assertThat(outcomes).hasSize(3).allMatch(RolledBack.class::isInstance);
        assertThat(ledger.committed()).isEmpty();
        leases.forEach(this::assertThatNothingIsRecordedOf);
    }

    @Test
    final void theCompletionOfAnotherLeaseIsRolledBack() throws Exception {
        List<Lease> leases = leases(2);
        List<TransactionOutcome> outcomes = transact(leases.subList(0, 1), (lease, connection) -> {
            Ledger.write(connection, lease, "not meant to last");
            return handled(leases.get(1));
        });
        assertThat(outcomes).hasSize(1).allMatch(RolledBack.class::isInstance);
        assertThat(ledger.committed()).isEmpty();
        leases.forEach(this::assertThatNothingIsRecordedOf);
    }

    @Test
    final void fault24_theWritesUnderALeaseThatIsNoLongerHeldAreRolledBack() throws Exception {
        Lease zombie = leases(1).get(0);
        inbox.advance(StoreUnderTest.LEASE);
        Lease holder = inbox.leaseOnly("ledger");
        List<Lease> fresh = leases(4);
        inbox.handle(fresh.get(0));
        inbox.release(fresh.subList(1, 2));
        inbox.retry(fresh.get(2), Duration.ofHours(1), "no");
        Dispatch before = inbox.dispatch(zombie);

        List<Lease> leases = new ArrayList<>(List.of(zombie));
        leases.addAll(fresh);
        assertThat(transact(leases, writeARow()))
                .containsExactly(new Fenced(), new Fenced(), new Fenced(), new Fenced(), new Committed());
        assertThat(ledger.committed()).isEqualTo(ids(fresh.subList(3, 4)));
        assertThat(inbox.dispatch(zombie)).isEqualTo(before);
        assertThat(inbox.attempts(zombie.dispatchId()))
                .extracting(Attempt::outcome)
                .containsExactly(AttemptOutcome.LOST);
        assertThat(transact(List.of(holder), writeARow())).containsExactly(new Committed());
    }

    @Test
    final void aLeaseThatRanOutAndThatNobodyTookIsStillGoodForATransaction() throws Exception {
        List<Lease> leases = leases(1);
        inbox.advance(Duration.ofDays(1));
        assertThat(transact(leases, writeARow())).containsExactly(new Committed());
        assertThat(ledger.committed()).isEqualTo(ids(leases));
        assertThat(inbox.attempts(leases.get(0).dispatchId())).hasSize(1);
    }

    @Test
    final void theWorkIsDoneInOrderOnTheExecutor() {
        List<Lease> leases = leases(20);
        List<Lease> seen = Collections.synchronizedList(new ArrayList<>());
        Set<String> threads = ConcurrentHashMap.newKeySet();
        transact(leases, (lease, connection) -> {
            seen.add(lease);
            threads.add(Thread.currentThread().getName());
            return handled(lease);
        });
        assertThat(seen).isEqualTo(leases);
        assertThat(threads).containsExactly("handler");
    }

    @Test
    final void noLeasesMeanNoOutcomes() {
        assertThat(transact(List.of(), writeARow())).isEmpty();
    }

    @Test
    final void anExecutorThatTakesNoWorkLeavesNothingBehind() throws Exception {
        List<Lease> leases = leases(2);
        CompletionStage<List<TransactionOutcome>> stage = store().transact(leases, writeARow(), AMPLE, task -> {
            throw new RejectedExecutionException("shut down");
        });
        List<TransactionOutcome> outcomes =
                Stages.await(stage.exceptionally(failure -> List.of(new NotRun(), new NotRun())));
        assertThat(outcomes).hasSize(2).noneMatch(Committed.class::isInstance);
        assertThat(ledger.committed()).isEmpty();
        leases.forEach(this::assertThatNothingIsRecordedOf);
        assertThat(transact(leases, writeARow())).containsExactly(new Committed(), new Committed());
    }

    @Test
    final void afterCloseATransactionFails() {
        List<Lease> leases = leases(1);
        TransactionalWork never = (lease, connection) -> {
            throw new AssertionError("called after close");
        };
        inbox.store().close();
        CompletionStage<List<TransactionOutcome>> stage = begin(leases, never);
        assertThatThrownBy(() -> Stages.await(stage)).isInstanceOf(StoreUnavailableException.class);
    }

    private void assertThatNothingIsRecordedOf(Lease lease) {
        assertThat(inbox.attempts(lease.dispatchId())).isEmpty();
        assertThat(inbox.dispatch(lease).state()).isEqualTo(DispatchState.RUNNING);
        assertThat(inbox.dispatch(lease).attempts()).isEqualTo(1);
    }

    private static List<DispatchId> ids(List<Lease> leases) {
        return leases.stream().map(Lease::dispatchId).toList();
    }
}
