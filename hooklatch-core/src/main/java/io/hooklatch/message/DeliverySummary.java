package io.hooklatch.message;

import java.util.Optional;

/**
 * One delivery as a list shows it: everything but the headers and the body.
 *
 * @param id its id in this inbox
 * @param endpoint the name of the endpoint that received it
 * @param kind what it is
 * @param receivedAt when it was captured, in milliseconds since the epoch, UTC
 * @param method the request method
 * @param target the raw request target
 * @param remoteAddress the peer's address, or an empty string
 * @param bodyLength the length of the received body in bytes, also where less is kept; -1 when it was never known
 * @param verdict what verification decided
 * @param names what the provider calls it
 * @param key what it is deduplicated by: for a duplicate the key that matched, else the first of its keys; absent for a
 *     delivery that was not accepted and where the endpoint does not deduplicate
 * @param eventId the event that it created or that it is linked to, when accepted; absent for a batch
 * @param duplicate whether the event existed before it; for a batch, whether all of its events did
 * @param divergent whether it is a duplicate with other body bytes than the event's first delivery; for a batch, whether
 *     one of its elements is
 * @param batch whether its events are the elements of an array in its body, which may be none: {@code
 *     InboxReader.elements} lists them. Event id, event type and key are those of the elements and absent here
 */
public record DeliverySummary(
        DeliveryId id,
        String endpoint,
        DeliveryKind kind,
        long receivedAt,
        String method,
        String target,
        String remoteAddress,
        long bodyLength,
        Verdict verdict,
        Names names,
        Optional<DedupeKey> key,
        Optional<EventId> eventId,
        boolean duplicate,
        boolean divergent,
        boolean batch) {}
