package io.hooklatch.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a handler is given: one business event with the request that brought it first. Where a request carries several
 * events in an array, each of them is given by itself.
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
 * @param request the whole request of that delivery: exact body bytes, headers in order, credential headers digested
 * @param element where the event stands in the request's body, when that carries several
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
        Request request,
        Optional<Element> element) {

    /** What happened, in the provider's words. */
    public Optional<String> type() {
        return names.eventType();
    }

    /**
     * The exact bytes of the event: the request's body, whose array is shared and not to be changed, or a copy of the
     * element's part of it.
     */
    public byte[] body() {
        return element.isPresent() ? element.get().of(request.body()) : request.body();
    }

    /** The event's bytes decoded as UTF-8, with malformed input replaced; for reading, never for verifying. */
    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }
}
