package io.hooklatch.store;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import io.hooklatch.message.Names;
import java.util.List;
import java.util.Optional;

/**
 * One event that a delivery brings, unless it is known already.
 *
 * @param names what the provider calls it
 * @param keys what deduplicates it: the event is a known one when any of them is; none for no deduplication, at most two.
 *     The second serves schemes whose id is not signed: it is a digest of the signed bytes, so that a captured request
 *     sent again under another id is still the same event
 * @param routes where a new event goes; empty makes it unrouted
 * @param element where it stands in the delivery's body; absent when the whole delivery is the event
 * @param ordering whether it waits for others, or is superseded by them
 */
public record NewEvent(
        Names names, List<DedupeKey> keys, List<Route> routes, Optional<Element> element, Ordering ordering) {
    /** How many keys one event may have. */
    public static final int MAX_KEYS = 2;

    public NewEvent {
        keys = List.copyOf(keys);
        routes = List.copyOf(routes);
        if (keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException(keys.size() + " dedupe keys: at most " + MAX_KEYS + " are allowed");
        }
    }

    /** One that neither waits for others nor is superseded by them. */
    public NewEvent(Names names, List<DedupeKey> keys, List<Route> routes, Optional<Element> element) {
        this(names, keys, routes, element, Ordering.NONE);
    }
}
