package io.hooklatch.gateway.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gateway can take deliveries: whether the store commits. Asks at most once at a time and keeps the answer for
 * a second, so that whoever asks often does not load the store. Thread-safe.
 */
public final class Readiness {
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LONGEST_REASON = 200;

    private final Supplier<CompletionStage<Void>> probe;
    private final Duration within;
    private final LongSupplier nanos;
    private boolean stopping;
    private long askedAt;
    private @Nullable CompletableFuture<Optional<String>> latest;

    /** @param probe completes when the store has committed something, and fails when it cannot; as {@code Hooklatch::probe} */
    public Readiness(Supplier<CompletionStage<Void>> probe) {
        this(probe, Duration.ofSeconds(5), System::nanoTime);
    }

    /**
     * @param within how long the probe may take before the answer is no
     * @param nanos a count of nanoseconds that only grows
     */
    Readiness(Supplier<CompletionStage<Void>> probe, Duration within, LongSupplier nanos) {
        this.probe = probe;
        this.within = within;
        this.nanos = nanos;
    }

    /**
     * Why the gateway is not ready, in one line; empty when it is. Never completes exceptionally; completes on any
     * thread.
     */
    public synchronized CompletionStage<Optional<String>> whyNot() {
        if (stopping) {
            return CompletableFuture.completedFuture(Optional.of("the gateway is stopping"));
        }
        long now = nanos.getAsLong();
        CompletableFuture<Optional<String>> known = latest;
        if (known == null || (known.isDone() && now - askedAt >= KEPT_NANOS)) {
            askedAt = now;
            known = ask();
            latest = known;
        }
        return known.copy();
    }

    /** From now on the answer is no: load balancers are to look elsewhere while requests in flight finish. */
    public synchronized void stopping() {
        stopping = true;
    }

    private CompletableFuture<Optional<String>> ask() {
        CompletionStage<Void> answer;
        try {
            answer = probe.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        return answer.toCompletableFuture()
                .copy()
                .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .handle((committed, failure) -> failure == null ? Optional.empty() : Optional.of(reason(failure)));
    }

    private String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return "the store has not committed within " + within;
        }
        String text = "the store cannot commit: " + cause.getMessage();
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
