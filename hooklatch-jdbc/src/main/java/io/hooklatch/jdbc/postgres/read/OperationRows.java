package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Promotion;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators did. */
public final class OperationRows {
    private static final String OPERATION = "SELECT id, started_at, ended_at, total, changed, skipped, failed, rate, "
            + "action, state, actor, origin, reason, selection, position, detail FROM hooklatch.operation";

    private static final String ITEM =
            "SELECT operation, number, outcome, subject, detail FROM hooklatch.operation_item";

    private static final String PAUSES =
            "SELECT kind, name, operation, paused_at FROM hooklatch.pause ORDER BY kind, name";

    private static final String PROMOTION = "SELECT operation, promoted_at, verdict, recipe, secret_id, detail "
            + "FROM hooklatch.promotion WHERE delivery = ?";

    private static final String PROMOTED_BY =
            "SELECT delivery, operation FROM hooklatch.promotion WHERE delivery = ANY (?)";

    private static final String PROMOTED =
            "SELECT event, duplicate, divergent FROM hooklatch.promoted WHERE delivery = ? ORDER BY number";

    private OperationRows() {}

    public static Optional<Operation> operation(Session session, OperationId id) throws SQLException {
        return Pages.one(session, OPERATION + " WHERE id = ?", id.value(), OperationRows::operation);
    }

    /** As above; nobody else takes a step of it until the transaction ends. */
    public static Optional<Operation> locked(Session session, OperationId id) throws SQLException {
        return Pages.one(session, OPERATION + " WHERE id = ? FOR UPDATE", id.value(), OperationRows::operation);
    }

    static Page<Operation> list(Session session, OperationQuery query) throws SQLException {
        Where where = new Where()
                .and("action = ?", query.action().map(Action::code))
                .and("actor = ?", query.actor())
                .within("started_at", query.started());
        query.state().ifPresent(state -> where.and("state = " + state.code()));
        return Pages.read(
                session,
                OPERATION,
                where,
                "id",
                query.after(),
                query.limit(),
                OperationRows::operation,
                row -> row.id().value());
    }

    static Page<OperationItem> items(Session session, OperationId operation, Cursor after, int limit)
            throws SQLException {
        Where where = new Where().and("operation = ?", operation.value());
        return Pages.read(
                session,
                ITEM,
                where,
                "number",
                after,
                limit,
                row -> new OperationItem(
                        new OperationId(row.getLong("operation")),
                        row.getLong("number"),
                        StoredText.read(row, "subject"),
                        OperationItem.Outcome.ofCode(row.getInt("outcome")),
                        StoredText.read(row, "detail")),
                OperationItem::number);
    }

    static List<Pause> pauses(Session session) throws SQLException {
        List<Pause> pauses = new ArrayList<>();
        try (ResultSet row = session.prepare(PAUSES).executeQuery()) {
            while (row.next()) {
                pauses.add(new Pause(
                        Pause.Kind.ofCode(row.getInt("kind")),
                        StoredText.read(row, "name"),
                        new OperationId(row.getLong("operation")),
                        row.getLong("paused_at")));
            }
        }
        return pauses;
    }

    static Map<DeliveryId, OperationId> promoted(Session session, Collection<DeliveryId> deliveries)
            throws SQLException {
        return Pages.these(session, PROMOTED_BY, deliveries, row -> new OperationId(row.getLong("operation")));
    }

    static Optional<Promotion> promotion(Session session, DeliveryId delivery) throws SQLException {
        Optional<Promotion> found = Pages.one(
                session,
                PROMOTION,
                delivery.value(),
                row -> new Promotion(
                        delivery,
                        new OperationId(row.getLong("operation")),
                        row.getLong("promoted_at"),
                        new Verdict(
                                Verdict.Kind.ofCode(row.getInt("verdict")),
                                Optional.empty(),
                                StoredText.find(row, "secret_id"),
                                StoredText.read(row, "recipe"),
                                StoredText.read(row, "detail")),
                        List.of()));
        if (found.isEmpty()) {
            return found;
        }
        Promotion row = found.get();
        return Optional.of(new Promotion(
                delivery, row.operationId(), row.promotedAt(), row.verdict(), promoted(session, delivery)));
    }

    /** Written with the promotion and never changed, so this second question fits the first. */
    private static List<ReceivedEvent> promoted(Session session, DeliveryId delivery) throws SQLException {
        PreparedStatement select = session.prepare(PROMOTED);
        select.setLong(1, delivery.value());
        List<ReceivedEvent> events = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                events.add(new ReceivedEvent(
                        new EventId(row.getLong("event")), row.getBoolean("duplicate"), row.getBoolean("divergent")));
            }
        }
        return events;
    }

    private static Operation operation(ResultSet row) throws SQLException {
        long endedAt = row.getLong("ended_at");
        Optional<Long> ended = row.wasNull() ? Optional.empty() : Optional.of(endedAt);
        return new Operation(
                new OperationId(row.getLong("id")),
                Action.ofCode(row.getInt("action")),
                new Actor(StoredText.read(row, "actor"), StoredText.read(row, "origin")),
                StoredText.read(row, "reason"),
                StoredText.read(row, "selection"),
                row.getLong("started_at"),
                ended,
                OperationState.ofCode(row.getInt("state")),
                row.getInt("rate"),
                row.getLong("total"),
                row.getLong("changed"),
                row.getLong("skipped"),
                row.getLong("failed"),
                StoredText.read(row, "position"),
                StoredText.read(row, "detail"));
    }
}
