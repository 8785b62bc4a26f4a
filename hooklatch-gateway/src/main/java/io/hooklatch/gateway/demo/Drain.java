package io.hooklatch.gateway.demo;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits until every event has come to an end. */
final class Drain {
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final long ROUND_MILLIS = 50;

    private final BooleanSupplier settled;
    private final Runnable each;

    /** @param each is called in every round */
    Drain(BooleanSupplier settled, Runnable each) {
        this.settled = settled;
        this.each = each;
    }

    /** Whether it came to that within {@link #LONGEST}. */
    boolean await() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = rounds.scheduleWithFixedDelay(() -> look(end), 0, ROUND_MILLIS, TimeUnit.MILLISECONDS);
            end.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read the store: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            rounds.shutdownNow();
        }
    }

    private void look(CompletableFuture<Void> end) {
        try {
            each.run();
            if (settled.getAsBoolean()) {
                end.complete(null);
            }
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }
}
