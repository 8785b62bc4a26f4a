package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Actor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups and restores that a stop cut off between two of their files, which get their names one after the other. */
class SqliteCutOffTest {
    private static final Actor ALICE = new Actor("alice", "cli");

    @TempDir
    Path directory;

    private Path file;
    private Path copy;

    @BeforeEach
    void takeABackup() {
        file = directory.resolve("inbox.db");
        copy = directory.resolve("copy.db");
        try (SqliteStore store = SqliteStore.open(file)) {
            append(store, "evt_1");
        }
        SqliteBackup.take(file, copy, ALICE, "nightly");
    }

    @Test
    void fault66_aBackupThatHasItsKeyAloneSaysSoAndIsTakenAgain() throws IOException {
        Files.move(copy, beside(copy, ".new"));
        assertThatThrownBy(() -> SqliteBackup.verify(copy)).hasMessageContaining("a backup to it was cut off");
        assertThatThrownBy(() -> SqliteBackup.restore(copy, directory.resolve("other.db"), false, ALICE, "lost"))
                .hasMessageContaining("a backup to it was cut off");
        SqliteBackup.take(file, copy, ALICE, "nightly");
        assertThat(SqliteBackup.verify(copy)).isEmpty();
        assertThat(beside(copy, ".new")).doesNotExist();
    }

    @Test
    void theKeyOfAnotherInboxIsNotOverwrittenByABackup() throws IOException {
        Files.delete(copy);
        byte[] others = new byte[32];
        Files.write(beside(copy, ".key"), others);
        assertThatThrownBy(() -> SqliteBackup.take(file, copy, ALICE, "nightly"))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("copy.db.key: it exists without its copy, and is not the key of this inbox");
        assertThat(beside(copy, ".key")).hasBinaryContent(others);
        assertThat(copy).doesNotExist();
    }

    @Test
    void anOpenThatFailsLeavesAKeyThatWasThere() throws IOException {
        Path alone = directory.resolve("alone.db");
        Files.write(beside(alone, ".key"), new byte[31]);
        assertThatThrownBy(() -> SqliteStore.open(alone)).hasMessageContaining("31 bytes");
        assertThat(beside(alone, ".key")).hasSize(31);
        assertThat(alone).doesNotExist();
    }

    /** After so many of its steps: the former file, its log and its key put aside; the new key in its place. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fault66_aRestoreThatWasCutOffNeverBecomesAnEmptyInboxAndIsMadeAgain(int steps) throws IOException {
        try (SqliteStore store = SqliteStore.open(file)) {
            append(store, "evt_2");
        }
        Path draft = beside(file, ".restored");
        SqliteBackup.take(file, draft, ALICE, "of something else");
        Files.write(beside(file, "-wal"), new byte[0]);
        List<Path> former = List.of(file, beside(file, "-wal"), beside(file, ".key"));
        for (int i = 0; i < Math.min(steps, 3); i++) {
            Files.move(former.get(i), beside(former.get(i), ".before-restore"));
        }
        if (steps == 4) {
            Files.move(beside(draft, ".key"), beside(file, ".key"));
        }
        assertThatThrownBy(() -> SqliteStore.open(file))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("a restore to it was cut off");
        assertThatThrownBy(() -> SqliteBackup.verify(file)).hasMessageContaining("Restore again");
        assertThat(file).doesNotExist();

        SqliteBackup.restore(copy, file, false, ALICE, "lost");
        assertThat(deliveries(file)).isEqualTo(1);
        assertThat(draft).doesNotExist();
        for (String name : List.of("", ".key")) {
            Files.move(beside(beside(file, name), ".before-restore"), directory.resolve("former.db" + name));
        }
        assertThat(deliveries(directory.resolve("former.db"))).isEqualTo(2);
    }

    @Test
    void fault66_aRestoreToAnEmptyPlaceThatWasCutOffBeforeItsLastStepIsMadeAgain() throws IOException {
        Path fresh = directory.resolve("fresh.db");
        Files.move(copy, beside(fresh, ".restored"));
        Files.move(beside(copy, ".key"), beside(fresh, ".key"));
        assertThatThrownBy(() -> SqliteStore.open(fresh)).hasMessageContaining("a restore to it was cut off");
        SqliteBackup.take(file, copy, ALICE, "another");
        assertThat(SqliteBackup.restore(copy, fresh, false, ALICE, "lost").movedAside())
                .isEmpty();
        assertThat(deliveries(fresh)).isEqualTo(1);
    }

    private static Path beside(Path path, String end) {
        return Path.of(path + end);
    }

    private static int deliveries(Path inbox) {
        try (SqliteStore store = SqliteStore.open(inbox)) {
            return store.reader().deliveries(DeliveryQuery.all()).items().size();
        }
    }

    private static void append(SqliteStore store, String key) {
        store.append(aDelivery().key(key).route("ledger").build())
                .toCompletableFuture()
                .join();
    }
}
