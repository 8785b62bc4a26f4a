package io.hooklatch.gateway.cli.operator;

import static io.hooklatch.testkit.DeliverySample.aDelivery;

import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Cause;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Reason;
import io.hooklatch.store.Appended;
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

/** Fills stores by hand, so that every row is known. */
final class StoreRig {
    static final long MORNING = 1_740_830_400_000L; // 2025-03-01T12:00:00Z

    private StoreRig() {}

    /** What was put into a store. */
    record Filled(Path file, DeliveryId accepted, String event, DeliveryId refused) {
        String store() {
            return file.toString();
        }
    }

    /** One event that is dead after two attempts, one delivery that was refused and diagnosed. */
    static Filled filled(Path directory) {
        Path file = directory.resolve("inbox.db");
        try (InboxStore store = SqliteStore.builder(file)
                .clock(InstantSource.fixed(Instant.ofEpochMilli(MORNING + 120_000)))
                .open()) {
            Appended accepted = done(store.append(order("evt_1").route("ship").build()));
            fail(store, new Completion.Next.Retry(Duration.ZERO), "connection refused");
            fail(store, new Completion.Next.Dead(), "HTTP 500 \u001b[31mboom");
            Appended refused = done(store.append(order("evt_2")
                    .refused(Reason.SIGNATURE_MISMATCH)
                    .receivedAt(MORNING + 60_000)
                    .build()));
            done(store.diagnose(
                    refused.deliveryId(),
                    Diagnosis.proved(Cause.RETIRED_SECRET, "it fits the retired secret 1", "configure the new one")));
            return new Filled(
                    file,
                    accepted.deliveryId(),
                    accepted.eventId().orElseThrow().toString(),
                    refused.deliveryId());
        }
    }

    /** An accepted delivery that brings an event of its own. */
    static DeliverySample order(String id) {
        return aDelivery()
                .endpoint("shop")
                .receivedAt(MORNING)
                .providerEventId(id)
                .key(id)
                .type("order.paid")
                .header("Content-Type", "application/json")
                .body("{\"id\":\"" + id + "\",\"total\":1.50}");
    }

    static void fail(InboxStore store, Completion.Next next, String error) {
        List<Lease> leases = done(store.lease("ship", 1, Duration.ofMinutes(1)));
        done(store.complete(new Completion(leases.get(0), MORNING + 1_000, 12, AttemptOutcome.FAILED, error, next)));
    }

    static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the store did not do it", e);
        }
    }
}
