package io.hooklatch.store;

import java.sql.Connection;

/** What is to be done for one lease inside the store's transaction. */
@FunctionalInterface
public interface TransactionalWork {
    /**
     * Does it.
     *
     * @param connection for this call only; shares the transaction in which the completion is recorded
     * @return how the attempt ended; only {@link Completion.Next.Handled} is committed with the work's writes
     * @throws Exception to roll back everything that was written through the connection
     */
    Completion run(Lease lease, Connection connection) throws Exception;
}
