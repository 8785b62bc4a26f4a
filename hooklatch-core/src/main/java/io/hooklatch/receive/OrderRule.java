package io.hooklatch.receive;

import io.hooklatch.message.Request;
import io.hooklatch.recipe.From;
import io.hooklatch.store.Ordering;
import io.hooklatch.store.Version;
import java.util.Optional;

/**
 * What an endpoint asks for about order, and where its events say what that needs. Immutable.
 *
 * @param key by which events wait for each other
 * @param guard what keeps older events from being handled after newer ones
 */
record OrderRule(Optional<From> key, Optional<Guard> guard) {
    static final OrderRule NONE = new OrderRule(Optional.empty(), Optional.empty());

    record Guard(From entity, Recency recency) {}

    boolean none() {
        return key.isEmpty() && guard.isEmpty();
    }

    /**
     * What holds for one event; a value that is not there asks for nothing.
     *
     * @param whole the request
     * @param alone the same with the event in the place of its body
     */
    Ordering of(Request whole, Request alone) {
        return new Ordering(
                key.flatMap(place -> value(place, whole, alone)), guard.flatMap(by -> guard(by, whole, alone)));
    }

    private static Optional<Ordering.Guard> guard(Guard by, Request whole, Request alone) {
        Optional<String> entity = value(by.entity(), whole, alone);
        Optional<String> text = value(by.recency().place(), whole, alone);
        Optional<Version> version = text.flatMap(by.recency()::read);
        return entity.isPresent() && version.isPresent()
                ? Optional.of(new Ordering.Guard(entity.get(), version.get(), text.get()))
                : Optional.empty();
    }

    private static Optional<String> value(From place, Request whole, Request alone) {
        return place.read(whole, alone).filter(value -> !value.isEmpty());
    }
}
