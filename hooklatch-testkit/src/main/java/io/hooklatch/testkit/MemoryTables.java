package io.hooklatch.testkit;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.Appended;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Route;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of a {@link MemoryStore}, which locks around every call. */
final class MemoryTables {
    private final NavigableMap<Long, Delivery> deliveries = new TreeMap<>();
    private final NavigableMap<Long, EventRow> events = new TreeMap<>();
    private final Map<TakenKey, EventId> keys = new HashMap<>();
    private final MemoryDispatches dispatches = new MemoryDispatches(this);
    private final byte[] digestKey = new byte[32];
    private InstantSource clock;
    private IdSequence ids;
    private long lastId;

    /** One event; its body, names and verdict are those of its first delivery. */
    record EventRow(EventId id, String endpoint, long createdAt, Optional<DedupeKey> key, DeliveryId deliveryId) {}

    private record TakenKey(String endpoint, String value) {}

    private record Match(EventId eventId, DedupeKey key) {}

    MemoryTables(InstantSource clock) {
        this.clock = clock;
        this.ids = new IdSequence(clock, 0, 0);
        new SecureRandom().nextBytes(digestKey);
    }

    void use(InstantSource other) {
        clock = other;
        ids = new IdSequence(other, 0, lastId);
    }

    long now() {
        return clock.millis();
    }

    long nextId() {
        lastId = ids.next();
        return lastId;
    }

    byte[] digestKey() {
        return digestKey.clone();
    }

    NavigableMap<Long, Delivery> deliveries() {
        return deliveries;
    }

    NavigableMap<Long, EventRow> events() {
        return events;
    }

    MemoryDispatches dispatches() {
        return dispatches;
    }

    Appended append(NewDelivery delivery) {
        DeliveryId id = new DeliveryId(nextId());
        if (!delivery.becomesEvent()) {
            store(id, delivery, Optional.empty(), Optional.empty(), false, false);
            return new Appended(id, Optional.empty(), false, false, List.of());
        }
        Optional<Match> known = known(delivery);
        if (known.isPresent()) {
            EventId eventId = known.get().eventId();
            boolean divergent = !Arrays.equals(
                    first(event(eventId)).request().body(), delivery.request().body());
            store(id, delivery, Optional.of(known.get().key()), Optional.of(eventId), true, divergent);
            return new Appended(id, Optional.of(eventId), true, divergent, List.of());
        }
        EventId eventId = new EventId(nextId());
        Optional<DedupeKey> key = delivery.keys().stream().findFirst();
        store(id, delivery, key, Optional.of(eventId), false, false);
        events.put(eventId.value(), new EventRow(eventId, delivery.endpoint(), now(), key, id));
        for (DedupeKey taken : delivery.keys()) {
            keys.put(new TakenKey(delivery.endpoint(), taken.value()), eventId);
        }
        return new Appended(id, Optional.of(eventId), false, false, dispatch(eventId, delivery));
    }

    private Optional<Match> known(NewDelivery delivery) {
        for (DedupeKey key : delivery.keys()) {
            EventId eventId = keys.get(new TakenKey(delivery.endpoint(), key.value()));
            if (eventId != null) {
                return Optional.of(new Match(eventId, key));
            }
        }
        return Optional.empty();
    }

    private List<Lease> dispatch(EventId eventId, NewDelivery delivery) {
        if (delivery.routes().isEmpty()) {
            dispatches.addUnrouted(eventId, delivery.endpoint());
        }
        List<Lease> leases = new ArrayList<>();
        for (Route route : delivery.routes()) {
            dispatches.add(eventId, delivery.endpoint(), route).ifPresent(leases::add);
        }
        return leases;
    }

    private void store(
            DeliveryId id,
            NewDelivery delivery,
            Optional<DedupeKey> key,
            Optional<EventId> eventId,
            boolean duplicate,
            boolean divergent) {
        DeliverySummary summary = new DeliverySummary(
                id,
                delivery.endpoint(),
                delivery.kind(),
                delivery.receivedAt(),
                delivery.request().method(),
                delivery.request().target(),
                delivery.request().remoteAddress(),
                delivery.bodyLength(),
                delivery.verdict(),
                delivery.names(),
                key,
                eventId,
                duplicate,
                divergent);
        deliveries.put(id.value(), new Delivery(summary, delivery.request(), delivery.truncated()));
    }

    /** The event with this id, which exists. */
    EventRow event(EventId id) {
        EventRow event = events.get(id.value());
        if (event == null) {
            throw new IllegalArgumentException(id + " is not in this inbox");
        }
        return event;
    }

    /** The delivery that created this event. */
    Delivery first(EventRow event) {
        Delivery delivery = deliveries.get(event.deliveryId().value());
        if (delivery == null) {
            throw new IllegalStateException(event.id() + " lacks its first delivery " + event.deliveryId());
        }
        return delivery;
    }

    EventSummary summary(EventRow event) {
        Delivery first = first(event);
        return new EventSummary(
                event.id(),
                event.endpoint(),
                event.createdAt(),
                first.summary().names().eventType(),
                first.summary().names().eventId(),
                event.key(),
                event.deliveryId(),
                dispatches.stateOf(event.id()));
    }
}
