package io.hooklatch.gateway.docs;

import static io.hooklatch.testkit.DeliverySample.aDelivery;

import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.store.Completion;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.Lease;
import io.hooklatch.testkit.DeliverySample;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Inboxes as earlier processes left them. */
final class Leftovers {
    private static final Instant LAST_YEAR = Instant.parse("2025-03-01T12:00:00Z");
    private static final int DEATHS = 3;

    private Leftovers() {}

    /** So many events that were handled long ago. */
    static void handledLastYear(Path file, int count) {
        try (InboxStore store =
                SqliteStore.builder(file).clock(InstantSource.fixed(LAST_YEAR)).open()) {
            for (int i = 0; i < count; i++) {
                done(store.append(order("evt_old" + i)
                        .receivedAt(LAST_YEAR.toEpochMilli())
                        .build()));
            }
            for (Lease lease : done(store.lease("shop", count, Duration.ofMinutes(1)))) {
                done(store.complete(Completion.handled(lease, LAST_YEAR.toEpochMilli(), 1)));
            }
        }
    }

    /** One event that was running when the process died, and one that was each time when it died; the id of the latter. */
    static String ofADeadProcess(Path file) {
        String killer;
        try (InboxStore store = SqliteStore.open(file)) {
            killer = done(store.append(order("evt_killer").build()))
                    .eventId()
                    .orElseThrow()
                    .toString();
        }
        for (int i = 0; i < DEATHS; i++) {
            try (InboxStore store = SqliteStore.open(file)) {
                done(store.recover());
                if (i == DEATHS - 1) {
                    done(store.append(order("evt_running").build()));
                }
                leaseAll(store);
            }
        }
        return killer;
    }

    /** A dispatch that was ever lost is leased alone, so that it takes a call for each. */
    private static void leaseAll(InboxStore store) {
        List<Lease> leases;
        do {
            leases = done(store.lease("shop", 10, Duration.ofHours(1)));
        } while (!leases.isEmpty());
    }

    private static DeliverySample order(String id) {
        return aDelivery()
                .endpoint("stripe")
                .receivedAt(InstantSource.system().millis())
                .providerEventId(id)
                .key(id)
                .body("{\"id\":\"" + id + "\"}")
                .route("shop");
    }

    private static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the store did not do it", e);
        }
    }
}
