package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The numbered SQL files of the schema. Each is applied in a transaction of its own together with the row that says so:
 * a process that dies at any point leaves a database at which the next one goes on.
 */
public final class Migrations {
    /** In order; the position counts from 1 and is the version. A released file is never changed. */
    private static final List<String> FILES =
            List.of("001_inbox.sql", "002_retention.sql", "003_operations.sql", "004_order.sql");

    private static final String RECORD = "CREATE TABLE IF NOT EXISTS main.hooklatch_migration "
            + "(version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)";

    private final List<String> names;
    private final List<String> scripts;

    Migrations(List<String> names, List<String> scripts) {
        this.names = names;
        this.scripts = scripts;
    }

    /** Those in the jar. */
    public static Migrations ofProgram() {
        return new Migrations(FILES, FILES.stream().map(Migrations::read).toList());
    }

    /** The whole schema as SQL, for people. */
    public String schema() {
        return RECORD + ";\n\n" + String.join("\n", scripts);
    }

    /**
     * Brings the database to the program's version.
     *
     * @param now what the record of applied files says about the time, in milliseconds since the epoch, UTC
     * @throws StoreOpenException when the database is at a version that the program does not know
     */
    void apply(Connection connection, String file, long now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int next = requireKnown(statement, file); next < scripts.size(); next++) {
                apply(connection, statement, next, now);
            }
        }
    }

    /**
     * The version of the database.
     *
     * @throws StoreOpenException when the program does not know it
     */
    int requireKnown(Statement statement, String file) throws SQLException {
        int version = version(statement);
        if (version > scripts.size()) {
            throw new StoreOpenException(file + ": its schema is version " + version + " and this program knows up to "
                    + scripts.size() + ". Run the newer Hooklatch that made it");
        }
        return version;
    }

    private void apply(Connection connection, Statement statement, int index, long now) throws SQLException {
        statement.executeUpdate("BEGIN IMMEDIATE");
        try {
            statement.executeUpdate(RECORD);
            statement.executeUpdate(scripts.get(index));
            try (PreparedStatement record =
                    connection.prepareStatement("INSERT INTO main.hooklatch_migration VALUES (?, ?, ?)")) {
                record.setInt(1, index + 1);
                record.setString(2, names.get(index));
                record.setLong(3, now);
                record.executeUpdate();
            }
            statement.executeUpdate("COMMIT");
        } catch (SQLException e) {
            statement.executeUpdate("ROLLBACK");
            throw e;
        }
    }

    private static int version(Statement statement) throws SQLException {
        if (!exists(statement, "hooklatch_migration")) {
            return 0;
        }
        try (ResultSet row = statement.executeQuery("SELECT coalesce(max(version), 0) FROM main.hooklatch_migration")) {
            row.next();
            return row.getInt(1);
        }
    }

    static boolean exists(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = '" + table + "'")) {
            return row.next();
        }
    }

    private static String read(String name) {
        try (InputStream file = Migrations.class.getResourceAsStream("/io/hooklatch/jdbc/sqlite/" + name)) {
            if (file == null) {
                throw new IllegalStateException("schema file " + name + " is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
