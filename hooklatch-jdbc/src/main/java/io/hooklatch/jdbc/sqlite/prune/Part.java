package io.hooklatch.jdbc.sqlite.prune;

import io.hooklatch.store.PrunePlan.Kept;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What one event, or the lack of one, means for the delivery that brought it.
 *
 * @param kept as what it is kept; absent while the event is on its way, or is none that can be judged
 * @param touched since when, in milliseconds since the epoch, UTC
 * @param copiedAt when the delivery came, if it only repeats the event; else the beginning of time
 * @param dispatches of an event that the delivery made, and so takes along
 * @param attempts of those dispatches
 */
record Part(Optional<Kept> kept, long touched, long copiedAt, long[] dispatches, long attempts) {
    private static final long[] NONE = {};

    static Part of(Kept kept, long touched) {
        return new Part(Optional.of(kept), touched, Long.MIN_VALUE, NONE, 0);
    }

    /** A delivery of this time repeats an event that is gone. */
    static Part ofGone(long time) {
        return new Part(Optional.of(Kept.HANDLED), Long.MIN_VALUE, time, NONE, 0);
    }

    /** The same event for a delivery of this time that repeats it. */
    Part copiedAt(long time) {
        return new Part(kept, touched, time, NONE, 0);
    }

    /** Whether it is old enough. */
    boolean passed(ToLongFunction<Kept> limits, long copies) {
        if (kept.isEmpty() || (copiedAt != Long.MIN_VALUE && copiedAt >= copies)) {
            return false;
        }
        return touched == Long.MIN_VALUE || touched < limits.applyAsLong(kept.get());
    }
}
