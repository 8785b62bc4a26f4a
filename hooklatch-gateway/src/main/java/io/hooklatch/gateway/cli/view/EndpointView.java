package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.cli.data.Doc;
import java.io.PrintWriter;

/** One endpoint as it is configured and stands now. */
public final class EndpointView {
    private EndpointView() {}

    /** Prints it. */
    public static void print(Doc endpoint, PrintWriter out) {
        new Fields(out)
                .line("endpoint", endpoint.or("name", ""))
                .line("path", endpoint.text("path"))
                .line("recipe", endpoint.or("recipe", "") + " (" + endpoint.or("tier", "?") + ")")
                .line("verifies", endpoint.is("verifies") ? "yes" : "no: every delivery is UNVERIFIED")
                .line("receives", Listings.receives(endpoint))
                .line("paused", endpoint.doc("paused").map(EndpointView::pause))
                .line("last", endpoint.text("last_received_at"))
                .line("one event", "by " + endpoint.or("dedupe_by", "?"))
                .line("tolerance", endpoint.text("tolerance_ms").map(ms -> ms + " ms"))
                .line("max body", endpoint.text("max_body_bytes").map(bytes -> bytes + " bytes"));
        endpoint.texts("warnings").forEach(warning -> new Fields(out).line("warning", warning));
    }

    private static String pause(Doc pause) {
        return "since " + pause.or("since", "?") + " by " + pause.or("operation_id", "?");
    }
}
