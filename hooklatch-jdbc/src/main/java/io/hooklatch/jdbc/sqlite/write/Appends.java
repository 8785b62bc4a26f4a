package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.jdbc.sqlite.keys.KeyIndex;
import io.hooklatch.jdbc.sqlite.write.DeliveryRows.Decision;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.Element;
import io.hooklatch.message.EventId;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import io.hooklatch.store.Superseded;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what a delivery is, and writes it with what it brings. */
final class Appends {
    private final IdRows ids;
    private final KeyIndex keys;
    private final SharedRows shared;
    private final DeliveryRows deliveries;
    private final DispatchRows dispatches;
    private final PauseRows pauses;
    private final OrderRows order;
    private final Consumer<Superseded> superseded;

    Appends(
            IdRows ids,
            KeyIndex keys,
            SharedRows shared,
            DeliveryRows deliveries,
            DispatchRows dispatches,
            PauseRows pauses,
            OrderRows order,
            Consumer<Superseded> superseded) {
        this.ids = ids;
        this.keys = keys;
        this.shared = shared;
        this.deliveries = deliveries;
        this.dispatches = dispatches;
        this.pauses = pauses;
        this.order = order;
        this.superseded = superseded;
    }

    /** The hashes of an event's keys, and the known event that one of them leads to. */
    private static final class Lookup {
        private final long[] hashes;
        private long event;
        private @Nullable DedupeKey key;

        Lookup(int keys) {
            hashes = new long[keys];
        }
    }

    /** Writes a delivery that is no batch. */
    Appended append(NewDelivery delivery, long now) throws SQLException {
        if (!delivery.becomesEvent()) {
            long id = ids.next();
            deliveries.insert(id, delivery, Decision.NO_EVENT, now);
            return Appended.withoutEvent(new DeliveryId(id));
        }
        NewEvent event = delivery.events().get(0);
        Lookup found = lookUp(delivery.endpoint(), event.keys());
        if (found.event != 0) {
            boolean divergent =
                    deliveries.bodyDiffers(found.event, delivery.request().body(), deliveries::body);
            long id = ids.next();
            deliveries.insert(id, delivery, duplicate(found, divergent), now);
            ReceivedEvent known = new ReceivedEvent(new EventId(found.event), true, divergent);
            return new Appended(new DeliveryId(id), List.of(known), List.of());
        }
        long id = ids.next();
        Profile profile = deliveries.insert(id, delivery, first(event), now);
        put(found.hashes, id);
        List<Lease> leases = new ArrayList<>(event.routes().size());
        dispatch(delivery.endpoint(), event, id, profile, now, leases);
        return new Appended(new DeliveryId(id), List.of(ReceivedEvent.created(new EventId(id))), leases);
    }

    /** Writes a batch: its elements one after the other, and then the delivery, under a lesser id. */
    Appended appendBatch(NewDelivery delivery, long now) throws SQLException {
        long id = ids.next();
        byte[] body = delivery.request().body();
        BatchBodies bodies = new BatchBodies(id, body, deliveries);
        List<ReceivedEvent> events = new ArrayList<>(delivery.events().size());
        List<Lease> leases = new ArrayList<>();
        boolean divergence = false;
        boolean news = false;
        for (NewEvent event : delivery.events()) {
            Element element = event.element().orElseThrow();
            Lookup found = lookUp(delivery.endpoint(), event.keys());
            long own = ids.next();
            if (found.event != 0) {
                boolean divergent = deliveries.bodyDiffers(found.event, element.of(body), bodies);
                deliveries.insertElement(own, id, delivery, event, duplicate(found, divergent), now);
                events.add(new ReceivedEvent(new EventId(found.event), true, divergent));
                divergence |= divergent;
                continue;
            }
            Profile profile = deliveries.insertElement(own, id, delivery, event, first(event), now);
            put(found.hashes, own);
            dispatch(delivery.endpoint(), event, own, profile, now, leases);
            events.add(ReceivedEvent.created(new EventId(own)));
            news = true;
        }
        int traits =
                Traits.BATCH | (news || events.isEmpty() ? 0 : Traits.DUPLICATE) | (divergence ? Traits.DIVERGENT : 0);
        deliveries.insert(id, delivery, new Decision(null, null, 0, traits), now);
        return new Appended(new DeliveryId(id), events, leases);
    }

    /**
     * Writes the events of a delivery that is promoted.
     *
     * @param id the number of that delivery
     * @param delivery the same, as it would have been when it had been accepted
     * @param into filled with what became of each event
     * @return the numbers of the first and the last row; both 0 when there is none
     */
    long[] promote(long id, NewDelivery delivery, long now, List<ReceivedEvent> into) throws SQLException {
        byte[] body = delivery.request().body();
        BatchBodies bodies = new BatchBodies(id, body, deliveries);
        long[] range = {0, 0};
        for (NewEvent event : delivery.events()) {
            Lookup found = lookUp(delivery.endpoint(), event.keys());
            byte[] own = event.element().isPresent() ? event.element().get().of(body) : body;
            boolean divergent = found.event != 0 && deliveries.bodyDiffers(found.event, own, bodies);
            range[1] = ids.next();
            range[0] = range[0] == 0 ? range[1] : range[0];
            if (found.event != 0) {
                deliveries.insertPromoted(range[1], id, delivery, event, duplicate(found, divergent), now);
                into.add(new ReceivedEvent(new EventId(found.event), true, divergent));
                continue;
            }
            Profile profile = deliveries.insertPromoted(range[1], id, delivery, event, first(event), now);
            put(found.hashes, range[1]);
            dispatch(delivery.endpoint(), event, range[1], profile, now, new ArrayList<>());
            into.add(ReceivedEvent.created(new EventId(range[1])));
        }
        return range;
    }

    private Lookup lookUp(String endpoint, List<DedupeKey> of) throws SQLException {
        Lookup found = new Lookup(of.size());
        for (int i = 0; i < found.hashes.length; i++) {
            DedupeKey key = of.get(i);
            found.hashes[i] = keys.hash(endpoint, key.value());
            found.event = keys.find(found.hashes[i], event -> deliveries.hasKey(event, endpoint, key.value()));
            if (found.event != 0) {
                found.key = key;
                return found;
            }
        }
        return found;
    }

    private static Decision duplicate(Lookup found, boolean divergent) {
        return new Decision(found.key, null, found.event, Traits.DUPLICATE | (divergent ? Traits.DIVERGENT : 0));
    }

    private static Decision first(NewEvent event) {
        DedupeKey key = event.keys().isEmpty() ? null : event.keys().get(0);
        DedupeKey second = event.keys().size() > 1 ? event.keys().get(1) : null;
        return new Decision(key, second, 0, Traits.FIRST);
    }

    private void put(long[] hashes, long event) {
        for (int i = 0; i < hashes.length; i++) {
            if (i == 0 || hashes[i] != hashes[0]) {
                keys.put(hashes[i], event);
            }
        }
    }

    private void dispatch(String endpoint, NewEvent event, long eventId, Profile profile, long now, List<Lease> leases)
            throws SQLException {
        boolean ordered = !event.ordering().none();
        if (event.routes().isEmpty()) {
            long id = ids.next();
            dispatches.insertUnrouted(id, eventId, shared.lane(endpoint, profile.eventType(), 0));
            if (ordered) {
                order.born(id, 0, endpoint, event.ordering());
            }
        }
        for (Route route : event.routes()) {
            long id = ids.next();
            int handler = shared.handler(route.handler());
            int lane = shared.lane(endpoint, profile.eventType(), handler);
            OrderRows.Birth birth =
                    ordered ? order.born(id, handler, endpoint, event.ordering()) : OrderRows.Birth.FREE;
            if (birth.superseded().isPresent()) {
                String why = birth.superseded().get();
                dispatches.insertSuperseded(id, eventId, lane, handler, why);
                superseded.accept(new Superseded(route.handler(), new EventId(eventId), new DispatchId(id), why));
            } else if (birth.held()) {
                dispatches.insertQueued(id, eventId, lane, handler, Optional.empty());
            } else if (route.claimFor().isEmpty() || pauses.holds(route.handler())) {
                dispatches.insertQueued(id, eventId, lane, handler, Optional.of(now));
            } else {
                dispatches.insertRunning(
                        id, eventId, lane, handler, now, route.claimFor().get());
                leases.add(new Lease(
                        new DispatchId(id),
                        new EventId(eventId),
                        route.handler(),
                        1,
                        0,
                        1,
                        0,
                        Optional.empty(),
                        ordered));
            }
        }
    }
}
