package io.hooklatch.work;

/**
 * How fast a handler is, as a running average, and from that how many leases to hold ahead: enough that no worker waits
 * for the store, few enough that none waits long in a queue with its attempt already counted. Not thread-safe.
 */
final class Pace {
    private static final long AHEAD_NANOS = 20_000_000;
    private static final int MOST = 256;

    private double averageNanos = AHEAD_NANOS;

    void ran(long nanos) {
        averageNanos += (nanos - averageNanos) / 16;
    }

    /** How many runs fit into 20 ms with this many workers, between one each and 256. */
    int ahead(int workers) {
        double fit = workers * (AHEAD_NANOS / Math.max(1.0, averageNanos));
        return (int) Math.max(Math.min(workers, MOST), Math.min(MOST, fit));
    }
}
