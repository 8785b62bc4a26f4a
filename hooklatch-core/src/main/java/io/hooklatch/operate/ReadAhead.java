package io.hooklatch.operate;

import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.OperationId;
import io.hooklatch.store.OperationReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the messages of a part of a selection as they are asked for, several at once, and never more than {@link
 * #MOST_BYTES} of bodies unless one alone is larger. Not thread-safe.
 */
final class ReadAhead {
    static final int MOST = 100;
    static final long MOST_BYTES = 4 << 20;

    private final OperationReader reader;
    private final List<DeliverySummary> part;
    private Set<DeliveryId> read = Set.of();
    private Map<DeliveryId, OperationId> promoted = Map.of();
    private Map<DeliveryId, Delivery> whole = Map.of();

    /** @param part in the order in which they will be asked for */
    ReadAhead(OperationReader reader, List<Subject> part) {
        this.reader = reader;
        this.part = part.stream()
                .filter(Subject.OfDelivery.class::isInstance)
                .map(subject -> ((Subject.OfDelivery) subject).row())
                .filter(row -> row.kind() == DeliveryKind.MESSAGE)
                .toList();
    }

    /** What is stored of a delivery of the part: the operation that promoted it, or else the whole of it. */
    record Stored(Optional<OperationId> promotedBy, Optional<Delivery> whole) {}

    /** Reads it with those that follow it, unless it was read with those before. */
    Stored find(DeliverySummary row) {
        if (!read.contains(row.id())) {
            read(part.indexOf(row));
        }
        return new Stored(Optional.ofNullable(promoted.get(row.id())), Optional.ofNullable(whole.get(row.id())));
    }

    private void read(int from) {
        whole = Map.of(); // before others are read
        List<DeliveryId> ids = new ArrayList<>();
        long bytes = 0;
        for (DeliverySummary row : part.subList(from, Math.min(part.size(), from + MOST))) {
            bytes += row.bodyLength();
            if (bytes > MOST_BYTES && !ids.isEmpty()) {
                break;
            }
            ids.add(row.id());
        }
        promoted = reader.promoted(ids);
        whole = reader.deliveries(
                ids.stream().filter(id -> !promoted.containsKey(id)).toList());
        read = new HashSet<>(ids);
    }
}
