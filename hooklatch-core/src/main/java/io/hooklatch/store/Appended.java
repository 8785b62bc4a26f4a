package io.hooklatch.store;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.EventId;
import java.util.List;
import java.util.Optional;

/**
 * What an append did.
 *
 * @param deliveryId the stored delivery
 * @param eventId the event that it created or is linked to; absent when it was not accepted
 * @param duplicate whether the event existed before
 * @param divergent whether it is a duplicate with other body bytes than the event's first delivery
 * @param leases of the routes that asked for a claim, in their order; empty for a duplicate
 */
public record Appended(
        DeliveryId deliveryId, Optional<EventId> eventId, boolean duplicate, boolean divergent, List<Lease> leases) {

    /** Whether this delivery created its event. */
    public boolean newEvent() {
        return eventId.isPresent() && !duplicate;
    }
}
