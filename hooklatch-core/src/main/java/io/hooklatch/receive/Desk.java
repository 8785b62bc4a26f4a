package io.hooklatch.receive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** One endpoint as it stands now, and what is left of its quotas. Thread-safe. */
final class Desk {
    private final Endpoint described;
    private final RefusedQuota.Meter refused;
    private final RefusedQuota.Meter handshakes;
    private volatile Endpoint endpoint;
    private CompletionStage<?> lastTurn = CompletableFuture.completedFuture(Boolean.TRUE);

    Desk(Endpoint described, long nowMillis) {
        this.described = described;
        this.endpoint = described;
        this.refused = described.refusedQuota().meter(nowMillis);
        this.handshakes = described.refusedQuota().meter(nowMillis);
    }

    /** The endpoint, with the secret that it learnt. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** How much more of what is refused is kept. */
    RefusedQuota.Meter refused() {
        return refused;
    }

    /** How many more of the handshakes are kept that anybody could have sent. */
    RefusedQuota.Meter handshakes() {
        return handshakes;
    }

    /**
     * Changes what the store keeps of the secret, and the endpoint with it, after every change that was asked for before:
     * otherwise one that is heard of late would undo a later one.
     */
    synchronized <T> CompletionStage<T> inTurn(Supplier<CompletionStage<T>> change) {
        CompletionStage<T> turn =
                lastTurn.handle((done, failure) -> change.get()).thenCompose(Function.identity());
        lastTurn = turn;
        return turn;
    }

    /** Verifies with this secret from now on. */
    void learnt(String secret) {
        endpoint = described.withLearnt(secret);
    }

    /** Has no secret any more. */
    void forgot() {
        endpoint = described;
    }

    /** Whether the endpoint was described without a secret, because a handshake brings it. */
    boolean learns() {
        return described.learns();
    }
}
