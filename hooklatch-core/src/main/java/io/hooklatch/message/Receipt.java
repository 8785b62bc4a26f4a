package io.hooklatch.message;

import java.util.Optional;

/**
 * The answer to the sender, and what was stored before it was given.
 *
 * @param status the HTTP status: 2xx only for an accepted delivery that is durable
 * @param headers the headers to send
 * @param body the body to send; not to be changed
 * @param deliveryId the stored delivery, unless nothing was stored
 * @param eventId the event that it created or is linked to, when accepted
 * @param duplicate whether the event existed before
 * @param verdict what was decided, unless the request never reached verification
 */
public record Receipt(
        int status,
        Headers headers,
        byte[] body,
        Optional<DeliveryId> deliveryId,
        Optional<EventId> eventId,
        boolean duplicate,
        Optional<Verdict> verdict) {

    private static final byte[] NO_BODY = {};

    /** An answer for which nothing was stored: unknown endpoint, wrong method, overload. */
    public static Receipt unstored(int status, Headers headers) {
        return new Receipt(status, headers, NO_BODY, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** Whether the sender is told that its event was taken. */
    public boolean accepted() {
        return status >= 200 && status < 300;
    }

    /** The status and the ids; never the body. */
    @Override
    public String toString() {
        return "Receipt[" + status + deliveryId.map(id -> " " + id).orElse("")
                + eventId.map(id -> " " + id).orElse("") + (duplicate ? " duplicate" : "") + "]";
    }
}
