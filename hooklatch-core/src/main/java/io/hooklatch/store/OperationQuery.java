package io.hooklatch.store;

import io.hooklatch.message.Action;
import io.hooklatch.message.OperationState;
import java.util.Optional;

/**
 * Which operations to list. Start from {@link #all()} and narrow it; every condition given must hold.
 *
 * @param action that did this
 * @param state that stand so
 * @param actor by the actor of this name
 * @param started begun in this time
 * @param after where the page starts; {@link Cursor#START} for the newest rows
 * @param limit at most this many rows, 1 to 1000
 */
public record OperationQuery(
        Optional<Action> action,
        Optional<OperationState> state,
        Optional<String> actor,
        TimeRange started,
        Cursor after,
        int limit) {
    /** The largest page. */
    public static final int MAX_LIMIT = 1000;

    public OperationQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + ": a page has 1 to " + MAX_LIMIT + " rows");
        }
    }

    /** The newest 50. */
    public static OperationQuery all() {
        return new OperationQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), TimeRange.ALWAYS, Cursor.START, 50);
    }

    public OperationQuery action(Action only) {
        return new OperationQuery(Optional.of(only), state, actor, started, after, limit);
    }

    public OperationQuery state(OperationState only) {
        return new OperationQuery(action, Optional.of(only), actor, started, after, limit);
    }

    public OperationQuery actor(String only) {
        return new OperationQuery(action, state, Optional.of(only), started, after, limit);
    }

    public OperationQuery started(TimeRange only) {
        return new OperationQuery(action, state, actor, only, after, limit);
    }

    public OperationQuery after(Cursor cursor) {
        return new OperationQuery(action, state, actor, started, cursor, limit);
    }

    public OperationQuery limit(int rows) {
        return new OperationQuery(action, state, actor, started, after, rows);
    }
}
