package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.Table;
import java.io.PrintWriter;
import java.util.List;

/** What became of each thing that an operation took. */
public final class ItemsView {
    private static final int WIDE = 100;

    private ItemsView() {}

    /** Prints a table of items. */
    public static void print(List<Doc> items, PrintWriter out) {
        Table table = new Table("ITEM", "RESULT", "DETAIL");
        for (Doc item : items) {
            table.row(List.of(
                    Safe.line(item.or("subject_id", "?")),
                    Safe.line(item.or("outcome", "?")),
                    Safe.line(item.or("detail", ""), WIDE)));
        }
        table.print(out);
    }
}
