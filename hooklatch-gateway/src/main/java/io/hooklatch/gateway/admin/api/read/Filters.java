package io.hooklatch.gateway.admin.api.read;

import io.hooklatch.gateway.admin.api.call.Fields;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.TimeRange;
import java.util.Optional;
import java.util.function.BiFunction;

/** Conditions by name, the same in queries, in selections of operations and in the stream. */
public final class Filters {
    private Filters() {}

    /** Of deliveries. */
    public static DeliveryQuery deliveries(Fields fields) {
        DeliveryQuery query = DeliveryQuery.all();
        query = with(query, fields.text("endpoint"), DeliveryQuery::endpoint);
        query = with(query, fields.word("verdict", Verdict.Kind.class), DeliveryQuery::verdict);
        query = with(query, fields.word("reason", Reason.class), DeliveryQuery::reason);
        query = with(query, fields.text("event_type"), DeliveryQuery::type);
        query = with(query, fields.text("provider_delivery_id"), DeliveryQuery::providerDeliveryId);
        query = with(query, fields.text("provider_event_id"), DeliveryQuery::providerEventId);
        query = with(query, fields.as("event_id", EventId::parse), DeliveryQuery::eventId);
        return with(query, range(fields), DeliveryQuery::received);
    }

    /** Of events. */
    public static EventQuery events(Fields fields) {
        EventQuery query = EventQuery.all();
        query = with(query, fields.text("endpoint"), EventQuery::endpoint);
        query = with(query, fields.word("state", DispatchState.class), EventQuery::state);
        query = with(query, fields.text("event_type"), EventQuery::type);
        query = with(query, fields.text("provider_event_id"), EventQuery::providerEventId);
        return with(query, range(fields), EventQuery::created);
    }

    /** Of dispatches. */
    public static DispatchQuery dispatches(Fields fields) {
        DispatchQuery query = DispatchQuery.all();
        query = with(query, fields.text("endpoint"), DispatchQuery::endpoint);
        query = with(query, fields.text("handler"), DispatchQuery::handler);
        query = with(query, fields.word("state", DispatchState.class), DispatchQuery::state);
        query = with(query, fields.as("event_id", EventId::parse), DispatchQuery::eventId);
        query = with(query, fields.text("error"), DispatchQuery::error);
        return with(query, range(fields), DispatchQuery::made);
    }

    static AttemptQuery attempts(Fields fields) {
        AttemptQuery query = AttemptQuery.all();
        query = with(query, fields.as("dispatch_id", DispatchId::parse), AttemptQuery::dispatchId);
        query = with(query, fields.word("outcome", AttemptOutcome.class), AttemptQuery::outcome);
        return with(query, range(fields), AttemptQuery::recorded);
    }

    private static Optional<TimeRange> range(Fields fields) {
        return Optional.of(fields.range());
    }

    /** The query narrowed by the condition, where there is one. */
    public static <Q, V> Q with(Q query, Optional<V> condition, BiFunction<Q, V, Q> narrow) {
        return condition.isPresent() ? narrow.apply(query, condition.get()) : query;
    }
}
