package io.hooklatch.testkit;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Element;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.store.Appended;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import io.hooklatch.store.Superseded;
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
    private static final Element WHOLE = new Element(0, 0, 1);

    private final NavigableMap<Long, Delivery> deliveries = new TreeMap<>();
    private final Map<Long, List<ElementSummary>> elements = new HashMap<>();
    private final NavigableMap<Long, EventRow> events = new TreeMap<>();
    private final Map<TakenKey, EventId> keys = new HashMap<>();
    private final NavigableMap<Long, Past> past = new TreeMap<>();
    private final Map<String, byte[]> secrets = new HashMap<>();
    private final MemoryPauses pauses = new MemoryPauses();
    private final MemoryDispatches dispatches = new MemoryDispatches(this, pauses);
    private final MemoryPromotions promotions = new MemoryPromotions(this);
    private final MemoryOperations operations = new MemoryOperations(this);
    private final List<Superseded> superseded = new ArrayList<>();
    private final byte[] digestKey = new byte[32];
    private InstantSource clock;
    private IdSequence ids;
    private long lastId;

    /** One event with the delivery that created it. */
    record EventRow(EventId id, NewDelivery delivery, long createdAt, NewEvent event, DeliveryId deliveryId) {
        /** The event's own bytes. */
        byte[] body() {
            byte[] whole = delivery.request().body();
            return event.element().map(element -> element.of(whole)).orElse(whole);
        }
    }

    /** What is left of an event with keys that was removed. */
    record Past(String endpoint, byte[] body) {}

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

    byte[] keepSecret(String endpoint, byte[] sealed) {
        return secrets.computeIfAbsent(endpoint, none -> sealed).clone();
    }

    boolean forgetSecret(String endpoint) {
        return secrets.remove(endpoint) != null;
    }

    Optional<byte[]> secret(String endpoint) {
        return Optional.ofNullable(secrets.get(endpoint)).map(byte[]::clone);
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

    MemoryPauses pauses() {
        return pauses;
    }

    MemoryPromotions promotions() {
        return promotions;
    }

    MemoryOperations operations() {
        return operations;
    }

    /** This dispatch is older than what was handled. */
    void supersede(DispatchRow row, String why) {
        row.supersede(why);
        row.handler()
                .ifPresent(handler -> superseded.add(
                        new Superseded(handler, row.view().eventId(), row.view().id(), why)));
    }

    /** What was superseded since this was asked for last. */
    List<Superseded> takeSuperseded() {
        List<Superseded> taken = List.copyOf(superseded);
        superseded.clear();
        return taken;
    }

    Appended append(NewDelivery delivery) {
        DeliveryId id = new DeliveryId(nextId());
        if (!delivery.becomesEvent()) {
            store(id, delivery, List.of());
            return Appended.withoutEvent(id);
        }
        List<Lease> leases = new ArrayList<>();
        List<ElementSummary> found = decide(id, delivery, leases);
        store(id, delivery, found);
        return new Appended(id, received(found), leases);
    }

    /** Decides about every event of an accepted delivery, and makes those that are new. */
    List<ElementSummary> decide(DeliveryId id, NewDelivery delivery, List<Lease> leases) {
        List<ElementSummary> found = new ArrayList<>();
        for (NewEvent event : delivery.events()) {
            found.add(decide(id, delivery, event, leases));
        }
        return found;
    }

    static List<ReceivedEvent> received(List<ElementSummary> found) {
        return found.stream()
                .map(one -> new ReceivedEvent(one.eventId(), one.duplicate(), one.divergent()))
                .toList();
    }

    private ElementSummary decide(DeliveryId id, NewDelivery delivery, NewEvent event, List<Lease> leases) {
        Optional<Match> known = known(delivery.endpoint(), event);
        if (known.isPresent()) {
            EventId first = known.get().eventId();
            EventRow copy = new EventRow(first, delivery, now(), event, id);
            boolean divergent = !Arrays.equals(body(first), copy.body());
            return summary(event, first, Optional.of(known.get().key()), true, divergent);
        }
        EventId eventId = new EventId(nextId());
        events.put(eventId.value(), new EventRow(eventId, delivery, now(), event, id));
        for (DedupeKey taken : event.keys()) {
            keys.put(new TakenKey(delivery.endpoint(), taken.value()), eventId);
        }
        dispatch(eventId, delivery.endpoint(), event, leases);
        return summary(event, eventId, event.keys().stream().findFirst(), false, false);
    }

    private byte[] body(EventId id) {
        Past gone = past.get(id.value());
        return gone == null ? event(id).body() : gone.body();
    }

    /** Also of an event that is no element, for which the place plays no part. */
    private static ElementSummary summary(
            NewEvent event, EventId eventId, Optional<DedupeKey> key, boolean duplicate, boolean divergent) {
        return new ElementSummary(
                event.element().orElse(WHOLE),
                eventId,
                event.names().eventType(),
                event.names().eventId(),
                key,
                duplicate,
                divergent);
    }

    private Optional<Match> known(String endpoint, NewEvent event) {
        for (DedupeKey key : event.keys()) {
            EventId eventId = keys.get(new TakenKey(endpoint, key.value()));
            if (eventId != null) {
                return Optional.of(new Match(eventId, key));
            }
        }
        return Optional.empty();
    }

    private void dispatch(EventId eventId, String endpoint, NewEvent event, List<Lease> leases) {
        if (event.routes().isEmpty()) {
            dispatches.addUnrouted(eventId, endpoint);
        }
        for (Route route : event.routes()) {
            dispatches.add(eventId, endpoint, route).ifPresent(leases::add);
        }
    }

    private void store(DeliveryId id, NewDelivery delivery, List<ElementSummary> found) {
        Optional<ElementSummary> only =
                delivery.batch() ? Optional.empty() : found.stream().findFirst();
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
                only.flatMap(ElementSummary::key),
                only.map(ElementSummary::eventId),
                !found.isEmpty() && found.stream().allMatch(ElementSummary::duplicate),
                found.stream().anyMatch(ElementSummary::divergent),
                delivery.batch() && delivery.becomesEvent());
        deliveries.put(id.value(), new Delivery(summary, delivery.request(), delivery.truncated(), Optional.empty()));
        if (delivery.batch()) {
            elements.put(id.value(), List.copyOf(found));
        }
    }

    /** What became of each element of this delivery. */
    List<ElementSummary> elements(DeliveryId id) {
        return elements.getOrDefault(id.value(), List.of());
    }

    /** Whether this delivery created this event or is linked to it. */
    boolean brings(DeliverySummary delivery, EventId event) {
        return delivery.eventId().equals(Optional.of(event))
                || elements(delivery.id()).stream()
                        .anyMatch(element -> element.eventId().equals(event))
                || promotions.found(delivery.id()).stream()
                        .anyMatch(element -> element.eventId().equals(event));
    }

    boolean diagnose(DeliveryId id, Diagnosis diagnosis) {
        Delivery known = deliveries.get(id.value());
        if (known == null || known.summary().verdict().accepted()) {
            return false;
        }
        deliveries.put(
                id.value(), new Delivery(known.summary(), known.request(), known.truncated(), Optional.of(diagnosis)));
        return true;
    }

    /** The delivery with this id, which exists. */
    Delivery delivery(DeliveryId id) {
        Delivery delivery = deliveries.get(id.value());
        if (delivery == null) {
            throw new IllegalArgumentException(id + " is not in this inbox");
        }
        return delivery;
    }

    /** The event with this id, which exists. */
    EventRow event(EventId id) {
        EventRow event = events.get(id.value());
        if (event == null) {
            throw new IllegalArgumentException(id + " is not in this inbox");
        }
        return event;
    }

    NavigableMap<Long, Past> past() {
        return past;
    }

    long keysOf(EventId event) {
        return keys.values().stream().filter(event::equals).count();
    }

    void forgetKeys(EventId event) {
        keys.values().removeIf(event::equals);
        past.remove(event.value());
    }

    void forgetBody(long id) {
        deliveries.computeIfPresent(
                id,
                (number, known) ->
                        new Delivery(known.summary(), known.request().withBody(new byte[0]), true, known.diagnosis()));
    }

    void forgetEvent(EventId id) {
        EventRow row = event(id);
        if (!row.event().keys().isEmpty()) {
            past.put(id.value(), new Past(row.delivery().endpoint(), row.body()));
        }
        dispatches.forget(id);
        events.remove(id.value());
    }

    void forgetDelivery(long id) {
        deliveries.remove(id);
        elements.remove(id);
        promotions.forget(new DeliveryId(id));
    }

    EventSummary summary(EventRow row) {
        return new EventSummary(
                row.id(),
                row.delivery().endpoint(),
                row.createdAt(),
                row.event().names().eventType(),
                row.event().names().eventId(),
                row.event().keys().stream().findFirst(),
                row.deliveryId(),
                row.event().element(),
                dispatches.stateOf(row.id()));
    }
}
