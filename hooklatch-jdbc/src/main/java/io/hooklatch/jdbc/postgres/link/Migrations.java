package io.hooklatch.jdbc.postgres.link;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The numbered SQL files of the schema, applied in one transaction under a lock, so that of several nodes that start at
 * once one applies them and the others find them applied.
 */
public final class Migrations {
    /** In order; the position counts from 1 and is the version. A released file is never changed. */
    private static final List<String> FILES =
            List.of("001_inbox.sql", "002_retention.sql", "003_operations.sql", "004_order.sql");

    private static final String RECORD = "CREATE TABLE hooklatch.migration "
            + "(version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())";

    private final PostgresSettings settings;
    private final List<String> names;
    private final List<String> scripts;

    Migrations(PostgresSettings settings, List<String> names, List<String> scripts) {
        this.settings = settings;
        this.names = names;
        this.scripts = scripts;
    }

    /** Those in the jar. */
    public static Migrations ofProgram(PostgresSettings settings) {
        return new Migrations(settings, FILES, scripts());
    }

    private static List<String> scripts() {
        return FILES.stream().map(Migrations::read).toList();
    }

    /** The whole schema as SQL, for people. */
    public static String schema() {
        return "CREATE SCHEMA " + PostgresSettings.SCHEMA + ";\n" + RECORD + ";\n\n" + String.join("\n", scripts());
    }

    /**
     * Brings the schema to the program's version, and makes it where it is missing.
     *
     * @return the key under which credential headers are digested
     * @throws StoreOpenException when the schema is at a version that the program does not know, or holds something else
     */
    public byte[] apply(Session session) throws SQLException {
        session.autoCommit(false);
        session.answerWithin(0); // a large inbox may take its time, and so may another node that does it now
        boolean done = false;
        try (Statement statement = session.connection().createStatement()) {
            // Held to the end of the transaction. The number is the first half of the name in ASCII.
            statement.execute("SET LOCAL lock_timeout = 0");
            statement.execute("SELECT pg_advisory_xact_lock(" + 0x686F6F6B + ", "
                    + settings.schema().hashCode() + ")");
            for (int next = version(statement); next < scripts.size(); next++) {
                statement.execute(settings.sql(scripts.get(next)));
                record(session, next);
            }
            byte[] key = new DigestKey(settings).of(session);
            session.commit();
            done = true;
            return key;
        } finally {
            if (!done) {
                session.rollback();
            }
            session.autoCommit(true);
            session.answerInTime();
        }
    }

    private int version(Statement statement) throws SQLException {
        if (!exists(statement, "hooklatch.migration")) {
            if (!answer(statement, "SELECT count(*) FROM pg_tables WHERE schemaname = '" + settings.schema() + "'")
                    .equals("0")) {
                throw new StoreOpenException(settings.name() + ": the schema " + settings.schema()
                        + " has tables and no inbox. Give the inbox a schema of its own");
            }
            if (!exists(statement)) {
                statement.execute("CREATE SCHEMA " + settings.schema());
            }
            statement.execute(settings.sql(RECORD));
            return 0;
        }
        int version = Integer.parseInt(
                answer(statement, settings.sql("SELECT coalesce(max(version), 0) FROM hooklatch.migration")));
        if (version > scripts.size()) {
            throw new StoreOpenException(settings.name() + ": its schema is version " + version
                    + " and this program knows up to " + scripts.size() + ". Run the newer Hooklatch that made it");
        }
        return version;
    }

    private boolean exists(Statement statement) throws SQLException {
        return answer(statement, "SELECT count(*) FROM pg_namespace WHERE nspname = '" + settings.schema() + "'")
                .equals("1");
    }

    private boolean exists(Statement statement, String table) throws SQLException {
        return answer(statement, "SELECT to_regclass('" + settings.sql(table) + "') IS NOT NULL")
                .equals("t");
    }

    private static String answer(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    private void record(Session session, int index) throws SQLException {
        try (PreparedStatement record =
                session.prepareOnce("INSERT INTO hooklatch.migration (version, name) VALUES (?, ?)")) {
            record.setInt(1, index + 1);
            record.setString(2, names.get(index));
            record.executeUpdate();
        }
    }

    private static String read(String name) {
        try (InputStream file = Migrations.class.getResourceAsStream("/io/hooklatch/jdbc/postgres/" + name)) {
            if (file == null) {
                throw new IllegalStateException("schema file " + name + " is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
