package io.hooklatch.receive;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Batch;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Verifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A named place that receives: path, recipe compiled with its secrets, limits. Immutable and thread-safe; {@link
 * #named(String)} starts the description of one.
 */
public final class Endpoint {
    private final String name;
    private final Optional<String> path;
    private final Set<String> methods;
    private final Recipe recipe;
    private final Verifier verifier;
    private final int maxBodyBytes;
    private final boolean enabled;
    private final RefusedQuota refusedQuota;

    Endpoint(
            String name,
            Optional<String> path,
            Set<String> methods,
            Recipe recipe,
            Verifier verifier,
            int maxBodyBytes,
            boolean enabled,
            RefusedQuota refusedQuota) {
        this.name = name;
        this.path = path;
        this.methods = methods;
        this.recipe = recipe;
        this.verifier = verifier;
        this.maxBodyBytes = maxBodyBytes;
        this.enabled = enabled;
        this.refusedQuota = refusedQuota;
    }

    /**
     * Starts the description of an endpoint.
     *
     * @param name 1 to 64 of a-z, 0-9, dot, hyphen and underscore; stored with every delivery
     */
    public static EndpointBuilder named(String name) {
        return new EndpointBuilder(name);
    }

    public String name() {
        return name;
    }

    /** The raw path it receives at, compared without decoding; absent when it is only reached by name. */
    public Optional<String> path() {
        return path;
    }

    /** The methods it takes, in the order they were given. */
    public Set<String> methods() {
        return methods;
    }

    /** How it verifies and what it reads. */
    public Recipe recipe() {
        return recipe;
    }

    /** The largest body it takes, in bytes. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** Whether it takes deliveries now; when not, senders are told to retry. */
    public boolean enabled() {
        return enabled;
    }

    /** How much of what is refused is kept. */
    public RefusedQuota refusedQuota() {
        return refusedQuota;
    }

    /** A bug in a verifier is a refusal, never an error to the sender and never a pass. */
    Verdict verify(Request request, long nowMillis) {
        try {
            return verifier.verify(request, nowMillis);
        } catch (RuntimeException | StackOverflowError e) {
            return Verdict.refused(
                    verifier.recipe(),
                    Reason.VERIFIER_FAILED,
                    "the verifier failed with " + e.getClass().getSimpleName());
        }
    }

    /** See {@link Verifier#prepare}; never fails. */
    CompletableFuture<Void> prepare(Request request, long nowMillis) {
        try {
            return verifier.prepare(request, nowMillis).toCompletableFuture();
        } catch (RuntimeException | StackOverflowError e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    Names names(Request request) {
        try {
            return verifier.names(request);
        } catch (RuntimeException | StackOverflowError e) {
            return Names.none();
        }
    }

    List<DedupeKey> dedupeKeys(Request request, Names names) {
        return verifier.dedupeKeys(request, names);
    }

    Optional<Batch> batch(Request request) {
        try {
            return verifier.batch(request);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    Set<String> credentialHeaders() {
        return verifier.credentialHeaders();
    }

    Set<String> credentialParameters() {
        return verifier.credentialParameters();
    }

    /** The name and the recipe; never a secret. */
    @Override
    public String toString() {
        return "Endpoint[" + name + path.map(p -> " at " + p).orElse("") + ", " + recipe.id() + "]";
    }
}
