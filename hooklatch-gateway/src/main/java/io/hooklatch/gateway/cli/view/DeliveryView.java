package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.cli.data.Doc;
import java.io.PrintWriter;

/** One delivery, except for its body and what became of it. */
public final class DeliveryView {
    private DeliveryView() {}

    static void print(Doc delivery, PrintWriter out) {
        Doc verdict = delivery.doc("verdict").orElse(delivery);
        new Fields(out)
                .line("delivery", delivery.or("id", ""))
                .line("endpoint", delivery.or("endpoint", ""))
                .line("received", delivery.or("received_at", "") + from(delivery))
                .line("request", delivery.or("method", "") + " " + delivery.or("target", ""))
                .line("verdict", Listings.verdict(delivery))
                .line("reason", verdict.text("detail"))
                .line(
                        "recipe",
                        verdict.or("recipe", "")
                                + verdict.text("key_id")
                                        .map(id -> ", secret " + id)
                                        .orElse(""))
                .line("type", delivery.text("event_type"))
                .line("id", delivery.text("provider_event_id").map(id -> id + " (the provider's, of the event)"))
                .line("send", delivery.text("provider_delivery_id").map(id -> id + " (the provider's, of this send)"))
                .line("key", delivery.doc("dedupe_key").map(ItemView::key))
                .line("event", delivery.text("event_id"))
                .line("promoted", delivery.doc("promotion").map(DeliveryView::promotion));
        delivery.doc("diagnosis").ifPresent(diagnosis -> diagnosis(diagnosis, out));
        if (!delivery.docs("elements").isEmpty()) {
            out.println();
            out.println("events in it");
            for (Doc element : delivery.docs("elements")) {
                out.println("  "
                        + Safe.line(element.or("event_id", "") + "  " + element.or("event_type", "-") + "  "
                                + element.or("provider_event_id", "-") + (element.is("duplicate") ? ", duplicate" : "")
                                + (element.is("divergent") ? ", divergent" : "")));
            }
        }
        out.println();
        out.println("headers");
        for (Doc header : delivery.docs("headers")) {
            String value = header.is("masked") ? "(a credential, kept as a digest)" : header.or("value", "");
            out.println("  " + Safe.line(header.or("name", "")) + ": " + Safe.line(value));
        }
    }

    /** The value of the first header with this name, or nothing. */
    public static String header(Doc delivery, String name) {
        return delivery.docs("headers").stream()
                .filter(header -> header.or("name", "").equalsIgnoreCase(name))
                .map(header -> header.or("value", ""))
                .findFirst()
                .orElse("");
    }

    private static String promotion(Doc promotion) {
        return promotion.or("promoted_at", "?") + " by " + promotion.or("operation_id", "?") + ", as "
                + promotion
                        .doc("verdict")
                        .map(verdict -> verdict.or("kind", "?"))
                        .orElse("?")
                + ", to " + String.join(", ", promotion.texts("event_ids"));
    }

    private static void diagnosis(Doc diagnosis, PrintWriter out) {
        out.println();
        new Fields(out)
                .line("cause", diagnosis.or("cause", ""))
                .line("confidence", diagnosis.or("confidence", ""))
                .line("evidence", diagnosis.or("evidence", ""))
                .line("fix", diagnosis.or("fix", ""));
    }

    private static String from(Doc delivery) {
        String address = delivery.or("remote_address", "");
        return address.isEmpty() ? "" : " from " + address;
    }
}
