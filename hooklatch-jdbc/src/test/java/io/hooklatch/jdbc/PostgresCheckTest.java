package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Reason;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Flaw.Kind;
import java.sql.SQLException;
import java.time.Duration;
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
        store = home.builder().open();
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
