package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Reason;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Flaw.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every flaw is planted, found, and mended where that is promised. */
class PostgresCheckTest {
    private PostgresHome home;
    private PostgresStore store;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        store = home.builder().patience(Duration.ofMinutes(1)).open();
        append("evt_1");
        append("evt_2");
        store.append(aDelivery().refused(Reason.SIGNATURE_MISMATCH).build())
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
        home.delete();
    }

    @Test
    void aSoundInboxHasNoFlaw() {
        store.lease("ledger", 1, Duration.ofMinutes(1)).toCompletableFuture().join();
        assertThat(store.check()).isEmpty();
    }

    @Test
    void whatIsNeverDueOrLeasedForLongIsFoundAndMadeDue() throws SQLException {
        sql("UPDATE hooklatch.dispatch SET due_at = NULL WHERE id = (SELECT min(id) FROM hooklatch.dispatch)");
        assertMended(Kind.STUCK);
        store.lease("ledger", 1, Duration.ofDays(30)).toCompletableFuture().join();
        assertMended(Kind.LEASED_FOR_LONG);
    }

    @Test
    void whatHangsOnNothingIsFoundAndRemoved() throws SQLException {
        sql("UPDATE hooklatch.dispatch SET event = 7 WHERE id = (SELECT min(id) FROM hooklatch.dispatch)");
        assertThat(store.check())
                .extracting(Flaw::kind)
                .containsExactly(Kind.EVENT_WITHOUT_DISPATCH, Kind.DISPATCH_WITHOUT_EVENT);
        assertThat(repair(Kind.DISPATCH_WITHOUT_EVENT)).isEqualTo(1);
        assertThat(store.check()).extracting(Flaw::kind).containsExactly(Kind.EVENT_WITHOUT_DISPATCH);
        assertThatThrownBy(() -> repair(Kind.EVENT_WITHOUT_DISPATCH)).hasMessageContaining("cannot be repaired");
    }

    @Test
    void attemptsAndDiagnosesOfNothingAndDispatchesToNobodyAreFound() throws SQLException {
        sql("INSERT INTO hooklatch.attempt (dispatch, recorded_at, started_at, duration, number, outcome, error) "
                + "VALUES (2, 1, 0, 0, 1, 1, '')");
        assertMended(Kind.ATTEMPT_WITHOUT_DISPATCH);
        sql("INSERT INTO hooklatch.diagnosis VALUES (3, 1, 1, 'e', 'f')");
        assertMended(Kind.DIAGNOSIS_WITHOUT_DELIVERY);
        sql("UPDATE hooklatch.dispatch SET handler = NULL WHERE id = (SELECT min(id) FROM hooklatch.dispatch)");
        assertMended(Kind.WITHOUT_HANDLER);
    }

    @Test
    void fault32_aPlaceThatNobodyHasIsFreedAndThoseBehindItAreDue() throws SQLException {
        for (int i = 0; i < 3; i++) {
            store.append(aDelivery().orderedBy("a").route("mail").build())
                    .toCompletableFuture()
                    .join();
        }
        assertThat(store.check()).isEmpty();
        sql("UPDATE hooklatch.dispatch SET state = 4, due_at = NULL WHERE id = "
                + "(SELECT dispatch FROM hooklatch.ordered ORDER BY place LIMIT 1)");
        assertMended(Kind.PLACE_WITHOUT_DISPATCH);
        assertThat(store.lease("mail", 10, Duration.ofMinutes(1))
                        .toCompletableFuture()
                        .join())
                .hasSize(1);
    }

    @Test
    void aRepairThatFindsNothingDoesNotWrite() throws Exception {
        try (Connection other = home.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            for (String table : List.of("dispatch", "attempt", "diagnosis", "ordered")) {
                statement.execute("LOCK TABLE " + home.schema() + "." + table + " IN EXCLUSIVE MODE");
            }
            for (Kind kind : Kind.values()) {
                if (kind.repairable()) {
                    assertThat(store.repair(kind).toCompletableFuture().get(60, TimeUnit.SECONDS))
                            .as(kind.words())
                            .isZero();
                }
            }
            other.rollback();
        }
    }

    @Test
    void fault32_whoIsAboutToStandInLineIsDueOnceThePlaceBeforeIsFreed() throws Exception {
        for (int i = 0; i < 2; i++) {
            store.append(aDelivery().orderedBy("a").route("mail").build())
                    .toCompletableFuture()
                    .join();
        }
        sql("UPDATE hooklatch.dispatch SET state = 4, due_at = NULL WHERE id = "
                + "(SELECT dispatch FROM hooklatch.ordered ORDER BY place LIMIT 1)");
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
                    store.repair(Kind.PLACE_WITHOUT_DISPATCH).toCompletableFuture();
            long waiting = 0;
            while (waiting == 0 && !repaired.isDone()) {
                waiting = home.number("SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
                        + "WHERE l.locktype = 'advisory' AND NOT l.granted AND a.application_name = '"
                        + home.schema() + "'");
            }
            other.commit();
            assertThat(repaired.get(60, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(store.check()).isEmpty();
        assertThat(store.lease("mail", 10, Duration.ofMinutes(1))
                        .toCompletableFuture()
                        .join())
                .hasSize(1);
    }

    private void assertMended(Kind kind) {
        assertThat(store.check()).singleElement().satisfies(flaw -> {
            assertThat(flaw.kind()).isEqualTo(kind);
            assertThat(flaw.count()).isEqualTo(1);
            assertThat(flaw.samples()).hasSize(1);
        });
        assertThat(repair(kind)).isEqualTo(1);
        assertThat(store.check()).isEmpty();
        assertThat(repair(kind)).isZero();
    }

    private long repair(Kind kind) {
        return store.repair(kind).toCompletableFuture().join();
    }

    private void append(String key) {
        store.append(aDelivery().key(key).route("ledger").build())
                .toCompletableFuture()
                .join();
    }

    private void sql(String sql) throws SQLException {
        home.execute(sql.replace("hooklatch.", home.schema() + "."));
    }
}
