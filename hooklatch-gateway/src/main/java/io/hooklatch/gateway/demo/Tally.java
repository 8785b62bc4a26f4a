package io.hooklatch.gateway.demo;

import io.hooklatch.message.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of one endpoint, expected or found. Not thread-safe. */
final class Tally {
    private final Map<Figure, Long> figures = new EnumMap<>(Figure.class);
    private final Map<Reason, Long> refused = new EnumMap<>(Reason.class);

    Tally add(Figure figure, long count) {
        figures.merge(figure, count, Long::sum);
        return this;
    }

    Tally addRefused(Reason reason, long count) {
        refused.merge(reason, count, Long::sum);
        return add(Figure.REFUSED, count);
    }

    Tally addAll(Tally other) {
        other.figures.forEach((figure, count) -> figures.merge(figure, count, Long::sum));
        other.refused.forEach((reason, count) -> refused.merge(reason, count, Long::sum));
        return this;
    }

    long get(Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }

    /** How many were refused, by reason; only reasons that occurred. */
    Map<Reason, Long> refused() {
        return refused;
    }

    /**
     * One line for each number that differs.
     *
     * @param endpoint whose figures these are
     * @param expected what they have to be
     */
    List<String> differences(String endpoint, Tally expected) {
        List<String> lines = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            compare(lines, endpoint + ": " + figure.title(), expected.get(figure), get(figure));
        }
        for (Reason reason : Reason.values()) {
            compare(
                    lines,
                    endpoint + ": refused for " + reason,
                    expected.refused.getOrDefault(reason, 0L),
                    refused.getOrDefault(reason, 0L));
        }
        return lines;
    }

    static void compare(List<String> lines, String what, long expected, long found) {
        if (expected != found) {
            lines.add(what + ": " + expected + " expected, " + found + " found");
        }
    }
}
