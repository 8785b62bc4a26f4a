package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.message.OperationId;
import io.hooklatch.message.Pause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What is paused, with the handlers in memory: every claim asks. */
final class PauseRows {
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;
    private Set<String> held = new HashSet<>();
    private Set<String> heldBefore = Set.of();

    PauseRows(Connection connection) throws SQLException {
        insert = connection.prepareStatement(
                "INSERT INTO main.hooklatch_pause (kind, name, operation, paused_at) VALUES (?, ?, ?, ?)");
        delete = connection.prepareStatement("DELETE FROM main.hooklatch_pause WHERE kind = ? AND name = ?");
        select = connection.prepareStatement("SELECT operation FROM main.hooklatch_pause WHERE kind = ? AND name = ?");
        PreparedStatement handlers = connection.prepareStatement(
                "SELECT name FROM main.hooklatch_pause WHERE kind = " + Pause.Kind.HANDLER.code());
        try (ResultSet row = handlers.executeQuery()) {
            while (row.next()) {
                held.add(row.getString(1));
            }
        }
        committed();
    }

    /** Whether this handler is paused. */
    boolean holds(String handler) {
        return !held.isEmpty() && held.contains(handler);
    }

    /** The operation that has paused it already, if one has. */
    Optional<OperationId> hold(Pause pause) throws SQLException {
        Optional<OperationId> known = find(pause.kind(), pause.name());
        if (known.isPresent()) {
            return known;
        }
        insert.setInt(1, pause.kind().code());
        insert.setString(2, pause.name());
        insert.setLong(3, pause.operationId().value());
        insert.setLong(4, pause.pausedAt());
        insert.executeUpdate();
        if (pause.kind() == Pause.Kind.HANDLER) {
            held.add(pause.name());
        }
        return Optional.empty();
    }

    private Optional<OperationId> find(Pause.Kind kind, String name) throws SQLException {
        select.setInt(1, kind.code());
        select.setString(2, name);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new OperationId(row.getLong(1))) : Optional.empty();
        }
    }

    /** Whether it was paused. */
    boolean resume(Pause.Kind kind, String name) throws SQLException {
        delete.setInt(1, kind.code());
        delete.setString(2, name);
        boolean paused = delete.executeUpdate() > 0;
        if (paused && kind == Pause.Kind.HANDLER) {
            held.remove(name);
        }
        return paused;
    }

    void committed() {
        if (!held.equals(heldBefore)) {
            heldBefore = Set.copyOf(held);
        }
    }

    void rolledBack() {
        held = new HashSet<>(heldBefore);
    }
}
