package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.sqlite.SQLiteConfig;

/** Opens connections to the file, the writing one with every promise checked. */
public final class Connections {
    /** SQLite before this can damage a database in WAL mode when two connections write or checkpoint. */
    private static final int[] OLDEST = {3, 51, 3};

    /** In KiB, negative as SQLite wants it; enough for the inner pages of the key table of many million keys. */
    private static final int CACHE_KIB = -16 * 1024;

    /** What a burst may leave behind of the write-ahead log file: so many checkpoints. */
    private static final long LOG_CHECKPOINTS = 4;

    private static final long PAGE = 4096;

    private Connections() {}

    /**
     * The connection that writes. It is in auto-commit mode as far as JDBC goes; transactions begin and end by SQL.
     *
     * @throws SQLException when the file cannot be opened so that a commit is durable
     */
    public static Connection writer(SqliteSettings settings) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
        Connection connection = config.createConnection(url(settings));
        try (Statement statement = connection.createStatement()) {
            requireVersion(text(statement, "SELECT sqlite_version()"));
            if (text(statement, "PRAGMA page_count").equals("0")) {
                statement.execute("PRAGMA page_size = 4096");
                // So that a removal can give its room back; a file that has tables cannot be changed to it.
                statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            }
            String mode = text(statement, "PRAGMA journal_mode = WAL");
            if (!mode.equals("wal")) {
                throw new SQLException(
                        "journal mode is " + mode + " and cannot be changed to wal: another connection is "
                                + "using the file, or its file system lacks shared memory");
            }
            statement.execute("PRAGMA synchronous = FULL");
            String synchronous = text(statement, "PRAGMA synchronous");
            if (!synchronous.equals("2")) {
                throw new SQLException("synchronous is " + synchronous + " in place of 2 (FULL)");
            }
            statement.execute("PRAGMA wal_autocheckpoint = " + settings.checkpointPages());
            statement.execute("PRAGMA journal_size_limit = " + LOG_CHECKPOINTS * PAGE * settings.checkpointPages());
            statement.execute("PRAGMA cache_size = " + CACHE_KIB);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection that can only read. */
    public static Connection reader(SqliteSettings settings) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
        return config.createConnection(url(settings));
    }

    static void requireVersion(String version) throws SQLException {
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < OLDEST.length; i++) {
            int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part > OLDEST[i]) {
                return;
            }
            if (part < OLDEST[i]) {
                throw new SQLException(String.format(
                        Locale.ROOT,
                        "SQLite is %s, which can damage a database in WAL mode: use sqlite-jdbc 3.51.3 or later",
                        version));
            }
        }
    }

    static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new SQLException("no answer to " + sql);
            }
            return row.getString(1);
        }
    }

    private static String url(SqliteSettings settings) {
        return "jdbc:sqlite:" + settings.file();
    }
}
