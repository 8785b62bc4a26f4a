package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The figures of the moment, whichever there are. */
public final class StatsView {
    private StatsView() {}

    /** Prints them. */
    public static void print(String place, Doc stats, PrintWriter out) {
        out.println("inbox  " + Safe.line(place));
        out.println("at     " + Safe.line(stats.or("at", "?")));
        out.println();
        Table table = new Table("FIGURE", "NOW");
        stats.fields().keySet().forEach(name -> {
            stats.doc(name)
                    .ifPresentOrElse(
                            group -> group.fields()
                                    .keySet()
                                    .forEach(part ->
                                            figure(table, words(name) + " " + words(part), group.or(part, "?"))),
                            () -> figure(table, words(name), name.equals("at") ? "" : stats.or(name, "")));
        });
        table.print(out);
    }

    private static void figure(Table table, String name, String value) {
        if (!value.isEmpty()) {
            table.row(List.of(Safe.line(name), Safe.line(value)));
        }
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
