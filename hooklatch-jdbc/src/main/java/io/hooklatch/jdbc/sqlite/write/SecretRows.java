package io.hooklatch.jdbc.sqlite.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The sealed secrets that endpoints learnt. */
final class SecretRows {
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    SecretRows(Connection connection) throws SQLException {
        insert = connection.prepareStatement(
                "INSERT OR IGNORE INTO main.hooklatch_secret (endpoint, sealed) VALUES (?, ?)");
        select = connection.prepareStatement("SELECT sealed FROM main.hooklatch_secret WHERE endpoint = ?");
        delete = connection.prepareStatement("DELETE FROM main.hooklatch_secret WHERE endpoint = ?");
    }

    /** Keeps it unless there is one; gives the one that is kept. */
    byte[] keep(String endpoint, byte[] sealed) throws SQLException {
        insert.setString(1, endpoint);
        insert.setBytes(2, sealed);
        insert.executeUpdate();
        select.setString(1, endpoint);
        try (ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    boolean forget(String endpoint) throws SQLException {
        delete.setString(1, endpoint);
        return delete.executeUpdate() > 0;
    }
}
