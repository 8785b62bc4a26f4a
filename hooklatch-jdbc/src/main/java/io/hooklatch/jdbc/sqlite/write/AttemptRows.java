package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.AttemptOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes attempts. */
final class AttemptRows {
    private final PreparedStatement insert;

    AttemptRows(Connection connection) throws SQLException {
        insert = connection.prepareStatement("INSERT INTO main.hooklatch_attempt (id, dispatch, number, recorded_at, "
                + "started_at, duration, outcome, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }

    void insert(
            long id,
            long dispatch,
            int number,
            long recordedAt,
            long startedAt,
            long durationMillis,
            AttemptOutcome outcome,
            String error)
            throws SQLException {
        insert.setLong(1, id);
        insert.setLong(2, dispatch);
        insert.setInt(3, number);
        insert.setLong(4, recordedAt);
        insert.setLong(5, startedAt);
        insert.setLong(6, durationMillis);
        insert.setInt(7, outcome.code());
        Text.bind(insert, 8, Text.orNull(error));
        insert.executeUpdate();
    }
}
