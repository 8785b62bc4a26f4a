package io.hooklatch.store;

import java.sql.Connection;

/** What is to be done for one lease inside the store's transaction. */
@FunctionalInterface
public interface TransactionalWork {
    /**
     * Does it.
     *
     * @param connection for this call only; shares the transaction in which the completion is recorded
     * @return how the attempt ended, which must be {@link Completion.Next.Handled} of this lease: anything else rolls
     *     back what was written and is reported {@link TransactionOutcome.RolledBack}
     * @throws Exception to roll back everything that was written through the connection
     */
    Completion run(Lease lease, Connection connection) throws Exception;
}
