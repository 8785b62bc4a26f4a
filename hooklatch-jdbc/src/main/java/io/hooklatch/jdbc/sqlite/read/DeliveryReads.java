package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.ElementPlace;
import io.hooklatch.jdbc.row.HeaderCodec;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Element;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Lease;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of deliveries as messages. */
final class DeliveryReads {
    private static final String COLUMNS = "SELECT id, profile, duplicate_of, received_at, stored_at, "
            + "coalesce(received_length, length(body)), target, remote_address, delivery_name, event_name, event_type, "
            + "method, dedupe_key, detail";
    private static final String BY_ID = " FROM hooklatch_delivery WHERE id = ?";
    private static final String SUMMARY = COLUMNS + BY_ID;
    private static final String WHOLE = COLUMNS + ", received_length IS NOT NULL, headers, body" + BY_ID;
    private static final String DIAGNOSIS =
            "SELECT cause, confidence, evidence, fix FROM hooklatch_diagnosis WHERE delivery = ?";

    private final ReadSession session;
    private final SharedValues values;

    DeliveryReads(ReadSession session, SharedValues values) {
        this.session = session;
        this.values = values;
    }

    /** What the lists of deliveries and events need of a row. */
    record Row(DeliverySummary summary, Profile profile, long storedAt) {
        /** Whether it is a part of a delivery and none itself. */
        boolean isElement() {
            return profile.has(Traits.ELEMENT);
        }
    }

    Optional<Row> row(long id) throws SQLException {
        try (ResultSet row = query(SUMMARY, id)) {
            return row.next() ? Optional.of(row(row)) : Optional.empty();
        }
    }

    Optional<Delivery> delivery(long id) throws SQLException {
        try (ResultSet row = query(WHOLE, id)) {
            if (!row.next()) {
                return Optional.empty();
            }
            Row found = row(row);
            if (found.isElement()) {
                return Optional.empty();
            }
            DeliverySummary summary = found.summary();
            Request request = request(row, summary);
            boolean truncated = row.getInt(15) != 0;
            return Optional.of(new Delivery(summary, request, truncated, diagnosis(summary)));
        }
    }

    private Optional<Diagnosis> diagnosis(DeliverySummary summary) throws SQLException {
        if (summary.verdict().accepted()) {
            return Optional.empty();
        }
        try (ResultSet row = query(DIAGNOSIS, summary.id().value())) {
            return row.next()
                    ? Optional.of(new Diagnosis(
                            Cause.ofCode(row.getInt(1)),
                            Confidence.ofCode(row.getInt(2)),
                            text(Text.read(row, 3)),
                            text(Text.read(row, 4))))
                    : Optional.empty();
        }
    }

    /** Where the element with this row stands. */
    ElementPlace place(long id) throws SQLException {
        try (ResultSet row = query("SELECT body FROM hooklatch_delivery WHERE id = ?", id)) {
            if (!row.next()) {
                throw new SQLException("the element " + id + " does not exist");
            }
            return ElementPlace.decode(row.getBytes(1));
        }
    }

    /** The rows of the events that a refused delivery was promoted to. */
    List<Row> promoted(long delivery) throws SQLException {
        PreparedStatement statement =
                session.prepared("SELECT d.id FROM hooklatch_promotion p JOIN hooklatch_delivery d "
                        + "ON d.id BETWEEN p.first_row AND p.last_row WHERE p.delivery = ? ORDER BY d.id");
        statement.setLong(1, delivery);
        List<Long> ids = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        List<Row> rows = new ArrayList<>(ids.size());
        for (long id : ids) {
            row(id).ifPresent(rows::add);
        }
        return rows;
    }

    /** What handlers are given. */
    final class Events {
        /** The batches that were loaded, each once for all of its elements. */
        private final Map<Long, Delivery> batches = new HashMap<>();

        /** The event of this lease; absent when there is none. */
        Optional<Event> event(Lease lease) throws SQLException {
            Row first;
            Request request;
            try (ResultSet row = query(WHOLE, lease.eventId().value())) {
                if (!row.next()) {
                    return Optional.empty();
                }
                first = row(row);
                request = request(row, first.summary());
            }
            if (!first.profile().has(Traits.FIRST)) {
                return Optional.empty();
            }
            if (lease.carries().isPresent()) {
                return Optional.of(carried(lease, first, lease.carries().get().value()));
            }
            if (!first.isElement()) {
                DeliverySummary summary = first.summary();
                return Optional.of(event(lease, first, summary, summary.names(), request, Optional.empty()));
            }
            return Optional.of(part(lease, first, first, ElementPlace.decode(request.body())));
        }

        /** The event with the bytes that another delivery brought. */
        private Event carried(Lease lease, Row first, long id) throws SQLException {
            Delivery whole = batch(id);
            DeliverySummary summary = whole.summary();
            if (summary.eventId().isEmpty()) {
                for (Row part : parts(summary)) {
                    if (part.summary().eventId().equals(Optional.of(lease.eventId()))) {
                        return part(
                                lease, first, part, place(part.summary().id().value()));
                    }
                }
            }
            return event(lease, first, summary, summary.names(), whole.request(), Optional.empty());
        }

        private List<Row> parts(DeliverySummary delivery) throws SQLException {
            return delivery.batch()
                    ? new ElementReads(session, values)
                            .rows(DeliveryReads.this, delivery.id().value())
                    : promoted(delivery.id().value());
        }

        private Event part(Lease lease, Row first, Row part, ElementPlace place) throws SQLException {
            Delivery batch = batch(place.delivery());
            DeliverySummary summary = batch.summary();
            return part.profile().has(Traits.PROMOTED)
                    ? event(
                            lease,
                            first,
                            summary,
                            part.summary().verdict(),
                            part.summary().names(),
                            batch.request(),
                            place.element())
                    : event(
                            lease,
                            first,
                            summary,
                            summary.names().or(part.summary().names()),
                            batch.request(),
                            place.element());
        }

        private Delivery batch(long id) throws SQLException {
            Delivery batch = batches.get(id);
            if (batch == null) {
                batch = delivery(id)
                        .orElseThrow(() -> new SQLException("the delivery " + id + " of an element does not exist"));
                batches.put(id, batch);
            }
            return batch;
        }

        private Event event(
                Lease lease,
                Row first,
                DeliverySummary delivery,
                Names names,
                Request request,
                Optional<Element> element) {
            return event(lease, first, delivery, delivery.verdict(), names, request, element);
        }

        private Event event(
                Lease lease,
                Row first,
                DeliverySummary delivery,
                Verdict verdict,
                Names names,
                Request request,
                Optional<Element> element) {
            return new Event(
                    lease.eventId(),
                    lease.dispatchId(),
                    lease.attempt(),
                    delivery.endpoint(),
                    first.storedAt(),
                    delivery.id(),
                    verdict,
                    names,
                    request,
                    element);
        }
    }

    private ResultSet query(String sql, long id) throws SQLException {
        PreparedStatement statement = session.prepared(sql);
        statement.setLong(1, id);
        return statement.executeQuery();
    }

    private static Request request(ResultSet row, DeliverySummary summary) throws SQLException {
        return new Request(
                summary.method(),
                summary.target(),
                HeaderCodec.decode(row.getBytes(16)),
                bytes(row, 17),
                summary.remoteAddress());
    }

    private static byte[] bytes(ResultSet row, int index) throws SQLException {
        byte[] bytes = row.getBytes(index);
        return bytes == null ? new byte[0] : bytes; // the driver gives null for an empty blob
    }

    private Row row(ResultSet row) throws SQLException {
        DeliveryId id = new DeliveryId(row.getLong(1));
        Profile profile = values.profiles().get(row.getInt(2));
        if (profile == null) {
            throw new SQLException(id + " has the profile " + row.getInt(2) + ", which does not exist");
        }
        String deliveryName = Text.read(row, 9);
        String eventName = Text.read(row, 10);
        String type = profile.has(Traits.TYPE_IN_ROW) ? Text.read(row, 11) : profile.eventType();
        String method = profile.method() == null ? Text.read(row, 12) : profile.method();
        DeliverySummary summary = new DeliverySummary(
                id,
                profile.endpoint(),
                profile.kind(),
                row.getLong(4),
                text(method),
                text(Text.read(row, 7)),
                text(Text.read(row, 8)),
                row.getLong(6),
                profile.verdict(Text.read(row, 14)),
                new Names(Optional.ofNullable(deliveryName), Optional.ofNullable(eventName), Optional.ofNullable(type)),
                profile.key(Text.read(row, 13), eventName, deliveryName),
                event(id, profile, row.getLong(3)),
                profile.has(Traits.DUPLICATE),
                profile.has(Traits.DIVERGENT),
                profile.has(Traits.BATCH));
        return new Row(summary, profile, row.getLong(5));
    }

    private static Optional<EventId> event(DeliveryId id, Profile profile, long duplicateOf) {
        if (profile.has(Traits.FIRST)) {
            return Optional.of(new EventId(id.value()));
        }
        return duplicateOf == 0 ? Optional.empty() : Optional.of(new EventId(duplicateOf));
    }

    private static String text(@Nullable String column) throws SQLException {
        if (column == null) {
            throw new SQLException("a column that must hold text is null");
        }
        return column;
    }
}
