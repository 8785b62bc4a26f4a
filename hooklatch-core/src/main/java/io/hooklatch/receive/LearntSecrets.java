package io.hooklatch.receive;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.observe.Listeners;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.OperableStore;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The secrets that endpoints learnt from a handshake, sealed in the store. What is kept there counts: where other nodes share
 * the store, an endpoint looks again before it refuses under its secret or answers a handshake. Thread-safe.
 */
final class LearntSecrets {
    private static final int KEPT_IDLE_SECONDS = 10;

    /** What is refused for these reasons, another secret may accept. */
    private static final Set<Reason> DOUBTFUL =
            EnumSet.of(Reason.NO_SECRET, Reason.SIGNATURE_MISMATCH, Reason.TOKEN_MISMATCH);

    private final InboxStore store;
    private final Listeners listeners;
    private final SecretSeal seal;
    private final boolean shared;
    private final Executor reader;

    LearntSecrets(InboxStore store, Listeners listeners) {
        this.store = store;
        this.listeners = listeners;
        this.seal = new SecretSeal(store.digestKey());
        this.shared = !(store instanceof OperableStore operable) || operable.shared();
        this.reader = thread();
    }

    /** One thread, which is there while there is something to read. Of each endpoint at most two looks wait. */
    private static Executor thread() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, KEPT_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread made = new Thread(task, "hooklatch-secrets");
                    made.setDaemon(true);
                    return made;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * The secret of an endpoint, if it learnt one. Blocks.
     *
     * @throws IllegalStateException when it cannot be read under the store's key
     */
    Optional<String> load(String endpoint) {
        return store.reader().secret(endpoint).map(kept -> open(endpoint, kept));
    }

    private String open(String endpoint, byte[] kept) {
        return seal.open(endpoint, kept)
                .orElseThrow(() -> new IllegalStateException("endpoint \"" + endpoint
                        + "\": the secret that it learnt cannot be read, because the key of the store is another one than"
                        + " it was; restore the key, or set secrets"));
    }

    /**
     * Has the endpoint use what is kept now. Blocks.
     *
     * @throws IllegalStateException when that cannot be read under the store's key; then it has none
     */
    void take(Desk desk) {
        take(desk, store.reader().secret(desk.name()));
    }

    private void take(Desk desk, Optional<byte[]> kept) {
        if (kept.isEmpty()) {
            desk.forgot();
        } else if (!desk.uses(kept.get())) {
            try {
                desk.learnt(kept.get(), open(desk.name(), kept.get()));
            } catch (RuntimeException e) {
                desk.forgot(); // what it has is not what is kept
                throw e;
            }
        }
    }

    /** Keeps the secret; whether it is this one that is kept from now on, and not another one from before. */
    CompletionStage<Boolean> learn(Desk desk, String secret) {
        byte[] box = seal.seal(desk.name(), secret);
        // Equal secrets are sealed alike, so a handshake that is sent again finds its own.
        return desk.inTurn(() -> store.keepSecret(desk.name(), box).thenApply(kept -> {
            take(desk, Optional.of(kept));
            return MessageDigest.isEqual(kept, box);
        }));
    }

    CompletionStage<Boolean> forget(Desk desk) {
        return desk.inTurn(() -> store.forgetSecret(desk.name()).thenApply(there -> {
            desk.forgot();
            return there;
        }));
    }

    /** Whether another node may have changed what this endpoint's secret is. */
    boolean watched(Desk desk) {
        return shared && desk.learns();
    }

    /** Whether this may be refused only because another node changed the secret. */
    boolean doubtful(Desk desk, Verdict verdict) {
        return watched(desk) && verdict.reason().filter(DOUBTFUL::contains).isPresent();
    }

    /**
     * Has the endpoint use what is kept at some moment after this call. Those who ask while one look goes on share the next.
     *
     * @return whether that could be read, never exceptionally; if not, it is told why, and the endpoint goes on as it is
     */
    CompletionStage<Boolean> look(Desk desk) {
        return desk.look(() -> CompletableFuture.runAsync(() -> take(desk), reader)
                .handle((done, failure) -> {
                    if (failure != null) {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        listeners.tell(to -> to.troubled(
                                "endpoint " + desk.name(), "cannot look for a learnt secret: " + cause.getMessage()));
                    }
                    return failure == null;
                }));
    }
}
