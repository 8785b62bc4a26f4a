package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Reason;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Flaw.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every flaw is planted, found, and mended where that is promised. */
class SqliteCheckTest {
    @TempDir
    Path directory;

    private Path file;
    private SqliteStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("inbox.db");
        store = SqliteStore.open(file);
        append("evt_1");
        append("evt_2");
        store.append(aDelivery().refused(Reason.SIGNATURE_MISMATCH).build())
                .toCompletableFuture()
                .join();
        store.append(aDelivery()
                        .batch(aDelivery().key("a").route("ledger"), aDelivery().key("b"))
                        .build())
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aSoundInboxHasNoFlaw() {
        store.lease("ledger", 2, Duration.ofMinutes(1)).toCompletableFuture().join();
        assertThat(store.check()).isEmpty();
        assertThat(SqliteBackup.verify(file)).isEmpty();
    }

    @Test
    void aDispatchThatIsNeverDueIsFoundAndMadeDue() throws SQLException {
        sql("UPDATE hooklatch_dispatch SET due_at = NULL WHERE id = (SELECT min(id) FROM hooklatch_dispatch)");
        assertMended(Kind.STUCK);
        assertThat(store.lease("ledger", 10, Duration.ofMinutes(1))
                        .toCompletableFuture()
                        .join())
                .hasSize(3);
    }

    @Test
    void aLeaseOfAWrongClockIsFoundAndEnded() throws SQLException {
        store.lease("ledger", 1, Duration.ofDays(30)).toCompletableFuture().join();
        assertMended(Kind.LEASED_FOR_LONG);
    }

    @Test
    void whatHangsOnNothingIsFoundAndRemoved() throws SQLException {
        sql("UPDATE hooklatch_dispatch SET event = 7 WHERE id = (SELECT min(id) FROM hooklatch_dispatch)");
        assertThat(store.check())
                .extracting(Flaw::kind)
                .containsExactly(Kind.EVENT_WITHOUT_DISPATCH, Kind.DISPATCH_WITHOUT_EVENT);
        assertThat(repair(Kind.DISPATCH_WITHOUT_EVENT)).isEqualTo(1);
        assertThat(store.check()).extracting(Flaw::kind).containsExactly(Kind.EVENT_WITHOUT_DISPATCH);
        assertThatThrownBy(() -> repair(Kind.EVENT_WITHOUT_DISPATCH)).hasMessageContaining("cannot be repaired");
    }

    @Test
    void attemptsAndDiagnosesOfNothingAreFoundAndRemoved() throws SQLException {
        sql("INSERT INTO hooklatch_attempt VALUES (1, 2, 1, 0, 0, 0, 1, NULL)");
        assertMended(Kind.ATTEMPT_WITHOUT_DISPATCH);
        sql("INSERT INTO hooklatch_diagnosis VALUES (3, 1, 1, 'e', 'f')");
        assertMended(Kind.DIAGNOSIS_WITHOUT_DELIVERY);
    }

    @Test
    void aDispatchToNobodyIsFoundAndUnrouted() throws SQLException {
        sql("UPDATE hooklatch_dispatch SET handler = NULL WHERE id = (SELECT min(id) FROM hooklatch_dispatch)");
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
        sql("UPDATE hooklatch_dispatch SET state = 4, due_at = NULL WHERE id = "
                + "(SELECT min(dispatch) FROM hooklatch_ordered)");
        assertMended(Kind.PLACE_WITHOUT_DISPATCH);
        assertThat(store.lease("mail", 10, Duration.ofMinutes(1))
                        .toCompletableFuture()
                        .join())
                .hasSize(1);
    }

    @Test
    void aRepairThatFindsNothingDoesNotWrite() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=30000");
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (Kind kind : Kind.values()) {
                assertThat(kind.repairable() ? repair(kind) : 0)
                        .as(kind.words())
                        .isZero();
            }
            statement.execute("ROLLBACK");
        }
    }

    private void assertMended(Kind kind) {
        assertThat(store.check()).singleElement().satisfies(flaw -> {
            assertThat(flaw.kind()).isEqualTo(kind);
            assertThat(flaw.count()).isEqualTo(1);
            assertThat(flaw.samples()).hasSize(1);
            assertThat(flaw.line()).contains(kind.words(), flaw.samples().get(0), kind.remedy());
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
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=30000");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
