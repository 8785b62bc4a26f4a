package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.jdbc.postgres.read.OperationRows;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Applied;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.Step;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Begins operations, takes their steps, and ends them. */
final class Operations {
    private static final String BEGIN =
            "INSERT INTO hooklatch.operation (id, started_at, total, changed, skipped, failed, "
                    + "rate, action, state, actor, origin, reason, selection, position, detail) "
                    + "VALUES (?,?,?,0,0,0,?,?,1,?,?,?,?,?,'')";

    private static final String ITEM =
            "INSERT INTO hooklatch.operation_item (operation, number, outcome, subject, detail) VALUES (?,?,?,?,?)";

    private static final String MOVE = "UPDATE hooklatch.operation SET changed = changed + ?, skipped = skipped + ?, "
            + "failed = failed + ?, position = ? WHERE id = ?";

    private static final String END =
            "UPDATE hooklatch.operation SET state = ?, ended_at = ?, detail = ? WHERE id = ? AND state = 1";

    private Operations() {}

    static Operation begin(Session session, Ids ids, long now, NewOperation operation) throws SQLException {
        OperationId id = new OperationId(ids.next());
        PreparedStatement begin = session.prepare(BEGIN);
        begin.setLong(1, id.value());
        begin.setLong(2, now);
        begin.setLong(3, operation.total());
        begin.setInt(4, operation.ratePerSecond());
        begin.setInt(5, operation.action().code());
        StoredText.bind(begin, 6, operation.actor().name());
        StoredText.bind(begin, 7, operation.actor().origin());
        StoredText.bind(begin, 8, operation.reason());
        StoredText.bind(begin, 9, operation.selection());
        StoredText.bind(begin, 10, operation.cursor());
        begin.executeUpdate();
        return OperationRows.operation(session, id).orElseThrow();
    }

    /** Empty when there is no such operation. */
    static Optional<StepTaken> apply(Session session, Ids ids, long now, OperationId id, Step step)
            throws SQLException {
        Optional<Operation> found = OperationRows.locked(session, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Operation operation = found.get();
        if (operation.state() != OperationState.RUNNING || !operation.cursor().equals(step.from())) {
            return Optional.of(new StepTaken(new Applied(false, operation, List.of()), List.of(), false, List.of()));
        }
        Changes changes = new Changes(session, ids, now, id);
        List<Changes.Made> made = changes.make(step.changes());
        List<OperationItem> items = new ArrayList<>(made.size());
        PreparedStatement write = session.prepare(ITEM);
        write.clearBatch();
        for (int i = 0; i < made.size(); i++) {
            OperationItem item = new OperationItem(
                    id,
                    operation.done() + 1 + i,
                    step.changes().get(i).subject(),
                    made.get(i).outcome(),
                    made.get(i).detail());
            write.setLong(1, id.value());
            write.setLong(2, item.number());
            write.setInt(3, item.outcome().code());
            StoredText.bind(write, 4, item.subject());
            StoredText.bind(write, 5, item.detail());
            write.addBatch();
            items.add(item);
        }
        write.executeBatch();
        move(session, id, items, step);
        Operation after = OperationRows.operation(session, id).orElseThrow();
        return Optional.of(new StepTaken(
                new Applied(true, after, items), changes.woken(), changes.paused(), changes.superseded()));
    }

    private static void move(Session session, OperationId id, List<OperationItem> items, Step step)
            throws SQLException {
        PreparedStatement move = session.prepare(MOVE);
        move.setLong(1, step.besides() + count(items, Outcome.CHANGED));
        move.setLong(2, count(items, Outcome.SKIPPED));
        move.setLong(3, count(items, Outcome.FAILED));
        StoredText.bind(move, 4, step.to());
        move.setLong(5, id.value());
        move.executeUpdate();
    }

    private static long count(List<OperationItem> items, Outcome outcome) {
        return items.stream().filter(item -> item.outcome() == outcome).count();
    }

    static boolean end(Session session, long now, OperationId id, OperationState state, String detail)
            throws SQLException {
        PreparedStatement end = session.prepare(END);
        end.setInt(1, state.code());
        end.setLong(2, now);
        StoredText.bind(end, 3, detail);
        end.setLong(4, id.value());
        return end.executeUpdate() > 0;
    }
}
