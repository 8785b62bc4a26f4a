package io.hooklatch.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a handler is given: one business event with the request that brought it first.
 *
 * @param id the event's id in this inbox; the same on every attempt and for every handler, so it serves as an idempotency
 *     key
 * @param dispatchId this event's way to this handler
 * @param attempt which run this is, counted from 1
 * @param endpoint the name of the endpoint that received it
 * @param createdAt when its first accepted delivery was stored, in milliseconds since the epoch, UTC
 * @param deliveryId the delivery that created it
 * @param verdict what verification decided about that delivery
 * @param names what the provider calls it
 * @param request the request of that delivery: exact body bytes, headers in order, credential headers digested
 */
public record Event(
        EventId id,
        DispatchId dispatchId,
        int attempt,
        String endpoint,
        long createdAt,
        DeliveryId deliveryId,
        Verdict verdict,
        Names names,
        Request request) {

    /** What happened, in the provider's words. */
    public Optional<String> type() {
        return names.eventType();
    }

    /** The exact body bytes. The array is shared: do not change it. */
    public byte[] body() {
        return request.body();
    }

    /** The body decoded as UTF-8, with malformed input replaced; for reading, never for verifying. */
    public String text() {
        return new String(request.body(), StandardCharsets.UTF_8);
    }
}
