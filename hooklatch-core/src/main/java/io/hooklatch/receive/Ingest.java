package io.hooklatch.receive;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A delivery whose verdict the caller has reached itself, for {@code Hooklatch.ingest}. Immutable.
 *
 * <p>What is said here beats the endpoint's rules, which beat its recipe's; what is not said is read as for any delivery.
 * A caller that names the event, by an event id, an event type or a key, has said that it is one: such a request is not
 * split into the elements of an array.
 *
 * @param endpoint the endpoint's name
 * @param request what arrived
 * @param verdict what the caller decided; only an accepted one becomes an event
 * @param names what the caller knows of the provider's names
 * @param keys what deduplicates it; empty to use the endpoint's rule
 */
public record Ingest(String endpoint, Request request, Verdict verdict, Names names, List<DedupeKey> keys) {
    public Ingest {
        keys = List.copyOf(keys);
    }

    /** A request that the caller has verified by its own means. */
    public static Ingest verified(String endpoint, Request request) {
        return new Ingest(endpoint, request, Verdict.verified("caller", "caller"), Names.none(), List.of());
    }

    /** A request with this verdict. */
    public static Ingest judged(String endpoint, Request request, Verdict verdict) {
        return new Ingest(endpoint, request, verdict, Names.none(), List.of());
    }

    /** The provider's id of this one HTTP send. */
    public Ingest deliveryId(String id) {
        return with(new Names(Optional.of(id), names.eventId(), names.eventType()));
    }

    /** The provider's id of the business event. */
    public Ingest eventId(String id) {
        return with(new Names(names.deliveryId(), Optional.of(id), names.eventType()));
    }

    /** What happened, in the provider's words. */
    public Ingest eventType(String type) {
        return with(new Names(names.deliveryId(), names.eventId(), Optional.of(type)));
    }

    /** What makes it the same event as another delivery of the endpoint, instead of the endpoint's rule. */
    public Ingest key(String key) {
        return new Ingest(endpoint, request, verdict, names, List.of(new DedupeKey(key, "caller")));
    }

    /** Whether the caller speaks of one event. */
    boolean namesEvent() {
        return !keys.isEmpty()
                || names.eventId().isPresent()
                || names.eventType().isPresent();
    }

    private Ingest with(Names other) {
        return new Ingest(endpoint, request, verdict, other, keys);
    }
}
