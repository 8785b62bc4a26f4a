package io.hooklatch.receive;

import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One endpoint as it stands now, and what is left of its quotas. Thread-safe. */
final class Desk {
    private static final byte[] NONE = new byte[0];

    private final Endpoint described;
    private final RefusedQuota.Meter refused;
    private final RefusedQuota.Meter handshakes;
    private volatile Endpoint endpoint;
    private volatile byte[] sealed = NONE;
    private CompletionStage<?> lastTurn = CompletableFuture.completedFuture(Boolean.TRUE);
    private @Nullable CompletableFuture<Boolean> nextLook;

    Desk(Endpoint described, long nowMillis) {
        this.described = described;
        this.endpoint = described;
        this.refused = described.refusedQuota().meter(nowMillis);
        this.handshakes = described.refusedQuota().meter(nowMillis);
    }

    String name() {
        return described.name();
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

    /** Looks in its turn; whoever asks before it has begun shares it, and is told before the next turn. */
    synchronized CompletionStage<Boolean> look(Supplier<CompletionStage<Boolean>> look) {
        if (nextLook != null) {
            return nextLook;
        }
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        nextLook = ended;
        CompletionStage<Boolean> turn = inTurn(() -> {
            lookBegins();
            return look.get().whenComplete((done, failure) -> ended.complete(Boolean.TRUE.equals(done)));
        });
        CompletionStage<Boolean> unused = turn.whenComplete((done, failure) -> ended.complete(false)); // it never began
        return ended;
    }

    private synchronized void lookBegins() {
        nextLook = null;
    }

    /**
     * Verifies with this secret from now on.
     *
     * @param box the secret as it is kept
     * @throws IllegalArgumentException when the secret cannot be used
     */
    void learnt(byte[] box, String secret) {
        endpoint = described.withLearnt(secret);
        sealed = box.clone();
    }

    /** Has no secret any more. */
    void forgot() {
        endpoint = described;
        sealed = NONE;
    }

    /** Whether it verifies with the secret that is kept like this. */
    boolean uses(byte[] box) {
        return MessageDigest.isEqual(sealed, box);
    }

    /** Whether the endpoint was described without a secret, because a handshake brings it. */
    boolean learns() {
        return described.learns();
    }
}
