package io.hooklatch.bench.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that an inbox made of real requests, to be written again by plain JDBC. Thread-safe. */
final class PlainRows {
    private static final List<String> TABLES = List.of("dedupe_key", "delivery", "event", "dispatch");
    /** Columns that hold an id. */
    private static final Set<String> IDS = Set.of("id", "event", "delivery");

    private final List<Rows> tables = new ArrayList<>();
    private final int receipts;
    private final long span;

    /** One table's rows in the order of the receipts; as many of them for each. */
    private record Rows(String table, List<String> columns, int perReceipt, List<@Nullable Object[]> rows) {}

    /** Reads those of an inbox that holds nothing but new events. */
    PlainRows(Database database, String schema) throws SQLException {
        receipts = Math.toIntExact(database.number("SELECT count(*) FROM " + schema + ".delivery"));
        span = database.number("SELECT greatest((SELECT max(id) FROM " + schema + ".dispatch), (SELECT max(id) FROM "
                        + schema + ".delivery)) - least((SELECT min(id) FROM " + schema
                        + ".event), (SELECT min(id) FROM "
                        + schema + ".delivery))")
                + 1;
        for (String table : TABLES) {
            tables.add(read(database, schema, table));
        }
    }

    private Rows read(Database database, String schema, String table) throws SQLException {
        String order = table.equals("dedupe_key") ? "event, key" : "id";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT * FROM " + schema + "." + table + " ORDER BY " + order)) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                columns.add(row.getMetaData().getColumnName(i));
            }
            List<@Nullable Object[]> rows = new ArrayList<>();
            while (row.next()) {
                @Nullable Object[] cells = new Object[columns.size()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = row.getObject(i + 1);
                }
                rows.add(cells);
            }
            if (rows.size() % receipts != 0) {
                throw new IllegalStateException(rows.size() + " rows in " + table + " for " + receipts + " receipts");
            }
            return new Rows(table, columns, rows.size() / receipts, rows);
        }
    }

    /** How many rows one receipt makes. */
    int rowsPerReceipt() {
        return tables.stream().mapToInt(Rows::perReceipt).sum();
    }

    /** The statements that write them into the tables of this schema. */
    List<PreparedStatement> prepare(Connection connection, String schema) throws SQLException {
        List<PreparedStatement> inserts = new ArrayList<>();
        for (Rows table : tables) {
            inserts.add(connection.prepareStatement("INSERT INTO " + schema + "." + table.table() + " ("
                    + String.join(", ", table.columns()) + ") VALUES (?"
                    + ", ?".repeat(table.columns().size() - 1) + ")"));
        }
        return inserts;
    }

    /**
     * Adds the rows of one receipt to the batches.
     *
     * @param number any; beyond the sample the same rows come again under other ids and keys
     */
    void add(List<PreparedStatement> inserts, long number) throws SQLException {
        int index = (int) (number % receipts);
        long round = number / receipts;
        for (int t = 0; t < tables.size(); t++) {
            Rows table = tables.get(t);
            PreparedStatement insert = inserts.get(t);
            for (int k = 0; k < table.perReceipt(); k++) {
                @Nullable Object[] cells = table.rows().get(index * table.perReceipt() + k);
                for (int i = 0; i < cells.length; i++) {
                    insert.setObject(i + 1, cell(table.columns().get(i), cells[i], round));
                }
                insert.addBatch();
            }
        }
    }

    private @Nullable Object cell(String column, @Nullable Object cell, long round) {
        if (cell instanceof Long id && IDS.contains(column)) {
            return id + round * span;
        }
        return cell instanceof String key && column.equals("key") && round > 0 ? key + "#" + round : cell;
    }
}
