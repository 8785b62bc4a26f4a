package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.OperationColumns;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
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
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What operators did, as messages. */
final class OperationReads {
    private static final String SELECT = "SELECT " + OperationColumns.ALL + " FROM hooklatch_operation WHERE ";

    private final ReadSession session;

    OperationReads(ReadSession session) {
        this.session = session;
    }

    Optional<Operation> find(OperationId id) throws SQLException {
        PreparedStatement statement = session.prepared(SELECT + "id = ?");
        statement.setLong(1, id.value());
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(OperationColumns.read(row)) : Optional.empty();
        }
    }

    Page<Operation> list(OperationQuery query) throws SQLException {
        PreparedStatement statement =
                session.prepared(SELECT + "id < ? AND id > ? AND started_at >= ? AND started_at < ?"
                        + (query.action().isPresent() ? " AND action = ?" : "")
                        + (query.state().isPresent() ? " AND state = ?" : "")
                        + (query.actor().isPresent() ? " AND actor = ?" : "")
                        + " ORDER BY id DESC LIMIT ?");
        statement.setLong(1, query.after().before());
        statement.setLong(2, query.after().after());
        statement.setLong(3, query.started().from());
        statement.setLong(4, query.started().until());
        int next = 5;
        if (query.action().isPresent()) {
            statement.setInt(next++, query.action().get().code());
        }
        if (query.state().isPresent()) {
            statement.setInt(next++, query.state().get().code());
        }
        if (query.actor().isPresent()) {
            Text.bind(statement, next++, query.actor());
        }
        statement.setInt(next, query.limit() + 1);
        List<Operation> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(OperationColumns.read(row));
            }
        }
        return page(rows, query.after(), query.limit(), row -> row.id().value());
    }

    Page<OperationItem> items(OperationId operation, Cursor after, int limit) throws SQLException {
        PreparedStatement statement = session.prepared(
                "SELECT number, outcome, subject, detail FROM "
                        + "hooklatch_operation_item WHERE operation = ? AND number < ? AND number > ? ORDER BY number DESC LIMIT ?");
        statement.setLong(1, operation.value());
        statement.setLong(2, after.before());
        statement.setLong(3, after.after());
        statement.setInt(4, limit + 1);
        List<OperationItem> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new OperationItem(
                        operation,
                        row.getLong(1),
                        text(Text.read(row, 3)),
                        OperationItem.Outcome.ofCode(row.getInt(2)),
                        text(Text.read(row, 4))));
            }
        }
        return page(rows, after, limit, OperationItem::number);
    }

    private static <T> Page<T> page(List<T> rows, Cursor from, int limit, ToLongFunction<T> id) {
        return rows.size() <= limit
                ? new Page<>(rows, Optional.empty())
                : new Page<>(rows.subList(0, limit), Optional.of(from.at(id.applyAsLong(rows.get(limit - 1)))));
    }

    List<Pause> pauses() throws SQLException {
        List<Pause> pauses = new ArrayList<>();
        PreparedStatement statement =
                session.prepared("SELECT kind, name, operation, paused_at FROM hooklatch_pause ORDER BY kind, name");
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                pauses.add(new Pause(
                        Pause.Kind.ofCode(row.getInt(1)),
                        row.getString(2),
                        new OperationId(row.getLong(3)),
                        row.getLong(4)));
            }
        }
        return pauses;
    }

    /** @param parts the rows of its events */
    Optional<Promotion> promotion(DeliveryId delivery, List<DeliveryReads.Row> parts) throws SQLException {
        PreparedStatement statement = session.prepared("SELECT operation, promoted_at, verdict, secret_id, recipe, "
                + "detail FROM hooklatch_promotion WHERE delivery = ?");
        statement.setLong(1, delivery.value());
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            Verdict verdict = new Verdict(
                    Verdict.Kind.ofCode(row.getInt(3)),
                    Optional.empty(),
                    Optional.ofNullable(Text.read(row, 4)),
                    text(Text.read(row, 5)),
                    text(Text.read(row, 6)));
            List<ReceivedEvent> events = parts.stream()
                    .map(DeliveryReads.Row::summary)
                    .map(part -> new ReceivedEvent(part.eventId().orElseThrow(), part.duplicate(), part.divergent()))
                    .toList();
            return Optional.of(
                    new Promotion(delivery, new OperationId(row.getLong(1)), row.getLong(2), verdict, events));
        }
    }

    private static String text(@Nullable String column) {
        return column == null ? "" : column;
    }
}
