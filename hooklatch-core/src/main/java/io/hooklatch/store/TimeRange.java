package io.hooklatch.store;

/**
 * From one moment to another, in milliseconds since the epoch, UTC.
 *
 * @param from the first millisecond that belongs to it
 * @param until the first that no longer does
 */
public record TimeRange(long from, long until) {
    /** All time. */
    public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    public TimeRange {
        if (from > until) {
            throw new IllegalArgumentException(
                    "time range from " + from + " until " + until + ": it ends before it starts");
        }
    }

    public boolean contains(long millis) {
        return millis >= from && millis < until;
    }
}
