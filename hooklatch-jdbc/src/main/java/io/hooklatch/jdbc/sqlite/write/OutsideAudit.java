package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.OperationColumns;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.file.Connections;
import io.hooklatch.message.Action;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Pause;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.NewOperation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes entries of the audit into a file that another process may own. Its ids are those of another node, so that they are
 * never the owner's, and the owner's writer waits for its short transactions as for those of an application.
 */
public final class OutsideAudit implements AutoCloseable {
    private static final int NODE = 1023;

    private final SqliteSettings settings;
    private final Connection connection;

    private OutsideAudit(SqliteSettings settings, Connection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    /**
     * Opens it.
     *
     * @param settings with the real path of an inbox at the program's schema version
     */
    public static OutsideAudit open(SqliteSettings settings) throws SQLException {
        return new OutsideAudit(settings, Connections.writer(settings));
    }

    /** Records that something begins, and returns its id. */
    public long begin(NewOperation operation) throws SQLException {
        return atOnce(() -> insert(operation));
    }

    /** Records what is done already. */
    public void done(NewOperation operation, String detail) throws SQLException {
        atOnce(() -> {
            long id = insert(operation);
            end(id, OperationState.DONE, detail);
            return id;
        });
    }

    private interface Writing {
        long run() throws SQLException;
    }

    private long atOnce(Writing writing) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                long id = writing.run();
                statement.execute("COMMIT");
                done = true;
                return id;
            } finally {
                if (!done) {
                    statement.execute("ROLLBACK");
                }
            }
        }
    }

    private long greatest() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) FROM main.hooklatch_operation")) {
            row.next();
            return row.getLong(1);
        }
    }

    private long insert(NewOperation operation) throws SQLException {
        long id = new IdSequence(settings.clock(), NODE, greatest()).next();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO main.hooklatch_operation (id, action, "
                + "state, started_at, rate, total, changed, skipped, failed, actor, origin, reason, selection, cursor, "
                + "detail) VALUES (?, ?, 1, ?, 0, 0, 0, 0, 0, ?, ?, ?, ?, '', '')")) {
            insert.setLong(1, id);
            insert.setInt(2, operation.action().code());
            insert.setLong(3, settings.clock().millis());
            Text.bind(insert, 4, operation.actor().name());
            Text.bind(insert, 5, operation.actor().origin());
            Text.bind(insert, 6, operation.reason());
            Text.bind(insert, 7, operation.selection());
            insert.executeUpdate();
        }
        return id;
    }

    /** Records how it ended. */
    public void end(long id, OperationState state, String detail) throws SQLException {
        end("id = " + id, state, detail);
    }

    /** In a copy: ends the backup that made it, which was at work when the copy was of the inbox. */
    public void endBackups() throws SQLException {
        end("action = " + Action.BACKUP.code(), OperationState.DONE, "this is the copy");
    }

    /**
     * In a copy: ends what else was running when it was made, which nobody shall go on with.
     *
     * @return it, as it stood
     */
    public List<Operation> endOthers(String detail) throws SQLException {
        List<Operation> running = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + OperationColumns.ALL
                        + " FROM main.hooklatch_operation WHERE state = 1 ORDER BY id")) {
            while (row.next()) {
                running.add(OperationColumns.read(row));
            }
        }
        end("id > 0", OperationState.CANCELLED, detail);
        return running;
    }

    /** What is paused, in the order of kind and name. */
    public List<Pause> pauses() throws SQLException {
        List<Pause> pauses = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT kind, name, operation, paused_at FROM main.hooklatch_pause ORDER BY kind, name")) {
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

    private void end(String which, OperationState state, String detail) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement("UPDATE main.hooklatch_operation SET state = ?, "
                + "ended_at = ?, detail = ? WHERE state = 1 AND " + which)) {
            end.setInt(1, state.code());
            end.setLong(2, settings.clock().millis());
            Text.bind(end, 3, detail);
            end.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
