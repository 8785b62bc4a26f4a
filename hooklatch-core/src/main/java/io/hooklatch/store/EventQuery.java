package io.hooklatch.store;

import io.hooklatch.message.DispatchState;
import java.util.Optional;

/**
 * Which events to list. Start from {@link #all()} and narrow it; every condition given must hold.
 *
 * @param endpoint of this endpoint
 * @param state standing so, as {@link DispatchState#ofEvent} derives it
 * @param type of this type
 * @param providerEventId with this id of the provider's
 * @param created created in this time
 * @param after where the page starts; {@link Cursor#START} for the newest rows
 * @param limit at most this many rows, 1 to 1000
 */
public record EventQuery(
        Optional<String> endpoint,
        Optional<DispatchState> state,
        Optional<String> type,
        Optional<String> providerEventId,
        TimeRange created,
        Cursor after,
        int limit) {
    /** The largest page. */
    public static final int MAX_LIMIT = 1000;

    public EventQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + ": a page has 1 to " + MAX_LIMIT + " rows");
        }
    }

    /** The newest 50. */
    public static EventQuery all() {
        return new EventQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TimeRange.ALWAYS,
                Cursor.START,
                50);
    }

    public EventQuery endpoint(String only) {
        return new EventQuery(Optional.of(only), state, type, providerEventId, created, after, limit);
    }

    public EventQuery state(DispatchState only) {
        return new EventQuery(endpoint, Optional.of(only), type, providerEventId, created, after, limit);
    }

    public EventQuery type(String only) {
        return new EventQuery(endpoint, state, Optional.of(only), providerEventId, created, after, limit);
    }

    public EventQuery providerEventId(String only) {
        return new EventQuery(endpoint, state, type, Optional.of(only), created, after, limit);
    }

    public EventQuery created(TimeRange only) {
        return new EventQuery(endpoint, state, type, providerEventId, only, after, limit);
    }

    public EventQuery after(Cursor cursor) {
        return new EventQuery(endpoint, state, type, providerEventId, created, cursor, limit);
    }

    public EventQuery limit(int rows) {
        return new EventQuery(endpoint, state, type, providerEventId, created, after, rows);
    }
}
