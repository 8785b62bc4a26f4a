package io.hooklatch.bench.inbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** A database as plain JDBC sees it: how the counts of a run are checked without the code that made them. */
public final class SqliteFile {
    private SqliteFile() {}

    /** A connection with SQLite's own defaults. */
    public static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /**
     * A connection that commits as durably as the store does, with its settings, and without the query for generated keys
     * by which the driver follows every insert otherwise.
     */
    public static Connection openLikeTheStore(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = 8000");
            statement.execute("PRAGMA cache_size = -16384");
        }
        return connection;
    }

    /** The single number that a query answers. */
    public static long number(Path file, String sql) throws SQLException {
        return Long.parseLong(text(file, sql));
    }

    /** The single text that a query answers. */
    public static String text(Path file, String sql) throws SQLException {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Fails a run that did not do exactly what it counted.
     *
     * @throws IllegalStateException when the numbers differ
     */
    public static void requireExactly(long expected, Path file, String sql) throws SQLException {
        long found = number(file, sql);
        if (found != expected) {
            throw new IllegalStateException(found + " in place of " + expected + " by " + sql);
        }
    }
}
