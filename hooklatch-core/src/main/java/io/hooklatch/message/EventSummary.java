package io.hooklatch.message;

import java.util.Optional;

/**
 * One event as a list shows it.
 *
 * @param id its id in this inbox
 * @param endpoint the name of the endpoint that received it
 * @param createdAt when its first accepted delivery was stored, in milliseconds since the epoch, UTC
 * @param type what happened, in the provider's words
 * @param providerEventId the provider's id of it
 * @param key the first of the keys that its deliveries are deduplicated by, unless the endpoint does not deduplicate
 * @param deliveryId the delivery that created it, whose body is the event's or holds it
 * @param element where it stands in the delivery's body, when that carries several events
 * @param state where it stands, derived from its dispatches as {@link DispatchState#ofEvent} says
 */
public record EventSummary(
        EventId id,
        String endpoint,
        long createdAt,
        Optional<String> type,
        Optional<String> providerEventId,
        Optional<DedupeKey> key,
        DeliveryId deliveryId,
        Optional<Element> element,
        DispatchState state) {}
