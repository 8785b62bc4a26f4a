package io.hooklatch.jdbc.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class DiskGuardTest {
    private static final long FLOOR = 160;
    private static final long BALLAST = 100;

    @TempDir
    Path directory;

    private SqliteSettings settings;
    private InstanceLock lock;
    private DiskGuard guard;
    private Ballast ballast;
    private long free = 1_000;
    private long nanos;

    @BeforeEach
    void open() throws IOException {
        Path file = directory.toRealPath().resolve("inbox.db");
        settings = new SqliteSettings(
                file, InstantSource.system(), 1, 1, 1, 1, 10, Duration.ZERO, 2, 1, false, FLOOR, BALLAST);
        lock = InstanceLock.take(file, Instant.EPOCH);
        ballast = new Ballast(file, BALLAST);
        ballast.take();
        guard = new DiskGuard(settings, lock, ballast, () -> free, () -> nanos, Runnable::run);
    }

    @AfterEach
    void close() {
        lock.close();
    }

    @Test
    void fault11_belowTheFloorNoDeliveriesAreTakenUntilThereIsClearlyRoomAgain() {
        assertThat(guard.refusesDeliveries()).isEmpty();
        free = FLOOR - 1;
        assertThat(guard.refusesDeliveries()).as("it looks twice a second").isEmpty();
        later();
        assertThat(guard.refusesDeliveries())
                .hasValueSatisfying(why -> assertThat(why)
                        .hasMessageContaining("inbox.db")
                        .hasMessageContaining("159 bytes left, less than the floor of 160")
                        .hasMessageContaining("Make room"));
        assertThat(guard.refusesAll()).as("work goes on").isEmpty();
        free = FLOOR + FLOOR / 16 - 1;
        later();
        assertThat(guard.refusesDeliveries()).isPresent();
        free = FLOOR + FLOOR / 16;
        later();
        assertThat(guard.refusesDeliveries()).isEmpty();
    }

    @Test
    void fault11_manyBytesAreReasonToLookSooner() {
        assertThat(guard.refusesDelivery(1)).isEmpty();
        free = 0;
        assertThat(guard.refusesDelivery((int) FLOOR / 16 - 1)).isEmpty();
        assertThat(guard.refusesDelivery(1)).isPresent();
    }

    @Test
    void fault11_aFullDiskGetsTheRoomOfTheBallastWhichIsTakenAgainOnceThereIsPlenty() throws IOException {
        assertThat(Files.size(ballastFile())).isEqualTo(BALLAST);
        free = 0;
        guard.failed(error(SQLiteErrorCode.SQLITE_FULL));
        assertThat(ballastFile()).doesNotExist();
        assertThat(guard.refusesDeliveries()).isPresent();
        free = FLOOR + FLOOR / 16 + BALLAST;
        later();
        assertThat(guard.refusesDeliveries()).isEmpty();
        assertThat(Files.size(ballastFile())).isEqualTo(BALLAST);
    }

    @Test
    void fault11_wantOfRoomThatIsCalledOtherwiseIsSeenToo() {
        free = 0;
        guard.failed(error(SQLiteErrorCode.SQLITE_CORRUPT));
        assertThat(ballastFile()).exists();
        guard.failed(error(SQLiteErrorCode.SQLITE_IOERR_WRITE));
        assertThat(ballastFile()).doesNotExist();

        ballast.take();
        free = 1 << 30;
        guard.failed(error(SQLiteErrorCode.SQLITE_IOERR_WRITE));
        assertThat(ballastFile()).as("there is room, so it is the disk").exists();
        assertThat(SqliteFailure.isFull(error(SQLiteErrorCode.SQLITE_IOERR_SHMSIZE)))
                .as("only want of room is called that")
                .isTrue();
        assertThat(SqliteFailure.words(settings, error(SQLiteErrorCode.SQLITE_IOERR_SHMSIZE)))
                .contains("the disk is full");
    }

    private static SQLException error(SQLiteErrorCode code) {
        return new SQLiteException("it failed", code);
    }

    @Test
    void aLockFileThatIsNotTheOneThatWasLockedEndsAllWritingForGood() throws IOException {
        Path file = Path.of(settings.file() + ".lock");
        assertThat(guard.refusesAll()).isEmpty();
        Files.delete(file);
        guard.look();
        assertThat(guard.refusesAll())
                .hasValueSatisfying(why -> assertThat(why)
                        .hasMessageContaining("inbox.db.lock: the lock file was removed or replaced")
                        .hasMessageContaining("stop this process"));
        assertThat(guard.refusesDeliveries()).isPresent();
        Files.createFile(file);
        later();
        assertThat(guard.refusesAll())
                .as("another process may have been in meanwhile")
                .isPresent();
    }

    @Test
    void aLockFileThatWasReplacedIsSeenToo() throws IOException {
        Path other = Files.createFile(directory.resolve("other"));
        Files.move(other, Path.of(settings.file() + ".lock"), StandardCopyOption.REPLACE_EXISTING);
        guard.look();
        assertThat(guard.refusesAll()).isPresent();
    }

    private Path ballastFile() {
        return Ballast.of(settings.file());
    }

    private void later() {
        nanos += TimeUnit.MILLISECONDS.toNanos(500);
    }
}
