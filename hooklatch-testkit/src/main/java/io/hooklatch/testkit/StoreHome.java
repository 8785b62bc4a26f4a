package io.hooklatch.testkit;

import io.hooklatch.store.InboxStore;
import java.time.InstantSource;

/** A place where one inbox is kept, such as a file in a directory or a schema of a database: empty when it is made. */
public interface StoreHome {
    /**
     * Opens the store that is kept here. The suite calls it again after it closed the store, and expects what it wrote.
     *
     * @param clock the time by which the store gives out ids, due times and leases. A store that takes the time from its
     *     database must make the database follow this clock
     */
    InboxStore open(InstantSource clock) throws Exception;

    /** Whether one process owns the inbox, so that a lease found at start belongs to nobody alive. */
    boolean soleOwner();

    /** Deletes what is kept here. The stores it opened are closed. */
    void delete() throws Exception;
}
