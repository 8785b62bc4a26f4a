package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.jdbc.row.HeaderCodec;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Reason;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows that the deliveries of one transaction make, gathered and sent together. */
final class AppendRows {
    private static final String DELIVERY =
            "INSERT INTO hooklatch.delivery (id, received_at, received_length, event, kind, "
                    + "verdict, reason, batch, duplicate, divergent, endpoint, recipe, secret_id, detail, method, target, "
                    + "remote_address, delivery_name, event_name, event_type, dedupe_key, key_source, headers, body) "
                    + "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private static final String ELEMENT =
            "INSERT INTO hooklatch.element (delivery, element_index, first_byte, byte_length, "
                    + "event, duplicate, divergent, event_name, event_type, dedupe_key, key_source) "
                    + "VALUES (?,?,?,?,?,?,?,?,?,?,?)";

    private static final String EVENT =
            "INSERT INTO hooklatch.event (id, delivery, created_at, element_index, first_byte, "
                    + "byte_length, endpoint, delivery_name, event_name, event_type, dedupe_key, key_source) "
                    + "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)";

    private static final String DISPATCH =
            "INSERT INTO hooklatch.dispatch (id, event, token, due_at, leased_at, attempts, "
                    + "losses, state, endpoint, handler, last_error) VALUES (?,?,?,?,?,?,0,?,?,?,?)";

    private final long now;
    private final PreparedStatement deliveries;
    private final PreparedStatement elements;
    private final PreparedStatement events;
    private final PreparedStatement dispatches;
    private boolean anyElement;
    private boolean anyEvent;

    AppendRows(Session session, long now) throws SQLException {
        this.now = now;
        this.deliveries = session.prepare(DELIVERY);
        this.elements = session.prepare(ELEMENT);
        this.events = session.prepare(EVENT);
        this.dispatches = session.prepare(DISPATCH);
        for (PreparedStatement each : List.of(deliveries, elements, events, dispatches)) {
            each.clearBatch(); // what a transaction left that was rolled back
        }
    }

    void delivery(long id, NewDelivery delivery, List<Appends.Decided> decided) throws SQLException {
        boolean batch = delivery.batch() && delivery.becomesEvent();
        Optional<Appends.Decided> only =
                batch ? Optional.empty() : decided.stream().findFirst();
        deliveries.setLong(1, id);
        deliveries.setLong(2, delivery.receivedAt());
        deliveries.setLong(3, delivery.bodyLength());
        Binding.setLong(deliveries, 4, only.map(Appends.Decided::id));
        deliveries.setInt(5, delivery.kind().code());
        deliveries.setInt(6, delivery.verdict().kind().code());
        Binding.setInt(deliveries, 7, delivery.verdict().reason().map(Reason::code));
        deliveries.setBoolean(8, batch);
        deliveries.setBoolean(9, !decided.isEmpty() && decided.stream().allMatch(Appends.Decided::duplicate));
        deliveries.setBoolean(10, decided.stream().anyMatch(Appends.Decided::divergent));
        StoredText.bind(deliveries, 11, delivery.endpoint());
        StoredText.bind(deliveries, 12, delivery.verdict().recipe());
        StoredText.bind(deliveries, 13, delivery.verdict().keyId());
        StoredText.bind(deliveries, 14, delivery.verdict().detail());
        StoredText.bind(deliveries, 15, delivery.request().method());
        StoredText.bind(deliveries, 16, delivery.request().target());
        StoredText.bind(deliveries, 17, delivery.request().remoteAddress());
        StoredText.bind(deliveries, 18, delivery.names().deliveryId());
        StoredText.bind(deliveries, 19, delivery.names().eventId());
        StoredText.bind(deliveries, 20, delivery.names().eventType());
        Binding.key(deliveries, 21, only.flatMap(Appends.Decided::key));
        deliveries.setBytes(23, HeaderCodec.encode(delivery.request().headers()));
        deliveries.setBytes(24, delivery.request().body());
        deliveries.addBatch();
        if (batch) {
            for (Appends.Decided one : decided) {
                element(id, one);
            }
        }
    }

    private void element(long delivery, Appends.Decided one) throws SQLException {
        elements.setLong(1, delivery);
        Binding.place(elements, 2, one.event().element());
        elements.setLong(5, one.id());
        elements.setBoolean(6, one.duplicate());
        elements.setBoolean(7, one.divergent());
        StoredText.bind(elements, 8, one.event().names().eventId());
        StoredText.bind(elements, 9, one.event().names().eventType());
        Binding.key(elements, 10, one.key());
        elements.addBatch();
        anyElement = true;
    }

    void event(long id, long delivery, String endpoint, NewEvent event) throws SQLException {
        events.setLong(1, id);
        events.setLong(2, delivery);
        events.setLong(3, now);
        Binding.place(events, 4, event.element());
        StoredText.bind(events, 7, endpoint);
        StoredText.bind(events, 8, event.names().deliveryId());
        StoredText.bind(events, 9, event.names().eventId());
        StoredText.bind(events, 10, event.names().eventType());
        Binding.key(events, 11, event.keys().stream().findFirst());
        events.addBatch();
        anyEvent = true;
    }

    void unrouted(long id, long event, String endpoint) throws SQLException {
        dispatch(id, event, endpoint, Optional.empty(), DispatchState.UNROUTED, Optional.empty(), "");
    }

    /** One that waits for another. */
    void held(long id, long event, String endpoint, String handler) throws SQLException {
        dispatch(id, event, endpoint, Optional.of(handler), DispatchState.QUEUED, Optional.empty(), "");
    }

    /** One that is older than what was handled. */
    void superseded(long id, long event, String endpoint, String handler, String why) throws SQLException {
        dispatch(id, event, endpoint, Optional.of(handler), DispatchState.SUPERSEDED, Optional.empty(), why);
    }

    /** The lease of a route that asked for one. */
    Optional<Lease> routed(long id, long event, String endpoint, Route route, boolean ordered) throws SQLException {
        Optional<Long> until = route.claimFor().map(leaseFor -> now + leaseFor.toMillis());
        DispatchState state = until.isPresent() ? DispatchState.RUNNING : DispatchState.QUEUED;
        dispatch(id, event, endpoint, Optional.of(route.handler()), state, Optional.of(until.orElse(now)), "");
        return until.map(end -> new Lease(
                new DispatchId(id), new EventId(event), route.handler(), 1, 0, 1, 0, Optional.empty(), ordered));
    }

    private void dispatch(
            long id,
            long event,
            String endpoint,
            Optional<String> handler,
            DispatchState state,
            Optional<Long> dueAt,
            String error)
            throws SQLException {
        int leases = state == DispatchState.RUNNING ? 1 : 0;
        dispatches.setLong(1, id);
        dispatches.setLong(2, event);
        dispatches.setLong(3, leases);
        Binding.setLong(dispatches, 4, dueAt);
        Binding.setLong(dispatches, 5, leases == 1 ? Optional.of(now) : Optional.empty());
        dispatches.setInt(6, leases);
        dispatches.setInt(7, state.code());
        StoredText.bind(dispatches, 8, endpoint);
        StoredText.bind(dispatches, 9, handler);
        dispatches.setString(10, error);
        dispatches.addBatch();
    }

    /** Sends all of them. */
    void store() throws SQLException {
        deliveries.executeBatch();
        if (anyElement) {
            elements.executeBatch();
        }
        if (anyEvent) {
            events.executeBatch();
            dispatches.executeBatch();
        }
    }
}
