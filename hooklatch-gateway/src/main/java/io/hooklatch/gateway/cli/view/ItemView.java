package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.cli.access.Filters;
import io.hooklatch.gateway.cli.access.Listed;
import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** One item with everything that belongs to it. */
public final class ItemView {
    private static final int ITEMS = 50;

    private final Operator operator;
    private final boolean whole;
    private final PrintWriter out;

    /** @param whole whether bodies are shown to their end */
    public ItemView(Operator operator, boolean whole, PrintWriter out) {
        this.operator = operator;
        this.whole = whole;
        this.out = out;
    }

    /** Prints an item that was found. */
    public void print(Listing what, Doc item) throws CommandFailure {
        switch (what) {
            case DELIVERIES -> delivery(item);
            case EVENTS -> event(item);
            case DISPATCHES -> dispatch(item);
            case OPERATIONS -> operation(item);
        }
    }

    private void operation(Doc operation) throws CommandFailure {
        OperationView.print(operation, out);
        Filters filters = Filters.none().limit(whole ? Filters.MOST : ITEMS);
        Optional<Filters> next = Optional.of(filters);
        while (next.isPresent()) {
            Listed page = operator.items(operation.or("id", ""), next.get());
            if (!page.items().isEmpty()) {
                out.println();
                ItemsView.print(page.items(), out);
            }
            if (!whole && page.next().isPresent()) {
                out.println("... and more; --full shows them");
                return;
            }
            next = page.next().map(filters::after);
        }
    }

    private void delivery(Doc delivery) throws CommandFailure {
        DeliveryView.print(delivery, out);
        out.println();
        Optional<Doc> event = delivery.text("event_id").isPresent()
                ? operator.find(Listing.EVENTS, delivery.or("event_id", ""))
                : Optional.empty();
        if (event.isPresent()) {
            fields(event.get());
            out.println();
        }
        TimeLine line = new TimeLine();
        line.add(delivery.or("received_at", ""), "received, " + Listings.verdict(delivery));
        if (event.isPresent()) {
            dispatches(event.get(), line);
        }
        line.print(out);
        out.println();
        body(delivery);
    }

    private void event(Doc event) throws CommandFailure {
        fields(event);
        Optional<Doc> delivery = operator.find(Listing.DELIVERIES, event.or("delivery_id", ""));
        out.println();
        TimeLine line = new TimeLine();
        line.add(event.or("created_at", ""), "created by delivery " + event.or("delivery_id", "?"));
        dispatches(event, line);
        line.print(out);
        if (delivery.isPresent()) {
            out.println();
            DeliveryView.print(delivery.get(), out);
            out.println();
            body(delivery.get());
        }
    }

    private void fields(Doc event) {
        new Fields(out)
                .line("event", event.or("id", ""))
                .line("state", event.or("state", ""))
                .line("endpoint", event.or("endpoint", ""))
                .line("created", event.or("created_at", ""))
                .line("type", event.text("event_type"))
                .line("id", event.text("provider_event_id").map(id -> id + " (the provider's)"))
                .line("key", event.doc("dedupe_key").map(ItemView::key));
        for (Doc dispatch : event.docs("dispatches")) {
            new Fields(out).line("dispatch", summary(dispatch));
        }
    }

    private void dispatches(Doc event, TimeLine line) throws CommandFailure {
        for (Doc dispatch : event.docs("dispatches")) {
            line.add(dispatch, operator.attempts(dispatch.or("id", "")));
        }
    }

    private void dispatch(Doc dispatch) throws CommandFailure {
        new Fields(out)
                .line("dispatch", dispatch.or("id", ""))
                .line("handler", dispatch.or("handler", "none: no handler selects the event"))
                .line("state", dispatch.or("state", ""))
                .line("endpoint", dispatch.or("endpoint", ""))
                .line("event", dispatch.or("event_id", ""))
                .line("attempts", dispatch.or("attempts", "0") + ", " + dispatch.or("losses", "0") + " of them lost")
                .line("due", dispatch.text("due_at"))
                .line("waits for", dispatch.text("held_by").map(first -> first + ", the first of its key"))
                .line("last error", dispatch.text("last_error"));
        List<Doc> attempts = operator.attempts(dispatch.or("id", ""));
        if (!attempts.isEmpty()) {
            out.println();
            TimeLine line = new TimeLine();
            line.add(dispatch, attempts);
            line.print(out);
        }
    }

    private void body(Doc delivery) throws CommandFailure {
        if (delivery.or("kind", "").equals("stub")) {
            out.println("body       not kept: it was larger than the endpoint allows");
            return;
        }
        Optional<byte[]> body = operator.body(delivery.or("id", ""));
        if (body.isEmpty()) {
            out.println("body       not shown: needs the role operator");
            return;
        }
        new BodyView(whole).print(DeliveryView.header(delivery, "content-type"), body.get(), out);
        if (delivery.is("truncated")) {
            out.println("  ... less than the received body is kept");
        }
    }

    private static String summary(Doc dispatch) {
        String attempts = dispatch.or("attempts", "0");
        return dispatch.or("id", "") + " to " + dispatch.or("handler", "no handler") + ": " + dispatch.or("state", "?")
                + " after " + attempts + (attempts.equals("1") ? " attempt" : " attempts")
                + dispatch.text("held_by").map(first -> ", waits for " + first).orElse("")
                + dispatch.text("last_error").map(error -> ", " + error).orElse("");
    }

    static String key(Doc key) {
        return key.or("value", "") + " (" + key.or("source", "") + ")";
    }
}
