package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.Lane;
import io.hooklatch.jdbc.row.Numbered;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads what rows share from their tables, as at open. */
final class SharedTables {
    private static final String PROFILES = "SELECT id, endpoint, kind, verdict, reason, secret_id, recipe, method, "
            + "event_type, key_source, second_key_source, traits FROM main.hooklatch_profile ORDER BY id";

    private SharedTables() {}

    static void load(Connection connection, SharedValues values) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            load(statement, PROFILES, SharedTables::profile, values.profiles());
            load(
                    statement,
                    "SELECT id, name FROM main.hooklatch_handler ORDER BY id",
                    row -> text(row, 2),
                    values.handlers());
            load(
                    statement,
                    "SELECT id, endpoint, event_type, handler FROM main.hooklatch_lane ORDER BY id",
                    row -> new Lane(text(row, 2), Text.read(row, 3), row.getInt(4)),
                    values.lanes());
        }
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> void load(Statement statement, String sql, RowReader<T> reader, Numbered<T> into)
            throws SQLException {
        List<T> values = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(reader.read(row));
                if (row.getInt(1) != values.size()) {
                    throw new SQLException("row " + values.size() + " is missing from the answer to " + sql);
                }
            }
        }
        into.load(values);
    }

    private static Profile profile(ResultSet row) throws SQLException {
        int reason = row.getInt(5);
        return new Profile(
                text(row, 2),
                DeliveryKind.ofCode(row.getInt(3)),
                Verdict.Kind.ofCode(row.getInt(4)),
                reason == 0 ? null : Reason.ofCode(reason),
                Text.read(row, 6),
                text(row, 7),
                Text.read(row, 8),
                Text.read(row, 9),
                Text.read(row, 10),
                Text.read(row, 11),
                row.getInt(12));
    }

    private static String text(ResultSet row, int index) throws SQLException {
        String text = Text.read(row, index);
        if (text == null) {
            throw new SQLException("column " + index + " is null");
        }
        return text;
    }
}
