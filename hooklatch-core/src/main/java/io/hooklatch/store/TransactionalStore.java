package io.hooklatch.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A store in whose own JDBC transaction a handler can do its writes. */
public interface TransactionalStore extends InboxStore {
    /**
     * Runs the work of each lease in order on the executor. The writes of one piece of work, the attempt and the state
     * that its {@link Completion} says are committed together or not at all: when the work throws, outlives the time
     * limit, or its lease is no longer held, everything that it wrote is rolled back and the others are not affected.
     * Nothing is recorded for a piece of work that was rolled back; the caller records its failure by {@link
     * InboxStore#complete}.
     *
     * <p>The connection serves only during the call: it refuses {@code commit}, {@code rollback}, {@code close} and
     * {@code setAutoCommit}, the same as SQL text, and everything once the work is over or has timed out, also through a
     * statement made before. A thread that does not return at its time limit is interrupted and abandoned; the leases
     * after it in the list are reported {@link TransactionOutcome.NotRun}.
     *
     * <p>Other writes wait meanwhile where the database has a single writer; none fails because of it.
     *
     * @param timeLimit for each piece of work
     * @return one outcome per lease, in order, once the transaction is durable or rolled back
     */
    CompletionStage<List<TransactionOutcome>> transact(
            List<Lease> leases, TransactionalWork work, Duration timeLimit, Executor executor);
}
