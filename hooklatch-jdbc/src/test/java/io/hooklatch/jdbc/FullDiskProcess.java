package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.store.Completion;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.PrunePlan.Limits;
import io.hooklatch.store.StoreOpenException;
import io.hooklatch.store.StoreUnavailableException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What happens on a disk that is small; says {@code +} when all is well. */
final class FullDiskProcess {
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    private final Path directory;
    private final Path file;
    private final Path filler;

    private FullDiskProcess(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("inbox.db");
        this.filler = directory.resolve("filler");
    }

    public static void main(String[] arguments) {
        FullDiskProcess process = new FullDiskProcess(Path.of(arguments[1]));
        String said = "+";
        try {
            switch (arguments[0]) {
                case "service" -> process.service();
                case "create" -> process.create();
                default -> process.open();
            }
        } catch (Exception | AssertionError e) {
            said = e + "\n" + List.of(e.getStackTrace()).subList(0, Math.min(8, e.getStackTrace().length));
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.print(said);
        out.flush();
    }

    private SqliteStore store() {
        return SqliteStore.builder(file)
                .freeFloor(3 << 20)
                .ballast(2 << 20)
                .checkpointPages(100)
                .open();
    }

    private void service() throws IOException {
        try (SqliteStore store = store()) {
            int accepted = fillUp(store);
            assertThat(accepted).isGreaterThan(50);
            assertThatThrownBy(() -> join(store.probe())).hasMessageContaining("less than the floor");
            assertThat(store.reader().deliveries(DeliveryQuery.all()).items()).isNotEmpty();
            handle(store, 10);

            fillDisk();
            handle(store, 10);
            assertThat(store.reader().deliveries(DeliveryQuery.all()).items()).isNotEmpty();
            long pruned = prune(store);
            assertThat(pruned).isEqualTo(20);

            Files.delete(filler);
            patiently(() -> join(store.probe()));
            patiently(() -> join(store.append(aDelivery().key("after").build())));
            assertThat(join(store.append(aDelivery().key("evt_0").build())).duplicate())
                    .as("it was handled and removed, and its key stayed")
                    .isTrue();
        }
    }

    private static int fillUp(SqliteStore store) {
        for (int i = 0; i < 10_000; i++) {
            try {
                join(store.append(aDelivery()
                        .key("evt_" + i)
                        .body(new byte[64 << 10])
                        .route("ledger")
                        .build()));
            } catch (StoreUnavailableException e) {
                assertThat(e).hasMessageContaining("less than the floor");
                return i;
            }
        }
        throw new AssertionError("the disk is never full");
    }

    private static void handle(SqliteStore store, int count) {
        for (int i = 0; i < count; i++) {
            patiently(() -> {
                Lease lease =
                        join(store.lease("ledger", 1, Duration.ofMinutes(5))).get(0);
                patiently(() -> join(store.complete(Completion.handled(lease, 0, 0))));
            });
        }
    }

    private static long prune(SqliteStore store) {
        PrunePlan plan =
                new PrunePlan(Map.of(), new Limits(Map.of(Kept.HANDLED, Long.MAX_VALUE), Map.of(), PrunePlan.NEVER));
        PrunePage page = store.prunable(plan, PrunePage.Position.START, 100);
        long[] events = {0};
        patiently(() -> events[0] += join(store.prune(plan, page)).events());
        patiently(() -> join(store.reclaim(1 << 30)));
        return events[0];
    }

    private void create() throws IOException {
        fillDisk();
        assertThatThrownBy(this::store)
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("inbox.db")
                .hasMessageMatching("(?s).*(disk is full|No space left).*");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("filler", "inbox.db.lock");
        }
        Files.delete(filler);
    }

    private void open() throws IOException {
        try (SqliteStore store = store()) {
            join(store.append(aDelivery().key("before").build()));
        }
        fillDisk();
        try (SqliteStore store = store()) {
            assertThat(store.reader().deliveries(DeliveryQuery.all()).items()).hasSize(1);
            assertThatThrownBy(() -> join(store.append(aDelivery().build())))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("less than the floor");
        }
    }

    private void fillDisk() throws IOException {
        byte[] chunk = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (directory.toFile().getUsableSpace() > 0) {
                out.write(chunk);
            }
        } catch (IOException e) {
            assertThat(directory.toFile().getUsableSpace()).isLessThan(chunk.length);
        }
    }

    /** Again and again until it works: a disk that fails is opened anew once a second. */
    private static void patiently(Runnable work) {
        long begun = System.nanoTime();
        while (true) {
            try {
                work.run();
                return;
            } catch (StoreUnavailableException e) {
                if (System.nanoTime() - begun > PATIENCE) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreUnavailableException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
