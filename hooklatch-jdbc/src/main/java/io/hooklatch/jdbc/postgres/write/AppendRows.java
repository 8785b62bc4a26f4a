package io.hooklatch.jdbc.postgres.write;

import static io.hooklatch.jdbc.postgres.write.Columns.Type.BIGINT;
import static io.hooklatch.jdbc.postgres.write.Columns.Type.BOOLEAN;
import static io.hooklatch.jdbc.postgres.write.Columns.Type.BYTEA;
import static io.hooklatch.jdbc.postgres.write.Columns.Type.INTEGER;
import static io.hooklatch.jdbc.postgres.write.Columns.Type.SMALLINT;
import static io.hooklatch.jdbc.postgres.write.Columns.Type.TEXT;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.row.ElementPlace;
import io.hooklatch.jdbc.row.HeaderCodec;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Element;
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

/** The rows that the deliveries of one transaction make, gathered and stored by one statement. */
final class AppendRows {
    private static final List<Columns.Type> DELIVERY = List.of(
            BIGINT, BIGINT, BIGINT, BIGINT, SMALLINT, SMALLINT, SMALLINT, BOOLEAN, BOOLEAN, BOOLEAN, TEXT, TEXT, TEXT,
            TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, BYTEA, BYTEA);

    private static final List<Columns.Type> EVENT =
            List.of(BIGINT, BIGINT, BIGINT, INTEGER, INTEGER, INTEGER, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT);

    private static final List<Columns.Type> DISPATCH =
            List.of(BIGINT, BIGINT, BIGINT, BIGINT, BIGINT, INTEGER, SMALLINT, TEXT, TEXT, TEXT);

    private static final List<Columns.Type> ELEMENT =
            List.of(BIGINT, INTEGER, INTEGER, INTEGER, BIGINT, BOOLEAN, BOOLEAN, TEXT, TEXT, TEXT, TEXT);

    /** The parts do not see each other's rows, and need not. */
    private static final String STORE = "WITH delivered AS (INSERT INTO hooklatch.delivery (id, received_at, "
            + "received_length, event, kind, verdict, reason, batch, duplicate, divergent, endpoint, recipe, secret_id, "
            + "detail, method, target, remote_address, delivery_name, event_name, event_type, dedupe_key, key_source, "
            + "headers, body) SELECT * FROM " + Columns.unnest(DELIVERY) + "), "
            + "brought AS (INSERT INTO hooklatch.event (id, delivery, created_at, element_index, first_byte, "
            + "byte_length, endpoint, delivery_name, event_name, event_type, dedupe_key, key_source) SELECT * FROM "
            + Columns.unnest(EVENT) + ") "
            + "INSERT INTO hooklatch.dispatch (id, event, token, due_at, leased_at, attempts, state, endpoint, handler, "
            + "last_error, losses) SELECT *, 0 FROM " + Columns.unnest(DISPATCH);

    private static final String STORE_ELEMENTS = "INSERT INTO hooklatch.element (delivery, element_index, first_byte, "
            + "byte_length, event, duplicate, divergent, event_name, event_type, dedupe_key, key_source) SELECT * FROM "
            + Columns.unnest(ELEMENT);

    private final Session session;
    private final long now;
    private final Columns deliveries = new Columns(DELIVERY);
    private final Columns elements = new Columns(ELEMENT);
    private final Columns events = new Columns(EVENT);
    private final Columns dispatches = new Columns(DISPATCH);

    AppendRows(Session session, long now) {
        this.session = session;
        this.now = now;
    }

    void delivery(long id, NewDelivery delivery, List<Appends.Decided> decided) {
        boolean batch = delivery.batch() && delivery.becomesEvent();
        Optional<Appends.Decided> only =
                batch ? Optional.empty() : decided.stream().findFirst();
        deliveries
                .add(id)
                .add(delivery.receivedAt())
                .add(delivery.bodyLength())
                .add(only.map(Appends.Decided::id))
                .code(delivery.kind().code())
                .code(delivery.verdict().kind().code())
                .add(delivery.verdict().reason().map(Reason::code).map(Integer::shortValue))
                .add(batch)
                .add(!decided.isEmpty() && decided.stream().allMatch(Appends.Decided::duplicate))
                .add(decided.stream().anyMatch(Appends.Decided::divergent))
                .text(delivery.endpoint())
                .text(delivery.verdict().recipe())
                .text(delivery.verdict().keyId())
                .text(delivery.verdict().detail())
                .text(delivery.request().method())
                .text(delivery.request().target())
                .text(delivery.request().remoteAddress())
                .text(delivery.names().deliveryId())
                .text(delivery.names().eventId())
                .text(delivery.names().eventType());
        key(deliveries, only.flatMap(Appends.Decided::key));
        deliveries
                .add(HeaderCodec.encode(delivery.request().headers()))
                .add(delivery.request().body());
        if (batch) {
            for (Appends.Decided one : decided) {
                element(id, one);
            }
        }
    }

    private void element(long delivery, Appends.Decided one) {
        elements.add(delivery);
        place(elements, one.event().element());
        elements.add(one.id())
                .add(one.duplicate())
                .add(one.divergent())
                .text(one.event().names().eventId())
                .text(one.event().names().eventType());
        key(elements, one.key());
    }

    void event(long id, long delivery, String endpoint, NewEvent event) {
        events.add(id).add(delivery).add(now);
        place(events, event.element());
        events.text(endpoint)
                .text(event.names().deliveryId())
                .text(event.names().eventId())
                .text(event.names().eventType());
        key(events, event.keys().stream().findFirst());
    }

    /** Two cells. */
    private static void key(Columns columns, Optional<DedupeKey> key) {
        columns.text(key.map(DedupeKey::value)).text(key.map(DedupeKey::source));
    }

    /** Three cells. */
    private static void place(Columns columns, Optional<Element> element) {
        columns.add(element.map(ElementPlace::storedIndex))
                .add(element.map(Element::from))
                .add(element.map(Element::length));
    }

    void unrouted(long id, long event, String endpoint) {
        dispatch(id, event, endpoint, Optional.empty(), DispatchState.UNROUTED, Optional.empty(), "");
    }

    /** One that waits for another. */
    void held(long id, long event, String endpoint, String handler) {
        dispatch(id, event, endpoint, Optional.of(handler), DispatchState.QUEUED, Optional.empty(), "");
    }

    /** One that is older than what was handled. */
    void superseded(long id, long event, String endpoint, String handler, String why) {
        dispatch(id, event, endpoint, Optional.of(handler), DispatchState.SUPERSEDED, Optional.empty(), why);
    }

    /** The lease of a route that asked for one. */
    Optional<Lease> routed(long id, long event, String endpoint, Route route, boolean ordered) {
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
            String error) {
        int leases = state == DispatchState.RUNNING ? 1 : 0;
        dispatches
                .add(id)
                .add(event)
                .add((long) leases)
                .add(dueAt)
                .add(leases == 1 ? Optional.of(now) : Optional.empty())
                .add(leases)
                .code(state.code())
                .text(endpoint)
                .text(handler)
                .add((Object) error);
    }

    /** Stores all of them. */
    void store() throws SQLException {
        PreparedStatement store = session.prepare(STORE);
        int next = deliveries.bind(session, store, 1);
        next = events.bind(session, store, next);
        dispatches.bind(session, store, next);
        store.executeUpdate();
        if (!elements.isEmpty()) {
            PreparedStatement storeElements = session.prepare(STORE_ELEMENTS);
            elements.bind(session, storeElements, 1);
            storeElements.executeUpdate();
        }
    }
}
