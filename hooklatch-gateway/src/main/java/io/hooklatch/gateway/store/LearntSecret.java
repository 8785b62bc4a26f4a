package io.hooklatch.gateway.store;

import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.Page;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What may be shown of the secret that an endpoint learnt from a handshake.
 *
 * @param endpoint the endpoint's name
 * @param fingerprint of what is stored: enough to tell one secret from another, too little to try secrets with
 * @param handshakeAt when the last handshake was accepted, in milliseconds since the epoch, UTC; absent when no longer known
 */
public record LearntSecret(String endpoint, String fingerprint, OptionalLong handshakeAt) {
    private static final int SHOWN_BYTES = 8;
    private static final int MOST_PAGES = 20;

    /** That of this endpoint; absent when it has learnt none. Blocks. */
    public static Optional<LearntSecret> of(InboxReader reader, String endpoint) {
        return reader.secret(endpoint)
                .map(kept -> new LearntSecret(endpoint, fingerprint(kept), handshakeAt(reader, endpoint)));
    }

    /** Since the secret is there, only those handshakes are accepted that brought the same one. */
    private static OptionalLong handshakeAt(InboxReader reader, String endpoint) {
        DeliveryQuery query = DeliveryQuery.all().endpoint(endpoint).limit(DeliveryQuery.MAX_LIMIT);
        for (int page = 0; page < MOST_PAGES; page++) {
            Page<DeliverySummary> found = reader.deliveries(query);
            OptionalLong at = found.items().stream()
                    .filter(delivery -> delivery.kind() == DeliveryKind.HANDSHAKE
                            && delivery.verdict().accepted())
                    .mapToLong(DeliverySummary::receivedAt)
                    .findFirst();
            if (at.isPresent() || found.next().isEmpty()) {
                return at;
            }
            query = query.after(found.next().get());
        }
        return OptionalLong.empty();
    }

    private static String fingerprint(byte[] kept) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(kept);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, SHOWN_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
