package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Pause;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Change;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.Step;
import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBackupTest {
    private static final Actor ALICE = new Actor("alice", "cli");

    @TempDir
    Path directory;

    private Path file;
    private Path copy;

    @BeforeEach
    void nameTheFiles() {
        file = directory.resolve("inbox.db");
        copy = directory.resolve("copy.db");
    }

    @Test
    void fault66_aBackupUnderLoadIsOfOneMomentAndLosesNothingThatWasAcknowledgedBefore() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger acknowledged = new AtomicInteger();
        CountDownLatch some = new CountDownLatch(100);
        int before;
        try (SqliteStore store = SqliteStore.open(file)) {
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                for (int i = 0; !over.get(); i++) {
                    append(store, "evt_" + i);
                    acknowledged.set(i + 1);
                    some.countDown();
                }
            });
            assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
            before = acknowledged.get();
            SqliteBackup.Taken taken = SqliteBackup.take(store, copy);
            assertThat(taken.bytes()).isEqualTo(Files.size(copy));
            over.set(true);
            load.get(60, TimeUnit.SECONDS);
        }
        assertThat(SqliteBackup.verify(copy)).isEmpty();
        Path restored = directory.resolve("restored.db");
        SqliteBackup.Restored done = SqliteBackup.restore(copy, restored, false, ALICE, "it was lost");
        long open = done.open().get(DispatchState.QUEUED);
        assertThat(open).isBetween((long) before, (long) acknowledged.get());
        try (SqliteStore store = SqliteStore.open(restored)) {
            assertThat(append(store, "evt_" + (before - 1)).duplicate()).isTrue();
            assertThat(append(store, "evt_" + open).newEvent()).isTrue();
            assertThat(store.lease("ledger", 10_000, Duration.ofMinutes(1))
                            .toCompletableFuture()
                            .join())
                    .hasSize(Math.toIntExact(Math.min(open + 1, 10_000)));
        }
    }

    @Test
    void aBackupIsTwoFilesForItsOwnerOnlyAndAnInboxThatCanShrink() throws Exception {
        try (SqliteStore store = SqliteStore.open(file)) {
            append(store, "evt_1");
        }
        sql(file, "PRAGMA journal_mode = DELETE");
        sql(file, "PRAGMA auto_vacuum = NONE; VACUUM");
        assertThat(sql(file, "PRAGMA auto_vacuum")).as("a file from before").isEqualTo("0");
        SqliteBackup.take(file, copy, ALICE, "nightly");
        assertThat(sql(copy, "PRAGMA auto_vacuum")).isEqualTo("2");
        for (Path each : List.of(copy, Path.of(copy + ".key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------");
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(each -> each.getFileName().toString()).filter(name -> name.startsWith("copy")))
                    .containsExactlyInAnyOrder("copy.db", "copy.db.key");
        }
        assertThatThrownBy(() -> SqliteBackup.take(file, copy, ALICE, "nightly"))
                .hasMessageContaining("copy.db: it exists");
    }

    @Test
    void aCopyThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        SqliteStore.open(file).close();
        Path nowhere = directory.resolve("missing").resolve("copy.db");
        assertThatThrownBy(() -> SqliteBackup.take(file, nowhere, ALICE, "nightly"))
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> SqliteBackup.take(directory.resolve("other.db"), copy, ALICE, "nightly"))
                .hasMessageContaining("it does not exist");
        assertThat(copy).doesNotExist();
        assertThat(Path.of(copy + ".key")).doesNotExist();
    }

    @Test
    void aRestoreMovesTheFormerInboxAsideWhenItMay() throws Exception {
        try (SqliteStore store = SqliteStore.open(file)) {
            append(store, "evt_1");
            SqliteBackup.take(store, copy);
            append(store, "evt_2");
            assertThatThrownBy(() -> SqliteBackup.restore(copy, file, true, ALICE, "it was lost"))
                    .isInstanceOf(StoreOpenException.class)
                    .hasMessageContaining("open already");
        }
        assertThatThrownBy(() -> SqliteBackup.restore(copy, file, false, ALICE, "it was lost"))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("there is an inbox");
        SqliteBackup.Restored restored = SqliteBackup.restore(copy, file, true, ALICE, "it was lost");
        assertThat(restored.open()).containsEntry(DispatchState.QUEUED, 1L);
        assertThat(restored.movedAside())
                .containsExactly(
                        Path.of(file.toRealPath() + ".before-restore"),
                        Path.of(file.toRealPath() + ".key.before-restore"));
        try (SqliteStore store = SqliteStore.open(file)) {
            assertThat(store.reader().deliveries(DeliveryQuery.all()).items()).hasSize(1);
            assertThat(append(store, "evt_1").duplicate()).isTrue();
        }
        assertThatThrownBy(() -> SqliteBackup.restore(copy, file, true, ALICE, "it was lost"))
                .hasMessageContaining("left from an earlier restore");
    }

    @Test
    void anInboxThatAnotherProcessHoldsIsNotReplaced() throws Exception {
        SqliteStore.open(file).close();
        SqliteBackup.take(file, copy, ALICE, "nightly");
        Process holder = HolderProcess.start(file);
        try {
            assertThatThrownBy(() -> SqliteBackup.restore(copy, file, true, ALICE, "it was lost"))
                    .isInstanceOf(StoreOpenException.class)
                    .hasMessageContaining("the inbox is held by process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatIsNewerDamagedOrWithoutItsKeyIsNotRestored() throws Exception {
        SqliteStore.open(file).close();
        Path target = directory.resolve("target.db");
        SqliteBackup.take(file, copy, ALICE, "nightly");
        Path key = Path.of(copy + ".key");
        byte[] secret = Files.readAllBytes(key);
        Files.write(key, new byte[32]);
        assertThatThrownBy(() -> SqliteBackup.restore(copy, target, false, ALICE, "it was lost"))
                .hasMessageContaining("belongs to another inbox");
        Files.delete(key);
        assertThatThrownBy(() -> SqliteBackup.restore(copy, target, false, ALICE, "it was lost"))
                .hasMessageContaining("key file");
        Files.write(key, secret);
        sql(copy, "INSERT INTO hooklatch_migration VALUES (99, '099_future.sql', 0)");
        assertThatThrownBy(() -> SqliteBackup.restore(copy, target, false, ALICE, "it was lost"))
                .hasMessageContaining("version 99");
        sql(copy, "DELETE FROM hooklatch_migration WHERE version = 99");
        byte[] damaged = Files.readAllBytes(copy);
        for (int at = damaged.length - 4096; at < damaged.length; at++) {
            damaged[at] = (byte) 0xA5;
        }
        Files.write(copy, damaged);
        assertThatThrownBy(() -> SqliteBackup.restore(copy, target, false, ALICE, "it was lost"))
                .hasMessageContaining("copy.db");
        assertThat(target).doesNotExist();
    }

    @Test
    void aBackupByTheFileIsInTheAuditOfTheInboxThatAProcessHoldsAndARestoreInThatOfTheRestored() {
        try (SqliteStore store = SqliteStore.open(file)) {
            append(store, "evt_1");
            SqliteBackup.take(file, copy, ALICE, "nightly");
            assertThatThrownBy(() -> SqliteBackup.take(file, copy, ALICE, "again"));
            store.begin(new NewOperation(Action.IGNORE, ALICE, "its own", "", 0, 0, ""))
                    .toCompletableFuture()
                    .join();
            assertThat(append(store, "evt_2").newEvent()).isTrue();
            List<Operation> audit =
                    store.reader().operations(OperationQuery.all()).items();
            assertThat(audit).extracting(Operation::action).containsOnlyOnce(Action.IGNORE);
            assertThat(audit)
                    .filteredOn(entry -> entry.action() == Action.BACKUP)
                    .extracting(Operation::state)
                    .containsExactly(OperationState.FAILED, OperationState.DONE);
            assertThat(audit)
                    .filteredOn(entry -> entry.state() == OperationState.DONE)
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.actor()).isEqualTo(ALICE);
                        assertThat(entry.reason()).isEqualTo("nightly");
                        assertThat(entry.selection()).isEqualTo(copy.toString());
                        assertThat(entry.detail()).endsWith(" bytes");
                    });
        }
        Path restored = directory.resolve("restored.db");
        SqliteBackup.restore(copy, restored, false, ALICE, "it was lost");
        assertThat(directory).isDirectoryNotContaining("glob:**restored.db.restored*");
        try (SqliteStore store = SqliteStore.open(restored)) {
            assertThat(store.reader().operations(OperationQuery.all()).items())
                    .satisfiesExactly(
                            entry -> {
                                assertThat(entry.action()).isEqualTo(Action.RESTORE);
                                assertThat(entry.state()).isEqualTo(OperationState.DONE);
                                assertThat(entry.reason()).isEqualTo("it was lost");
                                assertThat(entry.detail()).isEqualTo("1 dispatches are not settled");
                            },
                            entry -> {
                                assertThat(entry.action()).isEqualTo(Action.BACKUP);
                                assertThat(entry.state()).isEqualTo(OperationState.DONE);
                                assertThat(entry.detail()).isEqualTo("this is the copy");
                            });
        }
    }

    @Test
    void whatRanWhenTheBackupWasTakenIsEndedInTheRestoredInboxAndWhatIsPausedIsNamed() {
        Operation mistake;
        Operation pause;
        try (SqliteStore store = SqliteStore.open(file)) {
            mistake = begin(store, Action.IGNORE, 20_005);
            pause = begin(store, Action.PAUSE, 1);
            store.apply(
                            pause.id(),
                            new Step(List.of(new Change.Hold(Pause.Kind.HANDLER, "ledger")), pause.cursor(), "1"))
                    .toCompletableFuture()
                    .join();
            store.end(pause.id(), OperationState.DONE, "").toCompletableFuture().join();
            SqliteBackup.take(file, copy, ALICE, "nightly");
            store.end(mistake.id(), OperationState.CANCELLED, "a mistake")
                    .toCompletableFuture()
                    .join();
        }
        Path restored = directory.resolve("restored.db");
        SqliteBackup.Restored done = SqliteBackup.restore(copy, restored, false, ALICE, "it was lost");
        assertThat(done.ended()).containsExactly(mistake);
        assertThat(done.pauses()).singleElement().satisfies(paused -> {
            assertThat(paused.name()).isEqualTo("ledger");
            assertThat(paused.operationId()).isEqualTo(pause.id());
        });
        try (SqliteStore store = SqliteStore.open(restored)) {
            assertThat(store.reader()
                            .operations(OperationQuery.all().state(OperationState.RUNNING))
                            .items())
                    .isEmpty();
            assertThat(store.reader().operation(mistake.id())).hasValueSatisfying(now -> {
                assertThat(now.state()).isEqualTo(OperationState.CANCELLED);
                assertThat(now.detail()).contains("the inbox was restored from a backup");
                assertThat(now.endedAt()).isPresent();
            });
            assertThat(store.reader()
                            .operations(OperationQuery.all().action(Action.RESTORE))
                            .items())
                    .extracting(Operation::detail)
                    .containsExactly("0 dispatches are not settled; ended " + mistake.id() + "; paused handler ledger");
        }
        assertThat(SqliteBackup.verify(copy)).as("the backup is as it was").isEmpty();
        assertThat(SqliteBackup.restore(copy, directory.resolve("again.db"), false, ALICE, "twice")
                        .ended())
                .containsExactly(mistake);
    }

    private static Operation begin(SqliteStore store, Action action, long total) {
        return store.begin(new NewOperation(action, ALICE, "why", "all", 5, total, "0"))
                .toCompletableFuture()
                .join();
    }

    private static Appended append(SqliteStore store, String key) {
        return store.append(
                        aDelivery().key(key).route("ledger").body("of " + key).build())
                .toCompletableFuture()
                .join();
    }

    private static String sql(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            String last = "";
            for (String each : sql.split("; ", -1)) {
                if (statement.execute(each)) {
                    try (ResultSet row = statement.getResultSet()) {
                        last = row.next() ? row.getString(1) : "";
                    }
                }
            }
            return last;
        }
    }
}
