package io.hooklatch.recipe;

import java.util.List;
import java.util.Optional;

/**
 * Where the names of a delivery stand; of several places the first that has a value counts.
 *
 * @param dedupe the places whose values together make the only key; none at all for no deduplication; absent for the
 *     recipe's rule
 */
record Naming(List<From> deliveryId, List<From> eventId, List<From> eventType, Optional<List<From>> dedupe) {
    static final Naming NONE = new Naming(List.of(), List.of(), List.of(), Optional.empty());

    Naming {
        deliveryId = List.copyOf(deliveryId);
        eventId = List.copyOf(eventId);
        eventType = List.copyOf(eventType);
        dedupe = dedupe.map(List::copyOf);
    }

    Naming withDeliveryId(From... from) {
        return new Naming(List.of(from), eventId, eventType, dedupe);
    }

    Naming withEventId(From... from) {
        return new Naming(deliveryId, List.of(from), eventType, dedupe);
    }

    Naming withEventType(From... from) {
        return new Naming(deliveryId, eventId, List.of(from), dedupe);
    }

    Naming withDedupe(From... from) {
        return new Naming(deliveryId, eventId, eventType, Optional.of(List.of(from)));
    }
}
