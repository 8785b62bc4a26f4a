package io.hooklatch.store;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import java.util.Optional;

/**
 * Which attempts to list. Start from {@link #all()} and narrow it; every condition given must hold.
 *
 * @param dispatchId of this dispatch
 * @param outcome that ended so
 * @param recorded whose end was recorded in this time
 * @param after where the page starts; {@link Cursor#START} for the newest rows
 * @param limit at most this many rows, 1 to 1000
 */
public record AttemptQuery(
        Optional<DispatchId> dispatchId,
        Optional<AttemptOutcome> outcome,
        TimeRange recorded,
        Cursor after,
        int limit) {
    /** The largest page. */
    public static final int MAX_LIMIT = 1000;

    public AttemptQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + ": a page has 1 to " + MAX_LIMIT + " rows");
        }
    }

    /** The newest 50. */
    public static AttemptQuery all() {
        return new AttemptQuery(Optional.empty(), Optional.empty(), TimeRange.ALWAYS, Cursor.START, 50);
    }

    public AttemptQuery dispatchId(DispatchId only) {
        return new AttemptQuery(Optional.of(only), outcome, recorded, after, limit);
    }

    public AttemptQuery outcome(AttemptOutcome only) {
        return new AttemptQuery(dispatchId, Optional.of(only), recorded, after, limit);
    }

    public AttemptQuery recorded(TimeRange only) {
        return new AttemptQuery(dispatchId, outcome, only, after, limit);
    }

    public AttemptQuery after(Cursor cursor) {
        return new AttemptQuery(dispatchId, outcome, recorded, cursor, limit);
    }

    public AttemptQuery limit(int rows) {
        return new AttemptQuery(dispatchId, outcome, recorded, after, rows);
    }
}
