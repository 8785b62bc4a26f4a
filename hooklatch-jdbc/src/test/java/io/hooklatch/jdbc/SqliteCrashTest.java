package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut and a bad disk leave behind. */
class SqliteCrashTest {
    private static final int DELIVERIES = 40;
    private static final int CUTS = 60;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("inbox.db");
    }

    @Test
    void fault9_whateverAPowerCutLeavesBehindTheLastSyncNothingAcknowledgedIsLost() throws IOException {
        List<Long> synced = new ArrayList<>();
        byte[] database;
        byte[] log;
        byte[] key;
        try (SqliteStore store = SqliteStore.open(file)) {
            for (int i = 0; i < DELIVERIES; i++) {
                store.append(aDelivery().key("evt_" + i).body(new byte[i * 300]).build())
                        .toCompletableFuture()
                        .join();
                synced.add(store.logBytes());
            }
            database = Files.readAllBytes(file);
            log = Files.readAllBytes(Path.of(file + "-wal"));
            key = Files.readAllBytes(Path.of(file + ".key"));
        }
        Random random = new Random(9);
        for (int cut = 0; cut < CUTS; cut++) {
            int acknowledged = random.nextInt(DELIVERIES);
            int kept = Math.toIntExact(synced.get(acknowledged));
            kept += random.nextInt(log.length - kept + 1);
            byte[] left = Arrays.copyOf(log, random.nextBoolean() ? kept : log.length);
            byte[] garbage = new byte[left.length - kept];
            random.nextBytes(garbage);
            System.arraycopy(garbage, 0, left, kept, garbage.length);

            Path image = Files.createDirectory(directory.resolve("cut" + cut)).resolve("inbox.db");
            Files.write(image, database);
            Files.write(Path.of(image + "-wal"), left);
            Files.write(Path.of(image + ".key"), key);
            try (SqliteStore store = SqliteStore.open(image)) {
                assertThat(store.reader()
                                .deliveries(DeliveryQuery.all().limit(1000))
                                .items())
                        .hasSizeGreaterThanOrEqualTo(acknowledged + 1);
                assertThat(store.append(aDelivery().key("evt_" + acknowledged).build())
                                .toCompletableFuture()
                                .join()
                                .duplicate())
                        .isTrue();
            }
        }
    }

    @Test
    void fault15_aDamagedFileIsNamedAndNeverTakenForAnEmptyOne() throws IOException {
        try (SqliteStore store = SqliteStore.open(file)) {
            for (int i = 0; i < DELIVERIES; i++) {
                store.append(aDelivery().key("evt_" + i).build())
                        .toCompletableFuture()
                        .join();
            }
        }
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 0; at < 112; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xFF;
            Files.write(file, damaged);
            try (SqliteStore store = SqliteStore.open(file)) {
                assertThat(store.append(aDelivery().key("evt_0").build())
                                .toCompletableFuture()
                                .join()
                                .duplicate())
                        .isTrue();
            } catch (StoreException | CompletionException e) {
                refused++;
                assertThat(e).hasMessageContaining("inbox.db");
            }
        }
        assertThat(refused).isGreaterThan(30);
    }

    @Test
    void fault15_aDamagedTableIsToldWithTheWayOut() throws IOException {
        SqliteStore.open(file).close();
        byte[] damaged = Files.readAllBytes(file);
        damaged[100] = 7; // no kind of page
        Files.write(file, damaged);
        assertThatThrownBy(() -> SqliteStore.open(file))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContainingAll("inbox.db", "it is damaged", "put back a backup", ".recover");
    }

    @Test
    void onlyTheOwnerMayReadWhatIsNew() throws IOException {
        try (SqliteStore store =
                SqliteStore.builder(file).ballast(4096).freeFloor(0).open()) {
            store.probe().toCompletableFuture().join();
            for (String suffix : List.of("", "-wal", "-shm", ".key", ".ballast")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file + suffix))))
                        .as(suffix)
                        .isEqualTo("rw-------");
            }
        }
        Path shared = Files.createFile(directory.resolve("shared.db"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-r-----"));
        SqliteStore.open(shared).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .as("somebody has chosen it")
                .isEqualTo("rw-r-----");
    }
}
