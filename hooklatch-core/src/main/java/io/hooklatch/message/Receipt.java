package io.hooklatch.message;

import java.util.List;
import java.util.Optional;

/**
 * The answer to the sender, and what was stored before it was given.
 *
 * @param status the HTTP status: 2xx only for an accepted delivery that is durable
 * @param headers the headers to send
 * @param body the body to send; not to be changed
 * @param deliveryId the stored delivery, unless nothing was stored
 * @param events the events that it created or is linked to, when accepted: one, or one for each element where the
 *     provider sends arrays of events, in their order
 * @param verdict what was decided, unless the request never reached verification
 */
public record Receipt(
        int status,
        Headers headers,
        byte[] body,
        Optional<DeliveryId> deliveryId,
        List<ReceivedEvent> events,
        Optional<Verdict> verdict) {

    private static final byte[] NO_BODY = {};

    public Receipt {
        events = List.copyOf(events);
    }

    /** An answer for which nothing was stored: unknown endpoint, wrong method, overload. */
    public static Receipt unstored(int status, Headers headers) {
        return new Receipt(status, headers, NO_BODY, Optional.empty(), List.of(), Optional.empty());
    }

    /** Whether the sender is told that its event was taken. */
    public boolean accepted() {
        return status >= 200 && status < 300;
    }

    /** The event, where it is exactly one. */
    public Optional<EventId> eventId() {
        return events.size() == 1 ? Optional.of(events.get(0).id()) : Optional.empty();
    }

    /** The ids of all events, in their order; one that comes twice in a delivery is there twice. */
    public List<EventId> eventIds() {
        return events.stream().map(ReceivedEvent::id).toList();
    }

    /** Whether there are events and all of them existed before. */
    public boolean duplicate() {
        return !events.isEmpty() && events.stream().allMatch(ReceivedEvent::duplicate);
    }

    /** Whether something in it is a duplicate with other bytes than its event's first ones. */
    public boolean divergent() {
        return events.stream().anyMatch(ReceivedEvent::divergent);
    }

    /** The status and the ids; never the body. */
    @Override
    public String toString() {
        return "Receipt[" + status + deliveryId.map(id -> " " + id).orElse("")
                + (events.size() > 1 ? " " + events.size() + " events" : "")
                + eventId().map(id -> " " + id).orElse("") + (duplicate() ? " duplicate" : "") + "]";
    }
}
