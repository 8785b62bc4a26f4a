package io.hooklatch.gateway.admin.stream;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.Page;
import java.util.List;
import java.util.function.Consumer;

/**
 * One reader of the stream. It takes from the store as much as its connection takes, from where it stands; nothing is kept
 * for it in between. Not thread-safe.
 */
final class Subscription {
    private static final int ROWS = 250;
    private static final int BATCHES = 4;

    private final InboxReader reader;
    private final Wanted wanted;
    private final Rendering rendering;
    private final Outlet outlet;
    private final Forward<DeliverySummary> deliveries;
    private final Forward<EventSummary> events;
    private final Forward<Attempt> attempts;
    private Position sent;

    Subscription(InboxReader reader, Wanted wanted, Rendering rendering, Outlet outlet, Position start) {
        this.reader = reader;
        this.wanted = wanted;
        this.rendering = rendering;
        this.outlet = outlet;
        this.sent = start;
        this.deliveries = new Forward<>(this::deliveries, ROWS, start.delivery());
        this.events = new Forward<>(this::events, ROWS, start.event());
        this.attempts = new Forward<>(this::attempts, ROWS, start.attempt());
    }

    Outlet outlet() {
        return outlet;
    }

    /** Ends it, with the place where it can go on. */
    void end(String why) {
        outlet.end(message("end", rendering.end(why)));
    }

    /** Tells the place from where it goes on, so that a reader who leaves before the first message can come again. */
    void begin() {
        outlet.send("retry: 2000\nid: " + sent + "\n\n");
    }

    /** Sends what is there up to the tips, as far as the outlet takes it, and says whether it sent anything. Blocks. */
    boolean round(Tips tips) {
        boolean any = false;
        if (wanted.deliveries().isPresent()) {
            any |= pump(deliveries, tips.delivery(), this::send);
            sent = new Position(deliveries.position(), sent.event(), sent.attempt());
        }
        if (wanted.events().isPresent()) {
            any |= pump(events, tips.event(), this::send);
            sent = new Position(sent.delivery(), events.position(), sent.attempt());
        }
        if (wanted.attempts().isPresent()) {
            any |= pump(attempts, tips.attempt(), this::send);
            sent = new Position(sent.delivery(), sent.event(), attempts.position());
        }
        return any;
    }

    private <T> boolean pump(Forward<T> forward, long tip, Consumer<T> send) {
        boolean any = false;
        for (int i = 0; i < BATCHES && !outlet.full(); i++) {
            List<T> rows = forward.next(tip);
            rows.forEach(send);
            any |= !rows.isEmpty();
            if (rows.isEmpty()) {
                break;
            }
        }
        return any;
    }

    private void send(DeliverySummary row) {
        sent = new Position(row.id().value(), sent.event(), sent.attempt());
        outlet.send(message("delivery", rendering.delivery(row)));
    }

    private void send(EventSummary row) {
        sent = new Position(sent.delivery(), row.id().value(), sent.attempt());
        outlet.send(message("event", rendering.event(row)));
    }

    private void send(Attempt row) {
        boolean fits = wanted.attemptsOf().isEmpty()
                || reader.dispatch(row.dispatchId())
                        .filter(dispatch -> wanted.attemptsOf().get().equals(dispatch.endpoint()))
                        .isPresent();
        if (fits) {
            sent = new Position(sent.delivery(), sent.event(), row.id().value());
            outlet.send(message("attempt", rendering.attempt(row)));
        }
    }

    /** As https://html.spec.whatwg.org/multipage/server-sent-events.html has it; JSON on one line needs no more. */
    private String message(String kind, String json) {
        return "event: " + kind + "\nid: " + sent + "\ndata: " + json + "\n\n";
    }

    private Page<DeliverySummary> deliveries(Cursor part, int limit) {
        return reader.deliveries(wanted.deliveries().orElseThrow().after(part).limit(limit));
    }

    private Page<EventSummary> events(Cursor part, int limit) {
        return reader.events(wanted.events().orElseThrow().after(part).limit(limit));
    }

    private Page<Attempt> attempts(Cursor part, int limit) {
        return reader.attempts(wanted.attempts().orElseThrow().after(part).limit(limit));
    }
}
