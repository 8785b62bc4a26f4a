package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Element;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Events, and what handlers are given of them. */
final class EventRows {
    /** One bit for the code of each state that a dispatch of the event is in. */
    private static final String STATES = "(SELECT bit_or(1 << (" + DispatchRows.STATE
            + ")) FROM hooklatch.dispatch d WHERE d.event = e.id AND d.carries IS NULL)";

    private static final String SUMMARY = "SELECT e.id, e.delivery, e.created_at, e.element_index, e.first_byte, "
            + "e.byte_length, e.endpoint, e.event_name, e.event_type, e.dedupe_key, e.key_source, " + STATES
            + " AS states FROM hooklatch.event e";

    private static final String EVENTS =
            "SELECT id, delivery, created_at, element_index, first_byte, byte_length, endpoint, "
                    + "delivery_name, event_name, event_type FROM hooklatch.event WHERE id = ANY (?)";

    /** With the verdict that made events of it. */
    private static final String DELIVERIES = "SELECT d.id, " + DeliveryRows.REQUEST
            + ", coalesce(p.verdict, d.verdict) AS verdict, CASE WHEN p.delivery IS NULL THEN d.reason END AS reason, "
            + "CASE WHEN p.delivery IS NULL THEN d.secret_id ELSE p.secret_id END AS secret_id, "
            + "coalesce(p.recipe, d.recipe) AS recipe, coalesce(p.detail, d.detail) AS detail "
            + "FROM hooklatch.delivery d LEFT JOIN hooklatch.promotion p ON p.delivery = d.id WHERE d.id = ANY (?)";

    /** What a delivery is called, and the part of it that is an event. */
    private static final String PART = "SELECT n.delivery_name, coalesce(e.event_name, CASE WHEN e.byte_length IS NULL "
            + "THEN n.event_name END) AS event_name, coalesce(e.event_type, CASE WHEN e.byte_length IS NULL "
            + "THEN n.event_type END) AS event_type, e.element_index, e.first_byte, e.byte_length "
            + "FROM (SELECT d.id, coalesce(p.batch, d.batch) AS batch, "
            + "CASE WHEN p.delivery IS NULL THEN d.delivery_name ELSE p.delivery_name END AS delivery_name, "
            + "CASE WHEN p.delivery IS NULL THEN d.event_name ELSE p.event_name END AS event_name, "
            + "CASE WHEN p.delivery IS NULL THEN d.event_type ELSE p.event_type END AS event_type "
            + "FROM hooklatch.delivery d LEFT JOIN hooklatch.promotion p ON p.delivery = d.id) n "
            + "LEFT JOIN LATERAL (SELECT * FROM (SELECT element_index, first_byte, byte_length, event_name, event_type "
            + "FROM hooklatch.element WHERE delivery = n.id AND event = ? UNION ALL "
            + "SELECT element_index, first_byte, byte_length, event_name, event_type FROM hooklatch.promoted "
            + "WHERE delivery = n.id AND event = ? AND byte_length IS NOT NULL) parts ORDER BY element_index LIMIT 1) e "
            + "ON n.batch WHERE n.id = ?";

    private EventRows() {}

    private record Origin(Verdict verdict, Request request) {}

    private record Stored(String endpoint, long createdAt, long delivery, Names names, Optional<Element> element) {}

    static Optional<EventSummary> event(Session session, EventId id) throws SQLException {
        return Pages.one(session, SUMMARY + " WHERE e.id = ?", id.value(), EventRows::summary);
    }

    static Page<EventSummary> list(Session session, EventQuery query) throws SQLException {
        Where where = new Where()
                .and("e.endpoint = ?", query.endpoint())
                .and("e.event_type = ?", query.type())
                .and("e.event_name = ?", query.providerEventId())
                .within(session, "e.created_at", query.created(), "e.id");
        query.state().ifPresent(state -> {
            // Where the others are found by their index; the handled ones are nearly all.
            if (state != DispatchState.HANDLED) {
                where.and("e.id IN (SELECT d.event FROM hooklatch.dispatch d WHERE d.carries IS NULL AND "
                        + DispatchRows.in(state) + ")");
            }
            int own = 1 << state.code();
            where.and("coalesce(" + STATES + ", 0) & " + (codesBefore(state) | own) + " = " + own);
        });
        return Pages.read(
                session,
                SUMMARY,
                where,
                "e.id",
                query.after(),
                query.limit(),
                EventRows::summary,
                row -> row.id().value());
    }

    /** The states that decide an event's before this one does, a bit for the code of each. */
    private static int codesBefore(DispatchState state) {
        int codes = 0;
        for (DispatchState other : DispatchState.values()) {
            if (other != state && DispatchState.ofEvent(EnumSet.of(state, other)) == other) {
                codes |= 1 << other.code();
            }
        }
        return codes;
    }

    private static EventSummary summary(ResultSet row) throws SQLException {
        int codes = row.getInt("states");
        Set<DispatchState> states = EnumSet.noneOf(DispatchState.class);
        for (DispatchState state : DispatchState.values()) {
            if ((codes & 1 << state.code()) != 0) {
                states.add(state);
            }
        }
        return new EventSummary(
                new EventId(row.getLong("id")),
                StoredText.read(row, "endpoint"),
                row.getLong("created_at"),
                StoredText.find(row, "event_type"),
                StoredText.find(row, "event_name"),
                DeliveryRows.key(row),
                new DeliveryId(row.getLong("delivery")),
                element(row),
                DispatchState.ofEvent(states));
    }

    /** Two questions suffice: neither events nor deliveries ever change. */
    static List<Event> load(Session session, Collection<Lease> leases) throws SQLException {
        Map<Long, Stored> events = new HashMap<>();
        try (PreparedStatement statement = session.prepareOnce(EVENTS)) {
            statement.setArray(
                    1,
                    session.array(
                            "bigint",
                            ids(leases.stream()
                                    .mapToLong(lease -> lease.eventId().value()))));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.put(
                            row.getLong("id"),
                            new Stored(
                                    StoredText.read(row, "endpoint"),
                                    row.getLong("created_at"),
                                    row.getLong("delivery"),
                                    DeliveryRows.names(row),
                                    element(row)));
                }
            }
        }
        List<Stored> bringing = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            bringing.add(bringing(session, lease, events.get(lease.eventId().value())));
        }
        Map<Long, Origin> origins = origins(session, bringing);
        List<Event> loaded = new ArrayList<>(leases.size());
        int index = 0;
        for (Lease lease : leases) {
            loaded.add(event(lease, bringing.get(index++), origins));
        }
        return loaded;
    }

    /** What brings the event to its handler: the delivery that made it, or the one that an operator replayed. */
    private static Stored bringing(Session session, Lease lease, @Nullable Stored event) throws SQLException {
        if (event == null) {
            throw new IllegalArgumentException(lease.eventId() + " is not in this inbox");
        }
        if (lease.carries().isEmpty()) {
            return event;
        }
        long delivery = lease.carries().get().value();
        PreparedStatement part = session.prepare(PART);
        part.setLong(1, lease.eventId().value());
        part.setLong(2, lease.eventId().value());
        part.setLong(3, delivery);
        try (ResultSet row = part.executeQuery()) {
            if (!row.next()) {
                throw new IllegalArgumentException(lease.carries().get() + " is not in this inbox");
            }
            return new Stored(event.endpoint(), event.createdAt(), delivery, DeliveryRows.names(row), element(row));
        }
    }

    private static Map<Long, Origin> origins(Session session, Collection<Stored> events) throws SQLException {
        Map<Long, Origin> origins = new HashMap<>();
        try (PreparedStatement statement = session.prepareOnce(DELIVERIES)) {
            statement.setArray(1, session.array("bigint", ids(events.stream().mapToLong(Stored::delivery))));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    origins.put(row.getLong("id"), new Origin(DeliveryRows.verdict(row), DeliveryRows.request(row)));
                }
            }
        }
        return origins;
    }

    private static Event event(Lease lease, Stored event, Map<Long, Origin> origins) {
        Origin origin = origins.get(event.delivery());
        if (origin == null) {
            throw new IllegalArgumentException(lease.eventId() + " is not in this inbox");
        }
        return new Event(
                lease.eventId(),
                lease.dispatchId(),
                lease.attempt(),
                event.endpoint(),
                event.createdAt(),
                new DeliveryId(event.delivery()),
                origin.verdict(),
                event.names(),
                origin.request(),
                event.element());
    }

    private static Optional<Element> element(ResultSet row) throws SQLException {
        return row.getInt("byte_length") == 0 ? Optional.empty() : Optional.of(DeliveryRows.element(row));
    }

    private static Long[] ids(LongStream ids) {
        return ids.distinct().boxed().toArray(Long[]::new);
    }
}
