package io.hooklatch.bench.retention;

import io.hooklatch.bench.postgres.Database;
import io.hooklatch.message.DispatchState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rows of receipts of earlier days, made by the database from those of one real receipt that was handled: the same
 * columns under other ids, times, names and keys. Names and keys are in no order, as those of senders are.
 */
final class OldRows {
    private static final List<String> TABLES = List.of("dedupe_key", "delivery", "event", "dispatch", "attempt");
    private static final Set<String> IDS = Set.of("id", "event", "delivery", "dispatch");
    private static final Set<String> TIMES =
            Set.of("received_at", "created_at", "leased_at", "recorded_at", "started_at");
    private static final Set<String> NAMES = Set.of("delivery_name", "event_name", "dedupe_key", "key");

    /** How far the time is shifted to the left in an id. */
    private static final int TIME_SHIFT = 22;

    private final Database database;
    private final String sample;
    private final Days days;

    /** @param sample the schema of an inbox that holds one handled event, and nothing else */
    OldRows(Database database, String sample, Days days) {
        this.database = database;
        this.sample = sample;
        this.days = days;
    }

    /**
     * Adds receipts to a day, evenly over it.
     *
     * @param dead of a hundred of them so many are dead, the others handled
     */
    void add(String schema, int day, int count, int dead) throws SQLException {
        long step = (days.firstId(day + 1) - days.firstId(day)) / (count + 1L);
        String shifts = "(SELECT n, md5('" + day + "/' || n) AS name, " + days.firstId(day) + " + (n + 1) * " + step
                + " - (SELECT min(id) FROM " + sample + ".delivery) AS shift FROM generate_series(0, " + (count - 1)
                + ") n) s";
        for (String table : TABLES) {
            List<String> columns = columns(table);
            List<String> values = new ArrayList<>();
            columns.forEach(column -> values.add(value(column, dead)));
            database.execute("INSERT INTO " + schema + "." + table + " (" + String.join(", ", columns) + ") SELECT "
                    + String.join(", ", values) + " FROM " + sample + "." + table + " r CROSS JOIN " + shifts);
        }
    }

    private List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT column_name FROM information_schema.columns "
                        + "WHERE table_schema = '" + sample + "' AND table_name = '" + table
                        + "' AND is_identity = 'NO' ORDER BY ordinal_position")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    private static String value(String column, int dead) {
        if (IDS.contains(column)) {
            return "r." + column + " + s.shift";
        }
        if (TIMES.contains(column)) {
            return "r." + column + " + (s.shift >> " + TIME_SHIFT + ")";
        }
        if (NAMES.contains(column)) {
            return "s.name || r." + column;
        }
        return column.equals("state")
                ? "CASE WHEN s.n % 100 < " + dead + " THEN " + DispatchState.DEAD.code() + " ELSE r.state END"
                : "r." + column;
    }
}
