package io.hooklatch.bench.load;

import org.HdrHistogram.IntCountsHistogram;

/**
 * How long each request took, in nanoseconds, kept in fixed arrays: recording allocates nothing and forgets nothing, with
 * three digits' precision. Not thread-safe: one per thread, added up at the end.
 */
public final class Latencies {
    private static final long LOWEST = 1_000;
    private static final long HIGHEST = 300_000_000_000L;

    private final IntCountsHistogram histogram = new IntCountsHistogram(LOWEST, HIGHEST, 3);

    /** Records one. */
    public void record(long nanos) {
        histogram.recordValue(Math.min(Math.max(nanos, 0), HIGHEST));
    }

    /** Adds what another one recorded. */
    public void add(Latencies other) {
        histogram.add(other.histogram);
    }

    public void clear() {
        histogram.reset();
    }

    public long count() {
        return histogram.getTotalCount();
    }

    public double p50() {
        return histogram.getValueAtPercentile(50);
    }

    public double p99() {
        return histogram.getValueAtPercentile(99);
    }

    public double p999() {
        return histogram.getValueAtPercentile(99.9);
    }

    public double max() {
        return histogram.getMaxValue();
    }

    /** How many took longer than this. */
    public long over(long nanos) {
        return count() - histogram.getCountBetweenValues(0, nanos);
    }

    @Override
    public String toString() {
        return count() + " requests";
    }
}
