package io.hooklatch.message;

import java.util.Optional;

/**
 * One element of a delivery that carries several events, as a list shows it.
 *
 * @param element where it stands in the delivery's body
 * @param eventId the event that it created or that it is linked to
 * @param type what happened, in the provider's words
 * @param providerEventId the provider's id of the event
 * @param key what it is deduplicated by: for a duplicate the key that matched, else the first of its keys
 * @param duplicate whether the event existed before it
 * @param divergent whether it is a duplicate with other bytes than the event's first ones
 */
public record ElementSummary(
        Element element,
        EventId eventId,
        Optional<String> type,
        Optional<String> providerEventId,
        Optional<DedupeKey> key,
        boolean duplicate,
        boolean divergent) {}
