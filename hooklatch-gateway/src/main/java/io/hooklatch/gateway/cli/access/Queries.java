package io.hooklatch.gateway.cli.access;

import io.hooklatch.message.Action;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.TimeRange;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Filters as queries of a store. A filter that the list does not have is refused by the commands before. */
public final class Queries {
    private Queries() {}

    /** Of deliveries. */
    public static DeliveryQuery deliveries(Filters filters) {
        return new DeliveryQuery(
                filters.get("endpoint"),
                filters.get("verdict").map(word -> Verdict.Kind.valueOf(upper(word))),
                filters.get("reason").map(word -> Reason.valueOf(upper(word))),
                filters.get("event_type"),
                filters.get("provider_delivery_id"),
                filters.get("provider_event_id"),
                filters.get("event_id").map(EventId::parse),
                time(filters),
                cursor(filters),
                filters.limit());
    }

    /** Of events. */
    public static EventQuery events(Filters filters) {
        return new EventQuery(
                filters.get("endpoint"),
                state(filters),
                filters.get("event_type"),
                filters.get("provider_event_id"),
                time(filters),
                cursor(filters),
                filters.limit());
    }

    static DispatchQuery dispatches(Filters filters) {
        return new DispatchQuery(
                filters.get("endpoint"),
                filters.get("handler"),
                state(filters),
                filters.get("event_id").map(EventId::parse),
                filters.get("error"),
                time(filters),
                cursor(filters),
                filters.limit());
    }

    static OperationQuery operations(Filters filters) {
        return new OperationQuery(
                filters.get("action").map(word -> Action.valueOf(upper(word))),
                filters.get("state").map(word -> OperationState.valueOf(upper(word))),
                filters.get("actor"),
                time(filters),
                cursor(filters),
                filters.limit());
    }

    private static Optional<DispatchState> state(Filters filters) {
        return filters.get("state").map(word -> DispatchState.valueOf(upper(word)));
    }

    private static TimeRange time(Filters filters) {
        return new TimeRange(
                filters.get("from").map(Queries::millis).orElse(Long.MIN_VALUE),
                filters.get("until").map(Queries::millis).orElse(Long.MAX_VALUE));
    }

    static Cursor cursor(Filters filters) {
        return filters.after().map(Cursor::parse).orElse(Cursor.START);
    }

    private static long millis(String iso) {
        return Instant.parse(iso).toEpochMilli();
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
