package io.hooklatch.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCheckTest extends CheckConformance<SqliteStore> {
    @TempDir
    Path directory;

    @Override
    SqliteStore open() {
        return SqliteStore.open(file());
    }

    private Path file() {
        return directory.resolve("inbox.db");
    }

    @Override
    void delete() throws IOException {
        assertThat(SqliteBackup.verify(file()))
                .as("what the test mended")
                .allMatch(flaw -> !flaw.kind().repairable());
    }

    @Override
    void sql(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql.replace("%", "hooklatch_"))).isEqualTo(1);
        }
    }

    @Override
    void plantAttempt(String dispatch) throws SQLException {
        sql("INSERT INTO %attempt VALUES (1, " + dispatch + ", 1, 0, 0, 0, 1, NULL)");
    }

    @Override
    Connection hold() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM hooklatch_diagnosis WHERE delivery = 0");
        }
        return connection;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file() + "?busy_timeout=30000");
    }

    @Test
    void aFileIsCheckedWhileAProcessRunsOnIt() {
        assertThat(leased("ledger", 2, Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(SqliteBackup.verify(file())).isEmpty();
    }
}
