package io.hooklatch.jdbc.sqlite.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the dispatches of a handler that can be leased, by the index over state, handler and due time. */
final class DueRows {
    private static final String SELECT = "SELECT id, event, attempts, losses, token, state, due_at, "
            + "coalesce(leased_at, due_at), forgiven, coalesce(carries, 0), EXISTS (SELECT 1 FROM "
            + "main.hooklatch_ordered o WHERE o.dispatch = hooklatch_dispatch.id) FROM main.hooklatch_dispatch WHERE state = ";
    private static final String DUE =
            " AND handler = ? AND due_at IS NOT NULL AND due_at <= ? " + "ORDER BY due_at, id LIMIT ?";
    private static final Comparator<DueDispatch> OLDEST_FIRST =
            Comparator.comparingLong(DueDispatch::dueAt).thenComparingLong(DueDispatch::id);

    private final PreparedStatement queued;
    private final PreparedStatement running;
    private final PreparedStatement retrying;

    DueRows(Connection connection) throws SQLException {
        queued = connection.prepareStatement(SELECT + 1 + DUE);
        running = connection.prepareStatement(SELECT + 2 + DUE);
        retrying = connection.prepareStatement(SELECT + 3 + DUE);
    }

    /** At most so many, oldest due first; a suspect one alone. */
    List<DueDispatch> find(int handler, int limit, long now) throws SQLException {
        List<DueDispatch> due = new ArrayList<>();
        // A queued one waits for nothing: it is due also while a clock that was turned back has not reached its time.
        find(queued, handler, limit, Long.MAX_VALUE, due);
        find(retrying, handler, limit, now, due);
        find(running, handler, 1, now, due);
        due.sort(OLDEST_FIRST);
        for (int i = 0; i < due.size(); i++) {
            if (due.get(i).suspect()) {
                return due.subList(0, Math.min(Math.max(i, 1), limit));
            }
        }
        return due.subList(0, Math.min(due.size(), limit));
    }

    private static void find(PreparedStatement select, int handler, int limit, long until, List<DueDispatch> into)
            throws SQLException {
        select.setInt(1, handler);
        select.setLong(2, until);
        select.setInt(3, limit);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                into.add(new DueDispatch(
                        row.getLong(1),
                        row.getLong(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getLong(5),
                        row.getInt(6) == 2,
                        row.getLong(7),
                        row.getLong(8),
                        row.getInt(9),
                        row.getLong(10),
                        row.getBoolean(11)));
            }
        }
    }
}
