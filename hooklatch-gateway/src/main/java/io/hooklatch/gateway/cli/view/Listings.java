package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.Table;
import java.io.PrintWriter;
import java.util.List;

/** Lists as tables. */
public final class Listings {
    private static final int WIDE = 60;
    private static final int NARROW = 32;

    private Listings() {}

    /** Prints rows, newest first. */
    public static void print(Listing what, List<Doc> rows, PrintWriter out) {
        Table table = switch (what) {
            case DELIVERIES ->
                new Table("DELIVERY", "RECEIVED", "ENDPOINT", "VERDICT", "TYPE", "PROVIDER'S ID", "BYTES");
            case EVENTS -> new Table("EVENT", "CREATED", "ENDPOINT", "STATE", "TYPE", "PROVIDER'S ID");
            case DISPATCHES ->
                new Table("DISPATCH", "EVENT", "ENDPOINT", "HANDLER", "STATE", "ATTEMPTS", "DUE", "LAST ERROR");
            case OPERATIONS ->
                new Table("OPERATION", "STARTED", "ACTION", "STATE", "CHANGED", "SKIPPED", "FAILED", "BY", "WHY");
        };
        rows.forEach(row -> table.row(cells(what, row)));
        table.print(out);
    }

    /** One row by itself. */
    public static String line(Listing what, Doc row) {
        return String.join("  ", cells(what, row));
    }

    /** Prints endpoints. */
    public static void endpoints(List<Doc> endpoints, PrintWriter out) {
        Table table = new Table("ENDPOINT", "PATH", "VERIFIED BY", "ONE EVENT BY", "RECEIVES", "LAST RECEIVED");
        for (Doc endpoint : endpoints) {
            table.row(List.of(
                    narrow(endpoint, "name"),
                    wide(endpoint, "path"),
                    endpoint.is("verifies") ? narrow(endpoint, "recipe") : "nothing, UNVERIFIED",
                    wide(endpoint, "dedupe_by"),
                    receives(endpoint),
                    narrow(endpoint, "last_received_at")));
        }
        table.print(out);
    }

    /** Prints handlers. */
    public static void handlers(List<Doc> handlers, PrintWriter out) {
        Table table = new Table("HANDLER", "SENDS TO", "GETS", "AT ONCE", "ATTEMPTS", "RUNS");
        for (Doc handler : handlers) {
            table.row(List.of(
                    narrow(handler, "name"),
                    Safe.line(handler.or("origin", "the " + handler.or("type", "?")), WIDE),
                    wide(handler, "selects"),
                    narrow(handler, "concurrency"),
                    narrow(handler, "attempts"),
                    handler.doc("paused")
                            .map(pause -> "paused since " + Safe.line(pause.or("since", "?"), NARROW))
                            .orElse("yes")));
        }
        table.print(out);
    }

    static String receives(Doc endpoint) {
        if (endpoint.doc("paused").isPresent()) {
            return "paused";
        }
        return endpoint.is("enabled") ? "yes" : "disabled";
    }

    private static List<String> cells(Listing what, Doc row) {
        return switch (what) {
            case DELIVERIES ->
                List.of(
                        narrow(row, "id"),
                        narrow(row, "received_at"),
                        narrow(row, "endpoint"),
                        Safe.line(verdict(row), WIDE),
                        wide(row, "event_type"),
                        narrow(row, "provider_event_id"),
                        narrow(row, "body_length"));
            case EVENTS ->
                List.of(
                        narrow(row, "id"),
                        narrow(row, "created_at"),
                        narrow(row, "endpoint"),
                        narrow(row, "state"),
                        wide(row, "event_type"),
                        wide(row, "provider_event_id"));
            case DISPATCHES ->
                List.of(
                        narrow(row, "id"),
                        narrow(row, "event_id"),
                        narrow(row, "endpoint"),
                        narrow(row, "handler"),
                        narrow(row, "state"),
                        narrow(row, "attempts"),
                        narrow(row, "due_at"),
                        wide(row, "last_error"));
            case OPERATIONS ->
                List.of(
                        narrow(row, "id"),
                        narrow(row, "started_at"),
                        narrow(row, "action"),
                        narrow(row, "state"),
                        narrow(row, "changed"),
                        narrow(row, "skipped"),
                        narrow(row, "failed"),
                        Safe.line(
                                row.doc("actor")
                                        .map(actor -> actor.or("name", ""))
                                        .orElse("-"),
                                NARROW),
                        wide(row, "reason"));
        };
    }

    /** Verdict, reason and what else is special about a delivery. */
    static String verdict(Doc delivery) {
        Doc verdict = delivery.doc("verdict").orElse(delivery);
        StringBuilder text = new StringBuilder(verdict.or("kind", "?"));
        verdict.text("reason").ifPresent(reason -> text.append(' ').append(reason));
        delivery.text("kind")
                .filter(kind -> !kind.equals("message"))
                .ifPresent(kind -> text.append(", ").append(kind));
        for (String mark : List.of("duplicate", "divergent", "batch")) {
            if (delivery.is(mark)) {
                text.append(", ").append(mark);
            }
        }
        return text.toString();
    }

    private static String narrow(Doc row, String name) {
        return Safe.line(row.or(name, "-"), NARROW);
    }

    private static String wide(Doc row, String name) {
        return Safe.line(row.or(name, "-"), WIDE);
    }
}
