package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.cli.data.Doc;
import java.io.PrintWriter;

/** One operation, as the audit has it. */
public final class OperationView {
    private OperationView() {}

    static void print(Doc operation, PrintWriter out) {
        Doc actor = operation.doc("actor").orElse(operation);
        new Fields(out)
                .line("operation", operation.or("id", ""))
                .line("action", operation.or("action", ""))
                .line("state", operation.or("state", ""))
                .line("by", actor.or("name", "?") + " (" + actor.or("origin", "?") + ")")
                .line("why", operation.or("reason", ""))
                .line("took", operation.or("selection", ""))
                .line("started", operation.or("started_at", ""))
                .line("ended", operation.text("ended_at"))
                .line("rate", operation.text("rate_per_second").map(rate -> rate + " per second"))
                .line("result", result(operation))
                .line("detail", operation.text("detail"));
    }

    /** How far it is, and with what result. */
    public static String result(Doc operation) {
        String total = operation.or("total", "0");
        return operation.or("done", "0") + (total.equals("0") ? "" : " of " + total) + ": "
                + operation.or("changed", "0") + " changed, " + operation.or("skipped", "0") + " skipped, "
                + operation.or("failed", "0") + " failed";
    }
}
