package io.hooklatch.receive;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Batch;
import io.hooklatch.recipe.BatchEvent;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Ordering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a delivery brings, before it is known where that goes.
 *
 * @param names of the delivery as a whole
 * @param batch whether its events are elements of its body
 * @param tooMany whether they are more than a delivery may bring, and therefore not among the events
 * @param events in their order
 */
record Contents(Names names, boolean batch, boolean tooMany, List<Found> events) {

    /** One event, known or not. */
    record Found(Names names, List<DedupeKey> keys, Optional<Element> element, Ordering ordering) {}

    /** A delivery that is not accepted, and of which only the names matter. */
    static Contents refused(Names names) {
        return new Contents(names, false, false, List.of());
    }

    /** A delivery that is one event as a whole. */
    static Contents whole(Endpoint endpoint, Request request, Names names, List<DedupeKey> keys) {
        Found only = new Found(names, keys, Optional.empty(), endpoint.ordering(request, Optional.empty()));
        return new Contents(names, false, false, List.of(only));
    }

    /** What the endpoint's recipe finds in a request. */
    static Contents of(Endpoint endpoint, Request request) {
        Optional<Batch> batch = endpoint.batch(request);
        if (batch.isEmpty()) {
            Names names = endpoint.names(request);
            return whole(endpoint, request, names, endpoint.dedupeKeys(request, names));
        }
        List<Found> events = new ArrayList<>(batch.get().events().size());
        for (BatchEvent event : batch.get().events()) {
            events.add(new Found(
                    event.names(),
                    event.keys(),
                    Optional.of(event.element()),
                    endpoint.ordering(request, Optional.of(event.element()))));
        }
        return new Contents(batch.get().names(), true, batch.get().tooMany(), events);
    }

    /** The same, with these names where they are known. */
    Contents named(Names known) {
        List<Found> named = events.stream()
                .map(event -> new Found(known.or(event.names()), event.keys(), event.element(), event.ordering()))
                .toList();
        return new Contents(known.or(names), batch, tooMany, named);
    }

    /** Each event with where it goes when it is a new one. */
    List<NewEvent> routed(Endpoint endpoint, Outlet outlet) {
        List<NewEvent> routed = new ArrayList<>(events.size());
        for (Found event : events) {
            routed.add(new NewEvent(
                    event.names(),
                    event.keys(),
                    outlet.routes(endpoint.name(), event.names()),
                    event.element(),
                    event.ordering()));
        }
        return routed;
    }
}
