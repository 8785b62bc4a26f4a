package io.hooklatch.message;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where one event stands with one handler, and the only table of legal moves. Stored by {@link #code()}; codes are never
 * reused.
 */
public enum DispatchState {
    /** Waits for its first attempt. */
    QUEUED(1),
    /** Leased by a worker; an attempt is counted. */
    RUNNING(2),
    /** An attempt failed; waits for the next. */
    RETRYING(3),
    /** The handler succeeded. */
    HANDLED(4),
    /** The policy's attempts are used up, or the handler gave up; waits for an operator. */
    DEAD(5),
    /** An operator said that it shall not be handled. */
    IGNORED(6),
    /** No handler matched the event; waits for an operator. */
    UNROUTED(7),
    /** Held back while its handler is paused. */
    PAUSED(8),
    /** Not handled, since a newer version of the same was before; an endpoint has to ask for that. */
    SUPERSEDED(9);

    private final int code;

    DispatchState(int code) {
        this.code = code;
    }

    /** The states to which this one may move. */
    public Set<DispatchState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(RUNNING, IGNORED, PAUSED, SUPERSEDED);
            case RUNNING -> EnumSet.of(HANDLED, RETRYING, DEAD, QUEUED, IGNORED, SUPERSEDED);
            case RETRYING -> EnumSet.of(RUNNING, IGNORED, PAUSED, QUEUED, SUPERSEDED);
            case PAUSED -> EnumSet.of(QUEUED, RETRYING, IGNORED);
            case HANDLED, DEAD, IGNORED, UNROUTED, SUPERSEDED -> EnumSet.of(QUEUED, IGNORED);
        };
    }

    /** Whether nothing happens to it any more unless an operator acts. */
    public boolean settled() {
        return this == HANDLED || this == DEAD || this == IGNORED || this == UNROUTED || this == SUPERSEDED;
    }

    public int code() {
        return code;
    }

    /**
     * The state with this code.
     *
     * @throws IllegalArgumentException when no state has it
     */
    public static DispatchState ofCode(int code) {
        for (DispatchState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no dispatch state has code " + code);
    }

    /**
     * Where the event as a whole stands, given its dispatches: the state that most needs attention wins, in the order
     * dead, retrying, running, queued, paused, unrouted, handled, superseded, ignored.
     *
     * @throws IllegalArgumentException when there is no dispatch; every event has at least one
     */
    public static DispatchState ofEvent(Set<DispatchState> dispatches) {
        for (DispatchState state : EVENT_ORDER) {
            if (dispatches.contains(state)) {
                return state;
            }
        }
        throw new IllegalArgumentException("an event without a dispatch has no state");
    }

    private static final DispatchState[] EVENT_ORDER = {
        DEAD, RETRYING, RUNNING, QUEUED, PAUSED, UNROUTED, HANDLED, SUPERSEDED, IGNORED
    };
}
