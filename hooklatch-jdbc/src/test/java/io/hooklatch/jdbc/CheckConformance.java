package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.Reason;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.store.CheckableStore;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Flaw.Kind;
import io.hooklatch.store.OperableStore;
import io.hooklatch.testkit.DeliverySample;
import io.hooklatch.testkit.ManualTime;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every flaw is planted, found, and mended where that is promised. */
abstract class CheckConformance<S extends CheckableStore & OperableStore> {
    private static final String FIRST = "(SELECT min(id) FROM %dispatch)";
    private static final String FIRST_IN_LINE = "(SELECT dispatch FROM %ordered ORDER BY place LIMIT 1)";

    private S store;

    /** A new inbox. */
    abstract S open() throws Exception;

    /** Removes it, once the store is closed. */
    abstract void delete() throws Exception;

    /** Changes one row; tables are written as {@code %dispatch}. */
    abstract void sql(String sql) throws Exception;

    /** Adds an attempt of the dispatch with this id, which is an expression of SQL. */
    abstract void plantAttempt(String dispatch) throws Exception;

    /** Keeps everybody else from writing until it is closed. */
    abstract Connection hold() throws Exception;

    @BeforeEach
    final void fill() throws Exception {
        store = open();
        append(aDelivery().key("evt_1").route("ledger"));
        append(aDelivery().key("evt_2").route("ledger"));
        append(aDelivery().refused(Reason.SIGNATURE_MISMATCH));
        append(aDelivery()
                .batch(aDelivery().key("a").route("ledger"), aDelivery().key("b")));
    }

    @AfterEach
    final void close() throws Exception {
        store.close();
        delete();
    }

    final S store() {
        return store;
    }

    @Test
    void aSoundInboxHasNoFlaw() {
        assertThat(leased("ledger", 2, Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(store.check()).isEmpty();
    }

    @Test
    void aDispatchThatIsNeverDueIsFoundAndMadeDue() throws Exception {
        sql("UPDATE %dispatch SET due_at = NULL WHERE id = " + FIRST);
        assertMended(Kind.STUCK);
        assertThat(leased("ledger", 10, Duration.ofMinutes(1))).isEqualTo(3);
    }

    @Test
    void aLeaseOfAWrongClockIsFoundAndEnded() {
        assertThat(leased("ledger", 1, Duration.ofDays(30))).isEqualTo(1);
        assertMended(Kind.LEASED_FOR_LONG);
    }

    @Test
    void whatHangsOnNothingIsFoundAndRemoved() throws Exception {
        sql("UPDATE %dispatch SET event = 7 WHERE id = " + FIRST);
        assertThat(store.check())
                .extracting(Flaw::kind)
                .containsExactly(Kind.EVENT_WITHOUT_DISPATCH, Kind.DISPATCH_WITHOUT_EVENT);
        assertThat(repair(Kind.DISPATCH_WITHOUT_EVENT)).isEqualTo(1);
        assertThat(store.check()).extracting(Flaw::kind).containsExactly(Kind.EVENT_WITHOUT_DISPATCH);
        assertThatThrownBy(() -> repair(Kind.EVENT_WITHOUT_DISPATCH)).hasMessageContaining("cannot be repaired");
    }

    @Test
    void attemptsAndDiagnosesOfNothingAreFoundAndRemoved() throws Exception {
        plantAttempt("2");
        assertMended(Kind.ATTEMPT_WITHOUT_DISPATCH);
        sql("INSERT INTO %diagnosis VALUES (3, 1, 1, 'e', 'f')");
        assertMended(Kind.DIAGNOSIS_WITHOUT_DELIVERY);
    }

    @Test
    void aDispatchToNobodyIsFoundAndUnrouted() throws Exception {
        sql("UPDATE %dispatch SET handler = NULL WHERE id = " + FIRST);
        assertMended(Kind.WITHOUT_HANDLER);
    }

    @Test
    void fault32_aPlaceThatNobodyHasIsFreedAndThoseBehindItAreDue() throws Exception {
        line(3);
        sql("UPDATE %dispatch SET state = 4, due_at = NULL WHERE id = " + FIRST_IN_LINE);
        assertMended(Kind.PLACE_WITHOUT_DISPATCH);
        assertThat(leased("mail", 10, Duration.ofMinutes(1))).isEqualTo(1);
    }

    @Test
    void fault32_oneRepairTakesTheAttemptsAndThePlaceOfADispatchThatItRemoves() throws Exception {
        line(2);
        plantAttempt(FIRST_IN_LINE);
        sql("UPDATE %dispatch SET event = 7 WHERE id = " + FIRST_IN_LINE);
        assertThat(repairAll().detail())
                .isEqualTo("mended 1: " + Kind.DISPATCH_WITHOUT_EVENT.words() + "; 1: "
                        + Kind.ATTEMPT_WITHOUT_DISPATCH.words() + "; 1: " + Kind.PLACE_WITHOUT_DISPATCH.words());
        assertThat(store.check()).extracting(Flaw::kind).containsExactly(Kind.EVENT_WITHOUT_DISPATCH);
        assertThat(leased("mail", 10, Duration.ofMinutes(1))).isEqualTo(1);
    }

    @Test
    void fault32_oneRepairFreesThePlaceOfADispatchThatItMakesUnrouted() throws Exception {
        line(2);
        sql("UPDATE %dispatch SET handler = NULL WHERE id = " + FIRST_IN_LINE);
        Operation repaired = repairAll();
        assertThat(repaired.detail())
                .isEqualTo("mended 1: " + Kind.PLACE_WITHOUT_DISPATCH.words() + "; 1: " + Kind.WITHOUT_HANDLER.words());
        assertThat(repaired.changed()).isEqualTo(2);
        assertThat(store.check()).isEmpty();
        assertThat(leased("mail", 10, Duration.ofMinutes(1))).isEqualTo(1);
    }

    @Test
    void aRepairThatFindsNothingDoesNotWrite() throws Exception {
        try (Connection other = hold()) {
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

    /** Two or more in one line, of which the first alone is due. */
    final void line(int length) {
        for (int i = 0; i < length; i++) {
            append(aDelivery().orderedBy("a").route("mail"));
        }
        assertThat(store.check()).isEmpty();
    }

    private Operation repairAll() {
        try (Upkeep upkeep = new Upkeep(store, ManualTime.start())) {
            return upkeep.repair(store, new Actor("alice", "library"), "after a crash");
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

    final int leased(String handler, int limit, Duration time) {
        return store.lease(handler, limit, time).toCompletableFuture().join().size();
    }

    private void append(DeliverySample delivery) {
        store.append(delivery.build()).toCompletableFuture().join();
    }
}
