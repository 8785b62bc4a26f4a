package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.Table;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What happened to an event, in order of time: its receipt, every attempt of every dispatch, what comes next. */
final class TimeLine {
    private final List<Moment> moments = new ArrayList<>();

    /** @param at ISO 8601 */
    void add(String at, String what) {
        moments.add(new Moment(at, what));
    }

    /** One dispatch with its attempts. */
    void add(Doc dispatch, List<Doc> attempts) {
        String handler = dispatch.or("handler", "no handler");
        for (Doc attempt : attempts) {
            String error = attempt.text("error").map(text -> ": " + text).orElse("");
            add(
                    attempt.or("started_at", ""),
                    handler + " #" + attempt.or("number", "?") + " "
                            + attempt.or("outcome", "?").replace('_', ' ') + " after "
                            + span(Duration.ofMillis(
                                    attempt.number("duration_ms").orElse(0L))) + error);
        }
        dispatch.text("due_at")
                .ifPresent(due -> add(
                        due,
                        handler + " is " + dispatch.or("state", "?")
                                + (dispatch.or("state", "").equals("running")
                                        ? ", its lease ends unless renewed"
                                        : ", the next attempt is due")));
    }

    void print(PrintWriter out) {
        moments.sort(Comparator.comparing(Moment::at));
        out.println("time line");
        Table table = new Table("  WHEN", "AFTER", "WHAT");
        for (Moment moment : moments) {
            table.row(List.of(
                    "  " + Safe.line(moment.at()), since(moments.get(0).at(), moment.at()), Safe.line(moment.what())));
        }
        table.print(out);
    }

    private static String since(String first, String at) {
        try {
            return span(Duration.between(Instant.parse(first), Instant.parse(at)));
        } catch (DateTimeException e) {
            return "?";
        }
    }

    /** A span of time in its two largest units. */
    static String span(Duration span) {
        if (span.isNegative()) {
            return "-" + span(span.negated());
        }
        if (span.toMillis() < 1000) {
            return span.toMillis() + " ms";
        }
        if (span.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
        }
        if (span.toMinutes() < 60) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        return span.toHours() < 48
                ? span.toHours() + " h " + span.toMinutesPart() + " min"
                : span.toDays() + " d " + span.toHoursPart() + " h";
    }

    private record Moment(String at, String what) {}
}
