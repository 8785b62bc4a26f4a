package io.hooklatch.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.Flaw.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresCheckTest extends CheckConformance<PostgresStore> {
    private final PostgresHome home;

    PostgresCheckTest() throws SQLException {
        home = new PostgresHome();
    }

    @Override
    PostgresStore open() {
        return home.builder().patience(Duration.ofMinutes(1)).open();
    }

    @Override
    void delete() throws SQLException {
        home.delete();
    }

    @Override
    void sql(String sql) throws SQLException {
        home.execute(sql.replace("%", home.schema() + "."));
    }

    @Override
    void plantAttempt(String dispatch) throws SQLException {
        sql("INSERT INTO %attempt (dispatch, recorded_at, started_at, duration, number, outcome, error) VALUES ("
                + dispatch + ", 1, 0, 0, 1, 1, '')");
    }

    @Override
    Connection hold() throws SQLException {
        Connection connection = home.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("dispatch", "attempt", "diagnosis", "ordered")) {
                statement.execute("LOCK TABLE " + home.schema() + "." + table + " IN EXCLUSIVE MODE");
            }
        }
        return connection;
    }

    @Test
    void fault32_whoIsAboutToStandInLineIsDueOnceThePlaceBeforeIsFreed() throws Exception {
        line(2);
        sql("UPDATE %dispatch SET state = 4, due_at = NULL WHERE id = "
                + "(SELECT dispatch FROM %ordered ORDER BY place LIMIT 1)");
        try (Connection other = home.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            for (String sql : List.of(
                    "CREATE TEMPORARY TABLE second AS SELECT * FROM hooklatch.ordered ORDER BY place DESC LIMIT 1",
                    "CREATE TEMPORARY TABLE its AS SELECT * FROM hooklatch.dispatch "
                            + "WHERE id = (SELECT dispatch FROM second)",
                    "DELETE FROM hooklatch.ordered WHERE dispatch = (SELECT dispatch FROM second)",
                    "DELETE FROM hooklatch.dispatch WHERE id = (SELECT id FROM its)",
                    "COMMIT",
                    "SELECT pg_advisory_xact_lock(1752133484 # hashtext('hooklatch.ordered'), number) "
                            + "FROM generate_series(0, 255) AS number",
                    "INSERT INTO hooklatch.dispatch SELECT * FROM its",
                    "INSERT INTO hooklatch.ordered SELECT * FROM second")) {
                statement.execute(sql.replace("hooklatch.", home.schema() + "."));
            }
            CompletableFuture<Long> repaired =
                    store().repair(Kind.PLACE_WITHOUT_DISPATCH).toCompletableFuture();
            long waiting = 0;
            while (waiting == 0 && !repaired.isDone()) {
                waiting = home.number("SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
                        + "WHERE l.locktype = 'advisory' AND NOT l.granted AND a.application_name = '"
                        + home.schema() + "'");
            }
            other.commit();
            assertThat(repaired.get(60, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(store().check()).isEmpty();
        assertThat(leased("mail", 10, Duration.ofMinutes(1))).isEqualTo(1);
    }
}
