package io.hooklatch.jdbc.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    private static final List<String> NAMES = List.of("001.sql", "002.sql", "003.sql");
    private static final List<String> SCRIPTS = List.of(
            "CREATE TABLE hooklatch_inbox (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;",
            "CREATE TABLE hooklatch_a (x);\nINSERT INTO hooklatch_a VALUES (1); -- two; statements\n",
            "ALTER TABLE hooklatch_a ADD COLUMN y DEFAULT 7;\nINSERT INTO hooklatch_a VALUES (2, 8);");

    @TempDir
    Path directory;

    @Test
    void fault8_anOpenThatDiedAfterAnyMigrationIsFinishedByTheNext() throws SQLException {
        for (int done = 0; done <= SCRIPTS.size(); done++) {
            Path file = directory.resolve("after" + done + ".db");
            for (int program = Math.max(done, 1); program <= SCRIPTS.size(); program++) {
                open(file, program);
            }
            assertFinished(file);
        }
    }

    @Test
    void fault8_aMigrationThatWasHalfDoneWhenTheProcessDiedIsDoneAgainAsAWhole() throws Exception {
        Path file = directory.resolve("inbox.db");
        open(file, 1);
        Path image = Files.createDirectory(directory.resolve("image")).resolve("inbox.db");
        try (Connection dying = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = dying.createStatement()) {
            statement.executeUpdate("PRAGMA cache_spill = 1");
            statement.executeUpdate("BEGIN IMMEDIATE");
            statement.executeUpdate(SCRIPTS.get(1));
            for (String suffix : List.of("", "-wal", ".key")) {
                Files.copy(Path.of(file + suffix), Path.of(image + suffix));
            }
        }
        open(image, 3);
        assertFinished(image);
    }

    @Test
    void fault8_whatAnOpenLeavesBehindThatDiedBeforeTheFirstMigrationIsTakenUp() throws Exception {
        Path file = directory.resolve("inbox.db");
        Files.createFile(Path.of(file + ".lock"));
        Files.write(Path.of(file + ".key.new"), new byte[7]);
        Files.createFile(file);
        open(file, 3);
        assertFinished(file);
        assertThat(Path.of(file + ".key.new")).doesNotExist();

        Path withKey = directory.resolve("key.db");
        byte[] key = new byte[32];
        key[0] = 1;
        Files.write(Path.of(withKey + ".key"), key);
        try (InboxFile inbox = InboxFile.open(settings(withKey), migrations(3))) {
            assertThat(inbox.digestKey()).isEqualTo(key);
        }
    }

    @Test
    void fault8_theFactsAreWrittenByTheNextOpenWhenTheProcessDiedBeforeThem() throws SQLException {
        Path file = directory.resolve("inbox.db");
        open(file, 3);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM hooklatch_inbox");
        }
        open(file, 3);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM hooklatch_inbox")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void aMigrationThatFailsLeavesTheFormerVersion() throws SQLException {
        Path file = directory.resolve("inbox.db");
        open(file, 1);
        Migrations broken =
                new Migrations(NAMES.subList(0, 2), List.of(SCRIPTS.get(0), SCRIPTS.get(1) + "; CREATE NONSENSE"));
        assertThatThrownBy(() -> InboxFile.open(settings(file), broken).close())
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("inbox.db")
                .hasMessageContaining("NONSENSE");
        open(file, 3);
        assertFinished(file);
    }

    @Test
    void anOlderProgramRefusesANewerSchema() throws IOException {
        Path file = directory.resolve("inbox.db");
        open(file, 3);
        assertThatThrownBy(() -> open(file, 2)).hasMessageContaining("version 3 and this program knows up to 2");
        open(file, 3);
    }

    @Test
    void anSqliteThatCanDamageAWalDatabaseIsRefused() throws SQLException {
        Connections.requireVersion("3.51.3");
        Connections.requireVersion("3.54.1");
        Connections.requireVersion("4.0");
        for (String old : List.of("3.51.2", "3.50.4", "3.7", "2.99.99")) {
            assertThatThrownBy(() -> Connections.requireVersion(old)).hasMessageContaining("SQLite is " + old);
        }
    }

    private static Migrations migrations(int version) {
        return new Migrations(NAMES.subList(0, version), SCRIPTS.subList(0, version));
    }

    private static void open(Path file, int version) {
        InboxFile.open(settings(file), migrations(version)).close();
    }

    private static SqliteSettings settings(Path file) {
        return new SqliteSettings(
                file, InstantSource.system(), 1, 1, 1, 1, 1_000, Duration.ofSeconds(5), 2, 1, false, 0, 0);
    }

    private static void assertFinished(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT group_concat(x || ':' || y) FROM hooklatch_a")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("1:7,2:8");
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT group_concat(version || name) FROM (SELECT * FROM hooklatch_migration ORDER BY version)")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("1001.sql,2002.sql,3003.sql");
            }
        }
    }
}
