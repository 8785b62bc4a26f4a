package io.hooklatch.jdbc.sqlite.file;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.file.RestoreFiles.Moves;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A restore that is stopped before each of its moves: the copy's key and the copy get their names (0, 1), the former inbox,
 * its log and its key go aside (2, 3, 4), the copy's key and the copy take their place (5, 6).
 */
class StoppedRestoreTest {
    private static final Actor ALICE = new Actor("alice", "cli");
    private static final int MOVES = 7;
    private static final int FIRST_ASIDE = 2;
    private static final String ASIDE = ".before-restore";

    /** What the former inbox holds, the second in its log only; the backup holds the first. */
    private static final int FORMER = 2;

    @TempDir
    Path directory;

    private Path backup;
    private Path inbox;

    @BeforeEach
    void leaveAnInboxAsACrashDoes() throws IOException {
        Path first = Files.createDirectory(directory.resolve("first")).resolve("inbox.db");
        backup = directory.resolve("backup.db");
        inbox = Files.createDirectory(directory.toRealPath().resolve("place")).resolve("inbox.db");
        try (SqliteStore store = SqliteStore.open(first)) {
            append(store, "evt_1");
            SqliteBackup.take(store, backup);
            append(store, "evt_2");
            for (String part : List.of("", "-wal", ".key")) {
                Files.copy(Path.of(first + part), Path.of(inbox + part));
            }
        }
        assertThat(Path.of(inbox + "-wal")).isNotEmptyFile();
    }

    @Test
    void aRestoreThatIsNotStoppedHasSoManyMoves() {
        assertThat(stopsBefore(MOVES)).isFalse();
        assertThat(deliveries(inbox)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void noEmptyInboxIsMadeInPlaceOfOneThatIsMovedAside(int move) throws IOException {
        assertThat(stopsBefore(move)).isTrue();
        if (move <= FIRST_ASIDE) {
            assertThat(deliveries(inbox)).as("the inbox is where it was").isEqualTo(FORMER);
            return;
        }
        List<String> before = names();
        assertThatThrownBy(() -> SqliteStore.open(inbox))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining(inbox + ": it does not exist, since a restore to it was cut off")
                .hasMessageContaining("hooklatch restore with the same backup, or with " + inbox + ".restored")
                .hasMessageContaining("to have the former inbox again, move " + inbox + ASIDE + " to " + inbox);
        assertThatThrownBy(() -> SqliteBackup.verify(inbox)).hasMessageContaining("a restore to it was cut off");
        assertThatThrownBy(() -> SqliteBackup.take(inbox, directory.resolve("more.db"), ALICE, "nightly"))
                .hasMessageContaining("a restore to it was cut off");
        assertThat(SqliteBackup.stopped(inbox)).isPresent();
        assertThat(names()).as("nothing is made or removed").isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6})
    void theFormerInboxIsWholeOnceItIsMovedBack(int move) throws IOException {
        assertThat(stopsBefore(move)).isTrue();
        moveAsideTo(inbox);
        assertThat(deliveries(inbox)).isEqualTo(FORMER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void theSameRestoreGoesOnWithWhatIsLeftAndTheFormerInboxIsKept(int move) throws IOException {
        assertThat(stopsBefore(move)).isTrue();
        isRestoredFrom(backup);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void theWholeCopyNeedsNoBackupAnyMore(int move) throws IOException {
        assertThat(stopsBefore(move)).isTrue();
        Files.delete(backup);
        Files.delete(Path.of(backup + ".key"));
        isRestoredFrom(Path.of(inbox + ".restored"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void aRestoreThatIsStoppedAgainGoesOnAsWell(int move) throws IOException {
        assertThat(stopsBefore(move)).isTrue();
        Restoring.settle(inbox, InstantSource.system().instant());
        assertThat(stopsBefore(FIRST_ASIDE)).isTrue();
        isRestoredFrom(backup);
    }

    private void isRestoredFrom(Path named) throws IOException {
        SqliteBackup.Restored restored = SqliteBackup.restore(named, inbox, true, ALICE, "again");
        assertThat(restored.movedAside())
                .containsExactly(
                        Path.of(inbox + ASIDE), Path.of(inbox + "-wal" + ASIDE), Path.of(inbox + ".key" + ASIDE));
        assertThat(deliveries(inbox)).isEqualTo(1);
        try (SqliteStore store = SqliteStore.open(inbox)) {
            assertThat(store.reader()
                            .operations(OperationQuery.all().action(Action.RESTORE))
                            .items())
                    .extracting(Operation::selection)
                    .containsExactly(named.toString());
        }
        assertThat(names()).noneMatch(name -> name.contains(".restored"));
        Path former = Files.createDirectory(directory.resolve("former")).resolve("inbox.db");
        moveAsideTo(former);
        assertThat(deliveries(former)).isEqualTo(FORMER);
    }

    @ParameterizedTest
    @ValueSource(strings = {".part.key.new", ".part.new", ".part.key", ".part", ".key", ""})
    void noEmptyInboxIsMadeWhereACopyWasToStand(String left) throws IOException {
        Path place =
                Files.createDirectory(directory.toRealPath().resolve("fresh")).resolve("inbox.db");
        Path file = Files.write(Path.of(place + ".restored" + left), new byte[8]);
        assertThatThrownBy(() -> SqliteStore.open(place))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("a restore to it was cut off")
                .hasMessageContaining("to begin with an empty inbox, move away " + file);
        SqliteBackup.restore(backup, place, false, ALICE, "again");
        assertThat(deliveries(place)).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void anEmptyFileIsNoInbox() throws IOException {
        assertThat(stopsBefore(MOVES - 1)).isTrue();
        Files.createFile(inbox);
        assertThatThrownBy(() -> SqliteStore.open(inbox)).hasMessageContaining("a restore to it was cut off");
        isRestoredFrom(backup);
    }

    @Test
    void anInboxIsNotOpenedWithoutItsLogWhenThatIsStillAside() throws IOException {
        assertThat(stopsBefore(MOVES - 1)).isTrue();
        Files.move(Path.of(inbox + ASIDE), inbox);
        Files.move(Path.of(inbox + ".key" + ASIDE), Path.of(inbox + ".key"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> SqliteStore.open(inbox))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("move its log to " + inbox + "-wal");
        Files.move(Path.of(inbox + "-wal" + ASIDE), Path.of(inbox + "-wal"));
        assertThat(deliveries(inbox)).isEqualTo(FORMER);
    }

    @Test
    void aLinkToAnInboxThatIsMovedAsideMakesNoOtherOne() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.db"), inbox);
        assertThat(stopsBefore(MOVES - 1)).isTrue();
        assertThatThrownBy(() -> SqliteStore.open(link)).hasMessageContaining("a restore to it was cut off");
        assertThat(SqliteBackup.stopped(link)).isPresent();
        SqliteBackup.restore(backup, link, true, ALICE, "again");
        assertThat(link).isSymbolicLink();
        assertThat(deliveries(link)).isEqualTo(1);
    }

    @Test
    void whatIsInTheWayOfAStoppedRestoreIsNotMixedWithTheInboxMovedAside() throws IOException {
        assertThat(stopsBefore(MOVES - 2)).isTrue();
        Path log = Files.write(Path.of(inbox + "-wal"), new byte[8]);
        assertThatThrownBy(() -> SqliteBackup.restore(backup, inbox, true, ALICE, "again"))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining(log + ": it is in the way");
        Files.delete(log);
        isRestoredFrom(backup);
    }

    /** What ends the process in place of a move. */
    private static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;
    }

    private boolean stopsBefore(int move) {
        SqliteSettings settings = new SqliteSettings(
                backup, InstantSource.system(), 1, 1, 1, 1, 1000, Duration.ofSeconds(5), 2, 1, false, 0, 0);
        AtomicInteger left = new AtomicInteger(move);
        Moves moves = (from, to) -> {
            if (left.getAndDecrement() == 0) {
                throw new Stopped();
            }
            Moves.ATOMIC.move(from, to);
        };
        try {
            Restoring.put(settings, inbox, true, copy -> {}, moves);
            return false;
        } catch (Stopped e) {
            return true;
        }
    }

    private void moveAsideTo(Path target) throws IOException {
        for (String part : List.of("", "-wal", ".key")) {
            Path from = Path.of(inbox + part + ASIDE);
            if (Files.exists(from)) {
                Files.move(from, Path.of(target + part), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(inbox.resolveSibling(""))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    private static int deliveries(Path file) {
        try (SqliteStore store = SqliteStore.open(file)) {
            return store.reader().deliveries(DeliveryQuery.all()).items().size();
        }
    }

    private static void append(SqliteStore store, String key) {
        store.append(aDelivery().key(key).route("ledger").build())
                .toCompletableFuture()
                .join();
    }
}
