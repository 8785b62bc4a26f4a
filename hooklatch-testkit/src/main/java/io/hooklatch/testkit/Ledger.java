package io.hooklatch.testkit;

import io.hooklatch.message.DispatchId;
import io.hooklatch.store.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A table of the application in the database of the inbox: one row for every effect of a handler. */
final class Ledger {
    static final String INSERT = "INSERT INTO conformance_ledger (dispatch, note) VALUES (?, ?)";
    static final String SELECT = "SELECT dispatch FROM conformance_ledger ORDER BY dispatch";

    private final TransactionalStoreHome home;

    Ledger(TransactionalStoreHome home) throws SQLException {
        this.home = home;
        execute("CREATE TABLE conformance_ledger (dispatch BIGINT NOT NULL, note VARCHAR(100) NOT NULL)");
    }

    /** From now on a second row for a dispatch violates a constraint. */
    void oncePerDispatch() throws SQLException {
        execute("CREATE UNIQUE INDEX conformance_ledger_once ON conformance_ledger (dispatch)");
    }

    /** Writes a row through the connection that a handler was given. */
    static void write(Connection connection, Lease lease, String note) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, lease.dispatchId().value());
            insert.setString(2, note);
            insert.executeUpdate();
        }
    }

    /** The dispatches of the rows that the connection sees, least id first, repeats included. */
    static List<DispatchId> read(Connection connection) throws SQLException {
        List<DispatchId> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SELECT)) {
            while (result.next()) {
                rows.add(new DispatchId(result.getLong(1)));
            }
        }
        return rows;
    }

    /** What is committed, as the application sees it. */
    List<DispatchId> committed() throws SQLException {
        try (Connection connection = home.applicationConnection()) {
            return read(connection);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = home.applicationConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
