package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.PrunableStore.Space;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.PrunePlan.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room that removed rows left comes back to the file system. */
class SqliteReclaimTest {
    private static final PrunePlan EVERYTHING =
            new PrunePlan(Map.of(), new Limits(Map.of(Kept.UNROUTED, Long.MAX_VALUE), Map.of(), PrunePlan.NEVER));

    @TempDir
    Path directory;

    @Test
    void theFileShrinksByWhatWasRemoved() throws IOException {
        Path file = directory.resolve("inbox.db");
        Space full;
        try (SqliteStore store = SqliteStore.open(file)) {
            for (int i = 0; i < 300; i++) {
                store.append(aDelivery().key("evt_" + i).body(new byte[20_000]).build())
                        .toCompletableFuture()
                        .join();
            }
            full = store.space();
            assertThat(full.reclaimable()).isTrue();
            assertThat(full.total()).isGreaterThan(6_000_000);
            assertThat(prune(store)).isEqualTo(300);
            assertThat(store.space().unused()).isGreaterThan(full.total() * 9 / 10);

            assertThat(reclaim(store, 100_000)).isBetween(90_000L, 100_000L);
            long reclaimed = reclaim(store, Long.MAX_VALUE);
            assertThat(reclaimed).isGreaterThan(full.total() * 8 / 10);
            assertThat(store.space().unused()).isZero();
            assertThat(reclaim(store, Long.MAX_VALUE)).isZero();
            assertThat(store.append(aDelivery().key("evt_7").build())
                            .toCompletableFuture()
                            .join()
                            .duplicate())
                    .isTrue();
        }
        assertThat(Files.size(file)).isLessThan(full.total() / 5);
        assertThat(SqliteBackup.verify(file)).isEmpty();
    }

    private static long prune(SqliteStore store) {
        long events = 0;
        Optional<PrunePage.Position> next = Optional.of(PrunePage.Position.START);
        while (next.isPresent()) {
            PrunePage page = store.prunable(EVERYTHING, next.get(), 100);
            events += store.prune(EVERYTHING, page).toCompletableFuture().join().events();
            next = page.next();
        }
        return events;
    }

    private static long reclaim(SqliteStore store, long bytes) {
        return store.reclaim(bytes).toCompletableFuture().join();
    }
}
