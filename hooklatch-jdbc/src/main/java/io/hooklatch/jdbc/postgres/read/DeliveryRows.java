package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.jdbc.row.ElementPlace;
import io.hooklatch.jdbc.row.HeaderCodec;
import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Element;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deliveries and their elements, as they are stored. */
final class DeliveryRows {
    static final String VERDICT = "verdict, reason, secret_id, recipe, detail";
    static final String REQUEST = "method, target, remote_address, headers, body";

    private static final String SUMMARY =
            "SELECT id, received_at, received_length, event, kind, batch, duplicate, divergent, "
                    + "endpoint, delivery_name, event_name, event_type, dedupe_key, key_source, method, target, remote_address, "
                    + VERDICT;
    private static final String WHOLE = SUMMARY + ", headers, body, cause, confidence, evidence, fix "
            + "FROM hooklatch.delivery LEFT JOIN hooklatch.diagnosis ON delivery = id ";

    private static final String SECRET = "SELECT sealed FROM hooklatch.secret WHERE endpoint = ?";

    private static final String ELEMENTS =
            "SELECT element_index, first_byte, byte_length, event, event_type, event_name, "
                    + "dedupe_key, key_source, duplicate, divergent FROM hooklatch.element WHERE delivery = ? ORDER BY element_index";

    private DeliveryRows() {}

    static Optional<Delivery> delivery(Session session, DeliveryId id) throws SQLException {
        return Pages.one(session, WHOLE + "WHERE id = ?", id.value(), DeliveryRows::whole);
    }

    static Map<DeliveryId, Delivery> deliveries(Session session, Collection<DeliveryId> ids) throws SQLException {
        return Pages.these(session, WHOLE + "WHERE id = ANY (?)", ids, DeliveryRows::whole);
    }

    private static Delivery whole(ResultSet row) throws SQLException {
        DeliverySummary summary = summary(row);
        Request request = request(row);
        return new Delivery(summary, request, summary.bodyLength() != request.body().length, diagnosis(row));
    }

    private static Optional<Diagnosis> diagnosis(ResultSet row) throws SQLException {
        int cause = row.getInt("cause");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        Cause.ofCode(cause),
                        Confidence.ofCode(row.getInt("confidence")),
                        StoredText.read(row, "evidence"),
                        StoredText.read(row, "fix")));
    }

    static Optional<byte[]> secret(Session session, String endpoint) throws SQLException {
        PreparedStatement select = session.prepare(SECRET);
        StoredText.bind(select, 1, endpoint);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
        }
    }

    static Page<DeliverySummary> list(Session session, DeliveryQuery query) throws SQLException {
        Where where = new Where()
                .and("endpoint = ?", query.endpoint())
                .and("verdict = ?", query.verdict().map(Verdict.Kind::code))
                .and("reason = ?", query.reason().map(Reason::code))
                .and("event_type = ?", query.type())
                .and("delivery_name = ?", query.providerDeliveryId())
                .and("event_name = ?", query.providerEventId())
                .within(session, "received_at", query.received(), "id");
        query.eventId()
                .ifPresent(event -> where.and(
                        "id IN (SELECT d.id FROM hooklatch.delivery d WHERE d.event = ? "
                                + "UNION ALL SELECT e.delivery FROM hooklatch.element e WHERE e.event = ? "
                                + "UNION ALL SELECT p.delivery FROM hooklatch.promoted p WHERE p.event = ?)",
                        event.value(),
                        event.value(),
                        event.value()));
        return Pages.read(
                session,
                SUMMARY + " FROM hooklatch.delivery",
                where,
                "id",
                query.after(),
                query.limit(),
                DeliveryRows::summary,
                row -> row.id().value());
    }

    static List<ElementSummary> elements(Session session, DeliveryId id) throws SQLException {
        PreparedStatement statement = session.prepare(ELEMENTS);
        statement.setLong(1, id.value());
        List<ElementSummary> elements = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                elements.add(new ElementSummary(
                        element(row),
                        new EventId(row.getLong("event")),
                        StoredText.find(row, "event_type"),
                        StoredText.find(row, "event_name"),
                        key(row),
                        row.getBoolean("duplicate"),
                        row.getBoolean("divergent")));
            }
        }
        return elements;
    }

    private static DeliverySummary summary(ResultSet row) throws SQLException {
        long event = row.getLong("event");
        return new DeliverySummary(
                new DeliveryId(row.getLong("id")),
                StoredText.read(row, "endpoint"),
                DeliveryKind.ofCode(row.getInt("kind")),
                row.getLong("received_at"),
                StoredText.read(row, "method"),
                StoredText.read(row, "target"),
                StoredText.read(row, "remote_address"),
                row.getLong("received_length"),
                verdict(row),
                names(row),
                key(row),
                event == 0 ? Optional.empty() : Optional.of(new EventId(event)),
                row.getBoolean("duplicate"),
                row.getBoolean("divergent"),
                row.getBoolean("batch"));
    }

    static Verdict verdict(ResultSet row) throws SQLException {
        int reason = row.getInt("reason");
        return new Verdict(
                Verdict.Kind.ofCode(row.getInt("verdict")),
                reason == 0 ? Optional.empty() : Optional.of(Reason.ofCode(reason)),
                StoredText.find(row, "secret_id"),
                StoredText.read(row, "recipe"),
                StoredText.read(row, "detail"));
    }

    static Request request(ResultSet row) throws SQLException {
        return new Request(
                StoredText.read(row, "method"),
                StoredText.read(row, "target"),
                HeaderCodec.decode(row.getBytes("headers")),
                row.getBytes("body"),
                StoredText.read(row, "remote_address"));
    }

    static Names names(ResultSet row) throws SQLException {
        return new Names(
                StoredText.find(row, "delivery_name"),
                StoredText.find(row, "event_name"),
                StoredText.find(row, "event_type"));
    }

    static Optional<DedupeKey> key(ResultSet row) throws SQLException {
        Optional<String> value = StoredText.find(row, "dedupe_key");
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new DedupeKey(value.get(), StoredText.read(row, "key_source")));
    }

    static Element element(ResultSet row) throws SQLException {
        return ElementPlace.element(row.getInt("element_index"), row.getInt("first_byte"), row.getInt("byte_length"));
    }
}
