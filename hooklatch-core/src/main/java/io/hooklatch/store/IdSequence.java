package io.hooklatch.store;

import java.time.InstantSource;

/**
 * Hands out the 64-bit ids of one node: 41 bits of milliseconds since 2025-01-01 UTC, 10 bits of node, 12 bits of counter.
 * Strictly increasing within the node even when its clock stands still or goes back; 4096 ids per millisecond are taken
 * from the future when exceeded. Not thread-safe.
 */
public final class IdSequence {
    /** 2025-01-01T00:00:00Z in milliseconds since the Unix epoch. */
    private static final long EPOCH = 1_735_689_600_000L;

    private static final int COUNTER_BITS = 12;
    private static final int NODE_BITS = 10;
    private static final int TIME_SHIFT = COUNTER_BITS + NODE_BITS;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

    private final InstantSource clock;
    private final long node;
    private long millis;
    private long counter;

    /**
     * @param node which node of the store this is, 0 to 1023; 0 where one process owns the store
     * @param last the greatest id already in the store, or 0: every id will be greater
     */
    public IdSequence(InstantSource clock, int node, long last) {
        if (node < 0 || node >= 1 << NODE_BITS) {
            throw new IllegalArgumentException("node " + node + ": 0 to " + ((1 << NODE_BITS) - 1) + " are allowed");
        }
        this.clock = clock;
        this.node = node;
        this.millis = (last >>> TIME_SHIFT) + 1;
    }

    /** The next id; greater than every one before. */
    public long next() {
        long now = clock.millis() - EPOCH;
        if (now > millis) {
            millis = now;
            counter = 0;
        } else if (counter > COUNTER_MASK) {
            millis++;
            counter = 0;
        }
        return (millis << TIME_SHIFT) | (node << COUNTER_BITS) | counter++;
    }

    /** The smallest id that a row made at this time or later can have: for turning a time range into a range of ids. */
    public static long firstAt(long epochMillis) {
        long since = epochMillis <= EPOCH ? 0 : epochMillis - EPOCH;
        return since >= 1L << 41 ? Long.MAX_VALUE : since << TIME_SHIFT;
    }

    /**
     * The time that an id bears, in milliseconds since the epoch, UTC: when it was made, unless the clock had gone back or
     * ids were made faster than 4096 in a millisecond; then later.
     */
    public static long timeOf(long id) {
        return (id >>> TIME_SHIFT) + EPOCH;
    }
}
