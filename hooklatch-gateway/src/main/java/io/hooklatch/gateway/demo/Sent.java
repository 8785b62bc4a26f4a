package io.hooklatch.gateway.demo;

import java.util.Map;

/**
 * What the sending side saw of one run.
 *
 * @param nanos from sending to the answer, for each request in ascending order, in nanoseconds
 * @param took from the first request to the last answer, in nanoseconds
 * @param surprises answers that were not to be expected, and how often
 */
record Sent(long[] nanos, long took, Map<String, Integer> surprises) {
    static final Sent NOTHING = new Sent(new long[0], 0, Map.of());

    int requests() {
        return nanos.length;
    }

    /** How long this part of the requests took at most, in milliseconds. */
    double millis(double part) {
        if (nanos.length == 0) {
            return 0;
        }
        return nanos[(int) Math.min(nanos.length - 1, Math.ceil(part * nanos.length) - 1)] / 1e6;
    }

    double seconds() {
        return took / 1e9;
    }
}
