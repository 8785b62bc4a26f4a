package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.store.Cursor;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.TimeRange;

/**
 * A range of ids.
 *
 * @param from the least, inclusive
 * @param below the greatest, exclusive
 */
record IdRange(long from, long below) {
    /** How much earlier than its row an id may be when the clock goes back just then, in milliseconds. */
    private static final long SLACK = 60_000;

    static IdRange after(Cursor cursor) {
        return new IdRange(cursor.after() + 1, cursor.before());
    }

    /** The ids that bear a time of this range. */
    IdRange made(TimeRange times) {
        return new IdRange(
                Math.max(from, IdSequence.firstAt(times.from())), Math.min(below, IdSequence.firstAt(times.until())));
    }

    boolean contains(long id) {
        return id >= from && id < below;
    }

    /**
     * The part that holds every row whose time is in the range, provided an id bears a time that is later than its row's
     * by so many milliseconds at most.
     */
    IdRange within(TimeRange times, long atMostLater) {
        if (times.equals(TimeRange.ALWAYS)) {
            return this;
        }
        long earliest = times.from() < SLACK ? 0 : IdSequence.firstAt(times.from() - SLACK);
        long latest = times.until() > Long.MAX_VALUE - atMostLater
                ? Long.MAX_VALUE
                : IdSequence.firstAt(Math.max(0, times.until() + atMostLater));
        return new IdRange(Math.max(from, earliest), Math.min(below, latest));
    }
}
