package io.hooklatch.testkit;

import io.hooklatch.store.TransactionalStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;

/** A home of a store in whose transaction handlers write. */
public interface TransactionalStoreHome extends StoreHome {
    @Override
    TransactionalStore open(InstantSource clock) throws Exception;

    /**
     * A new connection of the application's own, in auto-commit mode, to the database in which the inbox is kept. The
     * suite creates tables of its own through it, reads and writes them, and closes it. It waits, some seconds at least,
     * for a lock that somebody else holds.
     */
    Connection applicationConnection() throws SQLException;
}
