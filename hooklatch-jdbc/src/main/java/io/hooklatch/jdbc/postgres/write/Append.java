package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.jdbc.postgres.order.Locks;
import io.hooklatch.jdbc.row.OrderBytes;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.store.Appended;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Superseded;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A delivery on its way to a commit, with what was computed of it on the caller's thread. */
final class Append extends Write<Appended> {
    private final NewDelivery delivery;
    private final List<Candidate> candidates;
    private final Set<Integer> locks = new HashSet<>();
    private List<Superseded> superseded = List.of();

    /** An event that the delivery brings, unless it is known; its keys as they are stored. */
    record Candidate(NewEvent event, List<TakenKey> keys, byte[] digest) {}

    Append(NewDelivery delivery) {
        this.delivery = delivery;
        this.candidates = delivery.becomesEvent() ? candidates(delivery) : List.of();
        for (Candidate candidate : candidates) {
            candidate
                    .event()
                    .ordering()
                    .key()
                    .ifPresent(key -> locks.add(Locks.of(OrderBytes.line(delivery.endpoint(), key))));
        }
    }

    private static List<Candidate> candidates(NewDelivery delivery) {
        MessageDigest sha = sha256();
        byte[] body = delivery.request().body();
        String endpoint = StoredText.encode(delivery.endpoint());
        List<Candidate> candidates = new ArrayList<>(delivery.events().size());
        for (NewEvent event : delivery.events()) {
            List<TakenKey> keys = new ArrayList<>(event.keys().size());
            for (DedupeKey key : event.keys()) {
                keys.add(new TakenKey(endpoint, StoredText.encode(key.value())));
            }
            if (!keys.isEmpty()) {
                event.element()
                        .ifPresentOrElse(
                                element -> sha.update(body, element.from(), element.length()), () -> sha.update(body));
            }
            candidates.add(new Candidate(event, keys, keys.isEmpty() ? new byte[0] : sha.digest()));
        }
        return candidates;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    NewDelivery delivery() {
        return delivery;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** The dispatches of its events that are superseded already. */
    List<Superseded> superseded() {
        return superseded;
    }

    void superseded(List<Superseded> some) {
        superseded = some;
    }

    /** The locks on the lines of its events. */
    Set<Integer> locks() {
        return locks;
    }

    @Override
    int rows() {
        return delivery.batch() ? 1 + candidates.size() : 1;
    }

    @Override
    int bytes() {
        return delivery.request().body().length;
    }
}
