package io.hooklatch.receive;

import io.hooklatch.message.Names;
import io.hooklatch.store.Appended;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Route;
import java.util.List;

/**
 * Where new events go. Every {@link #routes} is followed by exactly one {@link #appended} or {@link #notAppended} with the
 * delivery that has the list among its events. Thread-safe; nothing here blocks.
 */
public interface Outlet {
    /** The handlers for an event with these names, claimed where a worker is free. */
    List<Route> routes(String endpoint, Names names);

    /** The handlers for an event with these names; nothing is claimed, and nothing needs to follow. */
    List<String> handlers(String endpoint, Names names);

    /** The delivery is durable: runs what was claimed, and hears of what was queued. */
    void appended(NewDelivery delivery, Appended appended);

    /** The delivery was not stored: frees what was claimed. */
    void notAppended(NewDelivery delivery);
}
