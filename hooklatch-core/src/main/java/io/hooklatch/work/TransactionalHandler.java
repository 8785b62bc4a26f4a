package io.hooklatch.work;

import io.hooklatch.message.Event;
import java.sql.Connection;

/**
 * What an event is for, run inside the store's own transaction: its writes through the connection, the handled mark and
 * the attempt are committed together or not at all, so that its effect in that database happens exactly once.
 */
@FunctionalInterface
public interface TransactionalHandler {
    /**
     * Handles it.
     *
     * @param connection for this call only; it refuses commit, rollback and close, which are the store's
     * @throws Exception to fail the attempt and roll back everything written through the connection
     */
    void handle(Event event, Connection connection) throws Exception;
}
