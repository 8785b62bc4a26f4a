package io.hooklatch.store;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.List;

/**
 * One delivery to be stored.
 *
 * @param endpoint the endpoint's name
 * @param kind what it is
 * @param receivedAt when it was captured, in milliseconds since the epoch, UTC
 * @param request what to keep: credential headers already digested, body possibly cut
 * @param bodyLength the length of the received body in bytes, or -1 when unknown; greater than the kept body's when cut
 * @param verdict what verification decided
 * @param names what the provider calls it
 * @param keys what deduplicates it: the event is a known one when any of them is; none for no deduplication, at most two.
 *     The second serves schemes whose id is not signed: it is a digest of the signed bytes, so that a captured request
 *     sent again under another id is still the same event
 * @param routes where a new event goes; empty makes it unrouted
 */
public record NewDelivery(
        String endpoint,
        DeliveryKind kind,
        long receivedAt,
        Request request,
        long bodyLength,
        Verdict verdict,
        Names names,
        List<DedupeKey> keys,
        List<Route> routes) {
    /** How many keys one delivery may have. */
    public static final int MAX_KEYS = 2;

    public NewDelivery {
        keys = List.copyOf(keys);
        routes = List.copyOf(routes);
        if (keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException(keys.size() + " dedupe keys: at most " + MAX_KEYS + " are allowed");
        }
    }

    /** Whether an event is made of it, unless its key is known already. */
    public boolean becomesEvent() {
        return kind == DeliveryKind.MESSAGE && verdict.accepted();
    }

    /** Whether less than the received body is kept. */
    public boolean truncated() {
        return bodyLength != request.body().length;
    }
}
