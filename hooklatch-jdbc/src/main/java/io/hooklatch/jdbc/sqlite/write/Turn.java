package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.store.Lease;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The writer's turn lent to handlers: one transaction, in which each piece of work runs within a savepoint on a thread of
 * the caller's executor. The writer waits meanwhile and takes the turn back when a piece of work outlives its limit.
 */
final class Turn {
    private final List<Lease> leases;
    private final TransactionalWork work;
    private final Duration timeLimit;
    private final Executor executor;
    private final TransactionOutcome[] outcomes;
    private final CompletableFuture<List<TransactionOutcome>> stage = new CompletableFuture<>();

    Turn(List<Lease> leases, TransactionalWork work, Duration timeLimit, Executor executor) {
        this.leases = List.copyOf(leases);
        this.work = work;
        this.timeLimit = timeLimit;
        this.executor = executor;
        this.outcomes = new TransactionOutcome[leases.size()];
        Arrays.fill(outcomes, new TransactionOutcome.NotRun());
    }

    CompletionStage<List<TransactionOutcome>> stage() {
        return stage;
    }

    /**
     * Runs it, on the writer's thread.
     *
     * @return whether the session can go on; false when the work ended the transaction behind our back
     */
    boolean run(WriteSession session, CommitGate gate) throws SQLException {
        session.begin();
        try (LentTransaction transaction = new LentTransaction(session, timeLimit)) {
            try {
                executor.execute(() -> transaction.runAll(leases, work, outcomes));
            } catch (RejectedExecutionException e) {
                session.rollback();
                return true;
            }
            transaction.await(outcomes);
            if (transaction.ended()) {
                lose(new StoreException("the transaction was ended from within: "
                        + "a statement, trigger or constraint rolled it back or committed it"));
                return false;
            }
        }
        if (Arrays.stream(outcomes).noneMatch(outcome -> outcome instanceof TransactionOutcome.Committed)) {
            session.rollback();
            return true;
        }
        gate.beforeCommit();
        session.commit();
        return true;
    }

    /** It could not begin or not commit. */
    void failed(StoreException cause) {
        lose(cause);
    }

    private void lose(StoreException cause) {
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] instanceof TransactionOutcome.Committed) {
                outcomes[i] = new TransactionOutcome.RolledBack(cause);
            }
        }
    }

    /** The store closed before its turn came. */
    void notRun() {
        tell();
    }

    void tell() {
        stage.complete(List.of(outcomes));
    }
}
