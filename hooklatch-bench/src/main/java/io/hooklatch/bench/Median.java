package io.hooklatch.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several runs: one bad run does not move it. */
public final class Median {
    private Median() {}

    /**
     * The median; of an even number the mean of the two in the middle.
     *
     * @throws IllegalArgumentException when there are no values
     */
    public static double of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values: a median needs at least one");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median of one figure of several runs. */
    public static <T> double of(List<T> runs, ToDoubleFunction<T> figure) {
        return of(runs.stream().mapToDouble(figure).toArray());
    }
}
