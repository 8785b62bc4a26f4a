package io.hooklatch.jdbc.sqlite.write;

import static io.hooklatch.jdbc.sqlite.write.WriterRig.await;
import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.store.Appended;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.StoreBusyException;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;

class WriterTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private WriterRig rig;

    @BeforeEach
    void open() throws SQLException {
        rig = WriterRig.open(directory.resolve("inbox.db"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void nothingIsAcknowledgedBeforeItsCommit() throws InterruptedException {
        rig.gate.stop();
        CompletableFuture<Appended> waiting =
                rig.writes.append(aDelivery().build()).toCompletableFuture();
        rig.gate.awaitArrival();
        assertThat(waiting).isNotDone();
        assertThat(rig.reader.deliveries(DeliveryQuery.all()).items()).isEmpty();
        rig.gate.go();
        assertThat(await(waiting).newEvent()).isTrue();
    }

    @Test
    void fault18_onASlowDiskTheQueueIsBoundedAndOneTooManyIsRefusedAtOnce() throws InterruptedException {
        rig.gate.stop();
        List<CompletionStage<Appended>> accepted = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            accepted.add(rig.writes.append(aDelivery().key("k" + i).build()));
        }
        rig.gate.awaitArrival();
        CompletableFuture<Appended> refused =
                rig.writes.append(aDelivery().key("one too many").build()).toCompletableFuture();
        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(() -> await(refused))
                .isInstanceOf(StoreBusyException.class)
                .hasMessageContaining("100 deliveries wait");
        assertThat(rig.writer.waiting()).isEqualTo(100);
        rig.gate.go();
        accepted.forEach(stage -> assertThat(await(stage).newEvent()).isTrue());
        assertThat(rig.append(aDelivery().key("one too many")).newEvent())
                .as("what was refused left no trace")
                .isTrue();
        assertThat(rig.writer.waiting()).isZero();
    }

    @Test
    void fault18_bodiesAreBoundedInBytesBeforeTheyFillTheMemory() throws InterruptedException {
        rig.gate.stop();
        byte[] half = new byte[1 << 19];
        CompletionStage<Appended> first =
                rig.writes.append(aDelivery().body(half).build());
        rig.gate.awaitArrival();
        CompletionStage<Appended> second =
                rig.writes.append(aDelivery().body(half).build());
        assertThatThrownBy(() -> await(rig.writes.append(aDelivery().body(half).build())))
                .isInstanceOf(StoreBusyException.class)
                .hasMessageContaining("bytes wait");
        rig.gate.go();
        assertThat(await(first).newEvent()).isTrue();
        assertThat(await(second).newEvent()).isTrue();
        assertThat(rig.append(aDelivery().body(new byte[3 << 20])).newEvent())
                .as("one that is over the limit by itself comes alone")
                .isTrue();
    }

    @Test
    void workOnWhatIsStoredIsNeverRefusedWhileDeliveriesAre() throws InterruptedException {
        Appended stored = rig.append(aDelivery().claimed("ledger", LEASE));
        rig.gate.stop();
        for (int i = 0; i < 100; i++) {
            assertThat(rig.writes.append(aDelivery().build()).toCompletableFuture())
                    .isNotCompletedExceptionally();
        }
        rig.gate.awaitArrival();
        CompletionStage<Boolean> completed =
                rig.writes.complete(Completion.handled(stored.leases().get(0), 0, 0));
        CompletionStage<List<Lease>> leased = rig.writes.lease("ledger", 1, LEASE);
        rig.gate.go();
        assertThat(await(completed)).isTrue();
        assertThat(await(leased)).isEmpty();
    }

    @Test
    void aWriteThatTheDatabaseRefusesDoesNotHarmTheOthersOfItsBatch() throws InterruptedException {
        rig.gate.stop();
        CompletionStage<Appended> blocker = rig.writes.append(aDelivery().build());
        rig.gate.awaitArrival();
        CompletionStage<Appended> before =
                rig.writes.append(aDelivery().key("a").type("new type").build());
        CompletionStage<Void> bad = rig.writer.deliver(
                session -> {
                    session.probe();
                    throw new IllegalStateException("a bug in one change");
                },
                1,
                0);
        CompletionStage<Appended> duplicate =
                rig.writes.append(aDelivery().key("a").build());
        CompletionStage<Appended> after = rig.writes.append(aDelivery().key("b").build());
        rig.gate.go();
        await(blocker);
        assertThatThrownBy(() -> await(bad))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a bug in one change");
        assertThat(await(before).newEvent()).isTrue();
        assertThat(await(duplicate).eventId()).isEqualTo(await(before).eventId());
        assertThat(await(after).newEvent()).isTrue();
        assertThat(rig.reader.deliveries(DeliveryQuery.all()).items()).hasSize(4);
        assertThat(rig.reader.deliveries(DeliveryQuery.all().type("new type")).items())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_IOERR_FSYNC", "SQLITE_FULL", "SQLITE_CORRUPT", "SQLITE_BUSY"})
    void fault10_aCommitThatFailsIsToldAndTheStoreGoesOnWithoutIt(SQLiteErrorCode code) {
        Appended former = rig.append(aDelivery().key("former").type("t").route("ledger"));
        rig.gate.failNext(code);
        assertThatThrownBy(() ->
                        rig.append(aDelivery().key("lost").type("of the lost").route("archive")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("inbox.db")
                .hasMessageContaining(code.name());
        assertThat(rig.reader.deliveries(DeliveryQuery.all()).items()).hasSize(1);
        assertThat(rig.append(aDelivery().key("former")).eventId()).isEqualTo(former.eventId());
        Appended again = rig.append(aDelivery().key("lost").type("of the lost").route("archive"));
        assertThat(again.newEvent()).isTrue();
        assertThat(rig.append(aDelivery().key("lost")).eventId()).isEqualTo(again.eventId());
        assertThat(rig.reader
                        .deliveries(DeliveryQuery.all().type("of the lost"))
                        .items())
                .hasSize(1);
        assertThat(await(rig.writes.lease("archive", 1, LEASE))).hasSize(1);
    }

    @Test
    void fault13_aWriteWaitsForAnotherConnectionsLockUpToTheBusyTimeoutAndFailsAloneAfterIt() throws SQLException {
        rig.append(aDelivery().key("k").claimed("ledger", LEASE));
        try (Connection other = rig.applicationConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> rig.append(aDelivery().key("while locked")))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("write lock for more than 200 ms");
            assertThat(rig.reader.deliveries(DeliveryQuery.all()).items()).hasSize(1);
            statement.execute("COMMIT");
        }
        assertThat(rig.append(aDelivery().key("while locked")).newEvent()).isTrue();
        assertThat(rig.append(aDelivery().key("k")).duplicate()).isTrue();
    }

    @Test
    void fault13_aClaimSurvivesThatItsCompletionFailedForTheLock() throws SQLException {
        Lease lease = rig.append(aDelivery().claimed("ledger", LEASE)).leases().get(0);
        try (Connection other = rig.applicationConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> await(rig.writes.complete(Completion.handled(lease, 0, 0))))
                    .isInstanceOf(StoreUnavailableException.class);
            statement.execute("COMMIT");
        }
        assertThat(await(rig.writes.complete(Completion.handled(lease, 0, 0)))).isTrue();
    }

    @Test
    void afterTheCloseEveryWriteFailsAndNoneIsLeftWaiting() {
        CompletionStage<Appended> accepted = rig.writes.append(aDelivery().build());
        rig.writer.close();
        assertThat(await(accepted).newEvent()).isTrue();
        assertThatThrownBy(() -> rig.append(aDelivery()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> await(rig.writes.lease("ledger", 1, LEASE)))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
