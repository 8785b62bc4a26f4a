package io.hooklatch.recipe;

import java.util.List;
import java.util.Optional;

/**
 * Where the names of a delivery stand; of several places the first that has a value counts.
 *
 * @param dedupe the places whose values together make the only key; none at all for no deduplication; absent for the
 *     recipe's rule
 * @param events the array whose elements are the events. Then the other places but those of the delivery id are looked for
 *     in each element
 */
record Naming(
        List<From> deliveryId,
        List<From> eventId,
        List<From> eventType,
        Optional<List<From>> dedupe,
        Optional<EventArray> events) {
    static final Naming NONE = new Naming(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    Naming {
        deliveryId = List.copyOf(deliveryId);
        eventId = List.copyOf(eventId);
        eventType = List.copyOf(eventType);
        dedupe = dedupe.isEmpty() ? dedupe : Optional.of(List.copyOf(dedupe.get()));
    }

    Naming withDeliveryId(From... from) {
        return new Naming(List.of(from), eventId, eventType, dedupe, events);
    }

    Naming withEventId(From... from) {
        return new Naming(deliveryId, List.of(from), eventType, dedupe, events);
    }

    Naming withEventType(From... from) {
        return new Naming(deliveryId, eventId, List.of(from), dedupe, events);
    }

    Naming withDedupe(From... from) {
        return new Naming(deliveryId, eventId, eventType, Optional.of(List.of(from)), events);
    }

    Naming withEvents(Optional<EventArray> array) {
        return new Naming(deliveryId, eventId, eventType, dedupe, array);
    }

    /** What is left for a request that carries several events. */
    Naming ofDelivery() {
        return new Naming(deliveryId, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /** What is looked for in an element. */
    Naming ofElement() {
        return new Naming(List.of(), eventId, eventType, dedupe, Optional.empty());
    }

    private static boolean anyInElement(List<From> places) {
        for (From place : places) {
            if (place.inElement()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses names that would make all elements of a delivery one event.
     *
     * @throws IllegalArgumentException naming the place and the fix
     */
    void check(String recipe) {
        if (events.isEmpty()) {
            return;
        }
        for (From place : eventId) {
            if (!place.inElement()) {
                throw new IllegalArgumentException("recipe " + recipe + ": event_id is \"" + place
                        + "\", which is the same for all elements of "
                        + events.get().describe() + ": take it from the element, as in json /id");
            }
        }
        List<From> key = dedupe.orElse(List.of());
        if (!key.isEmpty() && !anyInElement(key)) {
            throw new IllegalArgumentException("recipe " + recipe + ": dedupe is \""
                    + String.join(" + ", key.stream().map(From::describe).toList())
                    + "\", which is the same for all elements of "
                    + events.get().describe() + ": add a place in the element, as json /id or body digest");
        }
    }
}
