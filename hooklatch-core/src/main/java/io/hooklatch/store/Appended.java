package io.hooklatch.store;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.EventId;
import io.hooklatch.message.ReceivedEvent;
import java.util.List;
import java.util.Optional;

/**
 * What an append did.
 *
 * @param deliveryId the stored delivery
 * @param events what became of each event of the delivery, in their order; none when it was not accepted
 * @param leases of the routes that asked for a claim, in the order of the events and of their routes; none for duplicates
 */
public record Appended(DeliveryId deliveryId, List<ReceivedEvent> events, List<Lease> leases) {
    public Appended {
        events = List.copyOf(events);
        leases = List.copyOf(leases);
    }

    /** A delivery that is no event. */
    public static Appended withoutEvent(DeliveryId deliveryId) {
        return new Appended(deliveryId, List.of(), List.of());
    }

    /** The event, where it is exactly one. */
    public Optional<EventId> eventId() {
        return events.size() == 1 ? Optional.of(events.get(0).id()) : Optional.empty();
    }

    /** Whether there are events and all of them existed before. */
    public boolean duplicate() {
        return !events.isEmpty() && !newEvent();
    }

    /** Whether something in it is a duplicate with other bytes than its event's first ones. */
    public boolean divergent() {
        return events.stream().anyMatch(ReceivedEvent::divergent);
    }

    /** Whether this delivery created an event. */
    public boolean newEvent() {
        for (int i = 0; i < events.size(); i++) {
            if (!events.get(i).duplicate()) {
                return true;
            }
        }
        return false;
    }
}
