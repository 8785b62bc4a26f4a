package io.hooklatch.store;

import io.hooklatch.message.EventId;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import java.util.Optional;

/**
 * Which deliveries to list. Start from {@link #all()} and narrow it; every condition given must hold.
 *
 * @param endpoint of this endpoint
 * @param verdict with this verdict
 * @param reason refused for this reason
 * @param type with this event type; not of the elements of a batch, whose events {@link EventQuery} finds
 * @param providerDeliveryId with this id of the provider's for the send
 * @param providerEventId with this id of the provider's for the event; not of the elements of a batch
 * @param eventId that created this event or are linked to it, as a whole or by an element
 * @param received received in this time
 * @param after where the page starts; {@link Cursor#START} for the newest rows
 * @param limit at most this many rows, 1 to 1000
 */
public record DeliveryQuery(
        Optional<String> endpoint,
        Optional<Verdict.Kind> verdict,
        Optional<Reason> reason,
        Optional<String> type,
        Optional<String> providerDeliveryId,
        Optional<String> providerEventId,
        Optional<EventId> eventId,
        TimeRange received,
        Cursor after,
        int limit) {
    /** The largest page. */
    public static final int MAX_LIMIT = 1000;

    public DeliveryQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + ": a page has 1 to " + MAX_LIMIT + " rows");
        }
    }

    /** The newest 50. */
    public static DeliveryQuery all() {
        return new DeliveryQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TimeRange.ALWAYS,
                Cursor.START,
                50);
    }

    public DeliveryQuery endpoint(String only) {
        return new DeliveryQuery(
                Optional.of(only),
                verdict,
                reason,
                type,
                providerDeliveryId,
                providerEventId,
                eventId,
                received,
                after,
                limit);
    }

    public DeliveryQuery verdict(Verdict.Kind only) {
        return new DeliveryQuery(
                endpoint,
                Optional.of(only),
                reason,
                type,
                providerDeliveryId,
                providerEventId,
                eventId,
                received,
                after,
                limit);
    }

    public DeliveryQuery reason(Reason only) {
        return new DeliveryQuery(
                endpoint,
                verdict,
                Optional.of(only),
                type,
                providerDeliveryId,
                providerEventId,
                eventId,
                received,
                after,
                limit);
    }

    public DeliveryQuery type(String only) {
        return new DeliveryQuery(
                endpoint,
                verdict,
                reason,
                Optional.of(only),
                providerDeliveryId,
                providerEventId,
                eventId,
                received,
                after,
                limit);
    }

    public DeliveryQuery providerDeliveryId(String only) {
        return new DeliveryQuery(
                endpoint, verdict, reason, type, Optional.of(only), providerEventId, eventId, received, after, limit);
    }

    public DeliveryQuery providerEventId(String only) {
        return new DeliveryQuery(
                endpoint,
                verdict,
                reason,
                type,
                providerDeliveryId,
                Optional.of(only),
                eventId,
                received,
                after,
                limit);
    }

    public DeliveryQuery eventId(EventId only) {
        return new DeliveryQuery(
                endpoint,
                verdict,
                reason,
                type,
                providerDeliveryId,
                providerEventId,
                Optional.of(only),
                received,
                after,
                limit);
    }

    public DeliveryQuery received(TimeRange only) {
        return new DeliveryQuery(
                endpoint, verdict, reason, type, providerDeliveryId, providerEventId, eventId, only, after, limit);
    }

    public DeliveryQuery after(Cursor cursor) {
        return new DeliveryQuery(
                endpoint, verdict, reason, type, providerDeliveryId, providerEventId, eventId, received, cursor, limit);
    }

    public DeliveryQuery limit(int rows) {
        return new DeliveryQuery(
                endpoint, verdict, reason, type, providerDeliveryId, providerEventId, eventId, received, after, rows);
    }
}
