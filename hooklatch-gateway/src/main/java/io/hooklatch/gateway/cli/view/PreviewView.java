package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.Table;
import java.io.PrintWriter;
import java.util.List;

/** What an operation would take. */
public final class PreviewView {
    private static final int WIDE = 100;

    private PreviewView() {}

    /** Prints count, oldest, newest and a sample. */
    public static void print(String deed, Listing what, Doc preview, PrintWriter out) {
        long count = preview.number("count").orElse(0L);
        if (count == 0) {
            out.println("nothing fits: there is nothing to " + deed);
            return;
        }
        out.println(deed + " would take " + count + " " + (count == 1 ? what.singular() : what.plural())
                + preview.text("changes")
                        .map(changes -> ", and change " + changes)
                        .orElse(""));
        preview.text("oldest_at").ifPresent(time -> out.println("  oldest  " + Safe.line(time)));
        preview.text("newest_at").ifPresent(time -> out.println("  newest  " + Safe.line(time)));
        List<Doc> sample = preview.docs("sample");
        if (!sample.isEmpty()) {
            Table table = new Table("  SAMPLE", "CHANGES", "WHAT BECOMES OF IT");
            for (Doc item : sample) {
                table.row(List.of(
                        "  " + Safe.line(item.or("subject_id", "?")),
                        item.is("changes") ? "yes" : "no",
                        Safe.line(item.or("detail", ""), WIDE)));
            }
            table.print(out);
            if (count > sample.size()) {
                out.println("  ... and " + (count - sample.size()) + " more");
            }
        }
    }
}
