package io.hooklatch.gateway.demo;

import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.Page;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Counts what the store holds, row by row. */
final class Findings {
    private static final int ROWS = 1000;

    private final InboxReader reader;

    Findings(InboxReader reader) {
        this.reader = reader;
    }

    /** The figures of one endpoint. */
    Tally of(String endpoint) {
        Tally tally = new Tally();
        each(
                cursor -> reader.deliveries(
                        DeliveryQuery.all().endpoint(endpoint).after(cursor).limit(ROWS)),
                delivery -> count(tally, delivery));
        each(
                cursor -> reader.events(
                        EventQuery.all().endpoint(endpoint).after(cursor).limit(ROWS)),
                (EventSummary event) -> tally.add(Figure.EVENTS, 1));
        each(
                cursor -> reader.dispatches(
                        DispatchQuery.all().endpoint(endpoint).after(cursor).limit(ROWS)),
                dispatch -> count(tally, dispatch));
        return tally;
    }

    /** How many deliveries of this event type an endpoint has accepted. */
    long accepted(String endpoint, String type) {
        Tally tally = new Tally();
        each(
                cursor -> reader.deliveries(DeliveryQuery.all()
                        .endpoint(endpoint)
                        .type(type)
                        .after(cursor)
                        .limit(ROWS)),
                delivery -> tally.add(Figure.DELIVERIES, delivery.verdict().accepted() ? 1 : 0));
        return tally.get(Figure.DELIVERIES);
    }

    /** Whether every dispatch has come to an end. */
    boolean settled() {
        return reader.openDispatches().keySet().stream().allMatch(DispatchState::settled);
    }

    private static void count(Tally tally, DeliverySummary delivery) {
        tally.add(Figure.DELIVERIES, 1);
        Verdict verdict = delivery.verdict();
        verdict.reason().ifPresent(reason -> tally.addRefused(reason, 1));
        tally.add(Figure.VERIFIED, verdict.kind() == Verdict.Kind.VERIFIED ? 1 : 0);
        tally.add(Figure.BY_TOKEN, verdict.kind() == Verdict.Kind.AUTHENTICATED ? 1 : 0);
        tally.add(Figure.DUPLICATES, delivery.duplicate() ? 1 : 0);
    }

    private static void count(Tally tally, Dispatch dispatch) {
        tally.add(Figure.HANDLED, dispatch.state() == DispatchState.HANDLED ? 1 : 0);
        tally.add(Figure.RETRIED, Math.max(0, dispatch.attempts() - 1));
    }

    private static <T> void each(Function<Cursor, Page<T>> pages, Consumer<T> action) {
        Optional<Cursor> cursor = Optional.of(Cursor.START);
        while (cursor.isPresent()) {
            Page<T> page = pages.apply(cursor.get());
            page.items().forEach(action);
            cursor = page.next();
        }
    }
}
