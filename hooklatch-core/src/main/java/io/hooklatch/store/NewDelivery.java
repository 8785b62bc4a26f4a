package io.hooklatch.store;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.List;
import java.util.Optional;

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
 * @param key what deduplicates it; absent for none
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
        Optional<DedupeKey> key,
        List<Route> routes) {

    /** Whether an event is made of it, unless its key is known already. */
    public boolean becomesEvent() {
        return kind == DeliveryKind.MESSAGE && verdict.accepted();
    }

    /** Whether less than the received body is kept. */
    public boolean truncated() {
        return bodyLength != request.body().length;
    }
}
