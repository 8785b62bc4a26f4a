package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.OperationColumns;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Applied;
import io.hooklatch.store.Change;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The record of what operators do. */
final class OperationRows {
    private final IdRows ids;
    private final Changes changes;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement item;
    private final PreparedStatement step;
    private final PreparedStatement end;

    OperationRows(Connection connection, IdRows ids, Changes changes) throws SQLException {
        this.ids = ids;
        this.changes = changes;
        insert = connection.prepareStatement("INSERT INTO main.hooklatch_operation (id, action, state, started_at, "
                + "rate, total, changed, skipped, failed, actor, origin, reason, selection, cursor, detail) "
                + "VALUES (?, ?, 1, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?, '')");
        select = connection.prepareStatement(
                "SELECT " + OperationColumns.ALL + " FROM main.hooklatch_operation WHERE id = ?");
        item = connection.prepareStatement("INSERT INTO main.hooklatch_operation_item "
                + "(operation, number, outcome, subject, detail) VALUES (?, ?, ?, ?, ?)");
        step = connection.prepareStatement("UPDATE main.hooklatch_operation SET changed = changed + ?, "
                + "skipped = skipped + ?, failed = failed + ?, cursor = ? WHERE id = ?");
        end = connection.prepareStatement(
                "UPDATE main.hooklatch_operation SET state = ?, ended_at = ?, detail = ? WHERE id = ? AND state = 1");
    }

    Operation begin(NewOperation operation, long now) throws SQLException {
        long id = ids.next();
        insert.setLong(1, id);
        insert.setInt(2, operation.action().code());
        insert.setLong(3, now);
        insert.setInt(4, operation.ratePerSecond());
        insert.setLong(5, operation.total());
        Text.bind(insert, 6, operation.actor().name());
        Text.bind(insert, 7, operation.actor().origin());
        Text.bind(insert, 8, operation.reason());
        Text.bind(insert, 9, operation.selection());
        Text.bind(insert, 10, operation.cursor());
        insert.executeUpdate();
        return find(new OperationId(id)).orElseThrow();
    }

    private Optional<Operation> find(OperationId id) throws SQLException {
        select.setLong(1, id.value());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(OperationColumns.read(row)) : Optional.empty();
        }
    }

    /** Absent when there is no such operation. */
    Optional<Applied> apply(OperationId id, Step taken, long now) throws SQLException {
        Optional<Operation> found = find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Operation operation = found.get();
        if (operation.state() != OperationState.RUNNING || !operation.cursor().equals(taken.from())) {
            return Optional.of(new Applied(false, operation, List.of()));
        }
        List<OperationItem> items = new ArrayList<>();
        for (Change change : taken.changes()) {
            OperationItem made = changes.make(change, id, operation.done() + items.size() + 1, now);
            write(made);
            items.add(made);
        }
        step.setLong(1, taken.besides() + count(items, Outcome.CHANGED));
        step.setLong(2, count(items, Outcome.SKIPPED));
        step.setLong(3, count(items, Outcome.FAILED));
        Text.bind(step, 4, taken.to());
        step.setLong(5, id.value());
        step.executeUpdate();
        return Optional.of(new Applied(true, find(id).orElseThrow(), items));
    }

    private static long count(List<OperationItem> items, Outcome outcome) {
        return items.stream().filter(made -> made.outcome() == outcome).count();
    }

    private void write(OperationItem made) throws SQLException {
        item.setLong(1, made.operationId().value());
        item.setLong(2, made.number());
        item.setInt(3, made.outcome().code());
        Text.bind(item, 4, made.subject());
        Text.bind(item, 5, made.detail());
        item.executeUpdate();
    }

    boolean end(OperationId id, OperationState state, String detail, long now) throws SQLException {
        end.setInt(1, state.code());
        end.setLong(2, now);
        Text.bind(end, 3, detail);
        end.setLong(4, id.value());
        return end.executeUpdate() == 1;
    }
}
