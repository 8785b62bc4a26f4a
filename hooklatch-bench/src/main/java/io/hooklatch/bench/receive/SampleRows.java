package io.hooklatch.bench.receive;

import io.hooklatch.bench.inbox.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows that an inbox made of real requests, to be written again by other means. Of each table that has one row per
 * receipt all rows are kept; the small tables that receipts point to are left where they are; the key index is left out.
 * Thread-safe.
 */
final class SampleRows {
    private static final Set<String> KEY_INDEX = Set.of("hooklatch_key", "hooklatch_recent_key");

    private final List<Rows> tables = new ArrayList<>();
    private final long firstId;
    private final long span;
    private final int receipts;

    /** One table's rows in order. */
    private record Rows(String insert, List<@Nullable Object[]> rows) {}

    /**
     * Reads them.
     *
     * @param file an inbox that is closed and holds nothing but new events
     */
    SampleRows(Path file) throws SQLException {
        receipts = Math.toIntExact(SqliteFile.number(file, "SELECT count(*) FROM hooklatch_delivery"));
        firstId = SqliteFile.number(file, "SELECT min(id) FROM hooklatch_delivery");
        long last = firstId;
        try (Connection connection = SqliteFile.open(file);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                if (SqliteFile.number(file, "SELECT count(*) FROM " + table) == receipts) {
                    tables.add(rows(statement, table));
                    last = Math.max(last, SqliteFile.number(file, "SELECT max(id) FROM " + table));
                }
            }
        }
        span = last - firstId + 1;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'hooklatch\\_%' ESCAPE '\\'")) {
            while (row.next()) {
                if (!KEY_INDEX.contains(row.getString(1))) {
                    tables.add(row.getString(1));
                }
            }
        }
        return tables;
    }

    private static Rows rows(Statement statement, String table) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                @Nullable Object[] cells = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    Object cell = row.getObject(i + 1);
                    cells[i] = cell instanceof Integer number ? Long.valueOf(number) : cell;
                }
                rows.add(cells);
            }
            return new Rows("INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")", rows);
        }
    }

    /** How many receipts they are of. */
    int receipts() {
        return receipts;
    }

    /** How many rows one receipt makes. */
    int rowsPerReceipt() {
        return tables.size();
    }

    /** The statements that write them, one per table. */
    List<PreparedStatement> prepare(Connection connection) throws SQLException {
        List<PreparedStatement> inserts = new ArrayList<>();
        for (Rows table : tables) {
            inserts.add(connection.prepareStatement(table.insert()));
        }
        return inserts;
    }

    /**
     * Writes the rows of one receipt.
     *
     * @param number any; beyond the sample the same rows come again under ids that go on growing
     */
    void write(List<PreparedStatement> inserts, long number) throws SQLException {
        int index = (int) (number % receipts);
        long shift = number / receipts * span;
        for (int t = 0; t < inserts.size(); t++) {
            PreparedStatement insert = inserts.get(t);
            @Nullable Object[] cells = tables.get(t).rows().get(index);
            for (int i = 0; i < cells.length; i++) {
                bind(insert, i + 1, cells[i], shift);
            }
            insert.executeUpdate();
        }
    }

    /** Ids are 64-bit numbers far beyond any time or count, and thereby known from them. */
    private void bind(PreparedStatement insert, int at, @Nullable Object cell, long shift) throws SQLException {
        if (cell instanceof Long number) {
            insert.setLong(at, number >= firstId ? number + shift : number);
        } else if (cell instanceof String text) {
            insert.setString(at, text);
        } else if (cell instanceof byte[] bytes) {
            insert.setBytes(at, bytes);
        } else {
            insert.setObject(at, cell);
        }
    }
}
