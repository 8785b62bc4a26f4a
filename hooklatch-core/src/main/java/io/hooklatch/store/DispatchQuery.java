package io.hooklatch.store;

import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import java.util.Optional;

/**
 * Which dispatches to list. Start from {@link #all()} and narrow it; every condition given must hold.
 *
 * @param endpoint of this endpoint
 * @param handler to this handler
 * @param state in this state
 * @param eventId of this event
 * @param error whose last error holds this text, compared letter by letter
 * @param made made in this time, which is that of the event unless an operator made it, as {@link IdSequence#timeOf} reads
 *     it from the id
 * @param after where the page starts; {@link Cursor#START} for the newest rows
 * @param limit at most this many rows, 1 to 1000
 */
public record DispatchQuery(
        Optional<String> endpoint,
        Optional<String> handler,
        Optional<DispatchState> state,
        Optional<EventId> eventId,
        Optional<String> error,
        TimeRange made,
        Cursor after,
        int limit) {
    /** The largest page. */
    public static final int MAX_LIMIT = 1000;

    public DispatchQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + ": a page has 1 to " + MAX_LIMIT + " rows");
        }
    }

    /** The newest 50. */
    public static DispatchQuery all() {
        return new DispatchQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TimeRange.ALWAYS,
                Cursor.START,
                50);
    }

    public DispatchQuery endpoint(String only) {
        return new DispatchQuery(Optional.of(only), handler, state, eventId, error, made, after, limit);
    }

    public DispatchQuery handler(String only) {
        return new DispatchQuery(endpoint, Optional.of(only), state, eventId, error, made, after, limit);
    }

    public DispatchQuery state(DispatchState only) {
        return new DispatchQuery(endpoint, handler, Optional.of(only), eventId, error, made, after, limit);
    }

    public DispatchQuery eventId(EventId only) {
        return new DispatchQuery(endpoint, handler, state, Optional.of(only), error, made, after, limit);
    }

    public DispatchQuery error(String text) {
        return new DispatchQuery(endpoint, handler, state, eventId, Optional.of(text), made, after, limit);
    }

    public DispatchQuery made(TimeRange only) {
        return new DispatchQuery(endpoint, handler, state, eventId, error, only, after, limit);
    }

    public DispatchQuery after(Cursor cursor) {
        return new DispatchQuery(endpoint, handler, state, eventId, error, made, cursor, limit);
    }

    public DispatchQuery limit(int rows) {
        return new DispatchQuery(endpoint, handler, state, eventId, error, made, after, rows);
    }
}
