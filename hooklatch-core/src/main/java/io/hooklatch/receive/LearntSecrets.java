package io.hooklatch.receive;

import io.hooklatch.store.InboxStore;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The secrets that endpoints learnt from a handshake, sealed in the store. Thread-safe. */
final class LearntSecrets {
    private final InboxStore store;
    private final SecretSeal seal;

    LearntSecrets(InboxStore store) {
        this.store = store;
        this.seal = new SecretSeal(store.digestKey());
    }

    /**
     * The secret of an endpoint, if it learnt one. Blocks.
     *
     * @throws IllegalStateException when it cannot be read under the store's key
     */
    Optional<String> load(String endpoint) {
        return store.reader()
                .secret(endpoint)
                .map(kept -> seal.open(endpoint, kept)
                        .orElseThrow(() -> new IllegalStateException("endpoint \"" + endpoint
                                + "\": the secret that it learnt cannot be read, because the key of the store is another one than"
                                + " it was; restore the key, or set secrets")));
    }

    /** Keeps the secret; whether it is this one that is kept from now on, and not another one from before. */
    CompletionStage<Boolean> learn(String endpoint, String secret) {
        byte[] box = seal.seal(endpoint, secret);
        // Equal secrets are sealed alike, so a handshake that is sent again finds its own.
        return store.keepSecret(endpoint, box).thenApply(kept -> MessageDigest.isEqual(kept, box));
    }

    CompletionStage<Boolean> forget(String endpoint) {
        return store.forgetSecret(endpoint);
    }
}
