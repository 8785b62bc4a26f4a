package io.hooklatch.bench.retention;

import io.hooklatch.store.IdSequence;
import java.time.Duration;

/**
 * The days that an inbox holds, by UTC, as ranges of ids: ids bear the time, so a day of rows is a range of them.
 *
 * @param count how many full days before today; the oldest is number 0
 * @param today when today began, in milliseconds since the epoch
 */
record Days(int count, long today) {
    private static final long DAY = Duration.ofDays(1).toMillis();

    static Days before(long now, int count) {
        return new Days(count, now - Math.floorMod(now, DAY));
    }

    /** When a day begins, in milliseconds since the epoch. */
    long begin(int day) {
        return today - (count - day) * DAY;
    }

    /** The least id that a row of this day can have. */
    long firstId(int day) {
        return IdSequence.firstAt(begin(day));
    }
}
