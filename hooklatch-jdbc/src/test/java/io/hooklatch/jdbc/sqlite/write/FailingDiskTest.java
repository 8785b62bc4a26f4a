package io.hooklatch.jdbc.sqlite.write;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** Disks that fail, fill up, or belong to somebody else by now. */
class FailingDiskTest {
    private static final int CHECKPOINT_PAGES = 10;
    private static final long BALLAST = 1 << 20;

    @TempDir
    Path directory;

    private WriterRig rig;

    @BeforeEach
    void open() throws SQLException {
        rig = new WriterRig(
                new SqliteSettings(
                        directory.resolve("inbox.db"),
                        InstantSource.system(),
                        100,
                        1 << 20,
                        50,
                        1 << 20,
                        CHECKPOINT_PAGES,
                        Duration.ofSeconds(5),
                        64,
                        2,
                        false,
                        0,
                        BALLAST),
                null);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void fault10_whileCommitsFailTheFileIsOpenedAnewOnceASecondAtMost() {
        rig.append(aDelivery().key("before"));
        rig.gate.failAlways(Optional.of(SQLiteErrorCode.SQLITE_IOERR_WRITE));
        long begun = System.nanoTime();
        for (int i = 0; i < 60; i++) {
            assertThatThrownBy(() -> rig.append(aDelivery()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("the disk failed");
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        assertThat(rig.writer.reopened()).isBetween(1, 2 + (int) seconds);

        rig.gate.failAlways(Optional.empty());
        while (!stored("after")) {
            Thread.onSpinWait();
        }
        assertThat(rig.append(aDelivery().key("before")).duplicate()).isTrue();
        assertThat(rig.append(aDelivery().key("after")).duplicate()).isTrue();
    }

    @Test
    void fault11_aFullDiskGetsTheRoomOfTheBallast() throws Exception {
        Path ballast = Path.of(rig.settings.file() + ".ballast");
        assertThat(Files.size(ballast)).isEqualTo(BALLAST);
        rig.gate.failNext(SQLiteErrorCode.SQLITE_FULL);
        assertThatThrownBy(() -> rig.append(aDelivery().key("lost")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the disk is full. Make room");
        assertThat(ballast).doesNotExist();
        assertThat(rig.append(aDelivery().key("lost")).newEvent()).isTrue();
    }

    @Test
    void fault14_aLongReaderLetsTheLogGrowWhichIsSeenWhileDeliveriesGoOn() throws SQLException {
        long limit = 8L * CHECKPOINT_PAGES * 4096;
        try (Connection reader = rig.applicationConnection();
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM hooklatch_delivery")) {
                row.next();
            }
            int stored = 0;
            while (rig.guard.logBytes() <= limit) {
                rig.append(aDelivery().key("k" + stored).body(new byte[20_000]));
                stored++;
            }
            rig.guard.look();
            assertThat(rig.guard.longLog()).isTrue();
            assertThat(rig.append(aDelivery().key("k0")).duplicate()).isTrue();
            assertThat(rig.reader.deliveries(DeliveryQuery.all().limit(1000)).items())
                    .hasSize(stored + 1);
            statement.execute("COMMIT");
        }
        while (rig.guard.longLog()) {
            rig.append(aDelivery());
            rig.guard.look();
        }
    }

    @Test
    void aLockFileThatIsGoneEndsAllWritingAndAProbeSaysSo() throws Exception {
        rig.append(aDelivery().key("before"));
        Files.delete(Path.of(rig.settings.file() + ".lock"));
        assertThatThrownBy(() -> WriterRig.await(rig.writes.probe()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the lock file was removed or replaced");
        assertThatThrownBy(() -> rig.append(aDelivery())).hasMessageContaining("the lock file was removed");
        assertThatThrownBy(() -> WriterRig.await(rig.writes.lease("ledger", 1, Duration.ofMinutes(1))))
                .hasMessageContaining("the lock file was removed");
        assertThat(rig.reader.deliveries(DeliveryQuery.all()).items())
                .as("reading harms nobody")
                .hasSize(1);
    }

    private boolean stored(String key) {
        try {
            rig.append(aDelivery().key(key));
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }
}
