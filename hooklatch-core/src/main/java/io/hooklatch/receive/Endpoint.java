package io.hooklatch.receive;

import io.hooklatch.diagnosis.Setup;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Answer;
import io.hooklatch.recipe.Batch;
import io.hooklatch.recipe.HandshakeReply;
import io.hooklatch.recipe.Handshakes;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Verifier;
import io.hooklatch.store.Ordering;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

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
    private final Handshakes handshakes;
    private final Function<List<String>, Endpoint> withSecrets;
    private final int maxBodyBytes;
    private final boolean enabled;
    private final RefusedQuota refusedQuota;
    private final Setup setup;
    private final OrderRule order;

    Endpoint(
            String name,
            Optional<String> path,
            Set<String> methods,
            Recipe recipe,
            Verifier verifier,
            Handshakes handshakes,
            Function<List<String>, Endpoint> withSecrets,
            int maxBodyBytes,
            boolean enabled,
            RefusedQuota refusedQuota,
            Setup setup,
            OrderRule order) {
        this.name = name;
        this.path = path;
        this.methods = methods;
        this.recipe = recipe;
        this.verifier = verifier;
        this.handshakes = handshakes;
        this.withSecrets = withSecrets;
        this.maxBodyBytes = maxBodyBytes;
        this.enabled = enabled;
        this.refusedQuota = refusedQuota;
        this.setup = setup;
        this.order = order;
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

    /** The methods with which it takes deliveries, in the order they were given. */
    public Set<String> methods() {
        return methods;
    }

    /**
     * The further methods, such as {@code GET}, with which a handshake of its recipe comes. A request with one of them that
     * is no handshake is answered 405.
     */
    public Set<String> handshakeMethods() {
        return handshakes.methods();
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

    /** What a search for the cause of a refusal compares. */
    Setup setup() {
        return setup;
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

    /** What holds about order for a request that is one event, or for the event that stands in it there. */
    Ordering ordering(Request request, Optional<Element> element) {
        if (order.none()) {
            return Ordering.NONE;
        }
        try {
            Request alone =
                    element.map(at -> request.withBody(at.of(request.body()))).orElse(request);
            return order.of(request, alone);
        } catch (RuntimeException | StackOverflowError e) {
            return Ordering.NONE;
        }
    }

    Optional<Batch> batch(Request request) {
        try {
            return verifier.batch(request);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Whether the request may be a handshake. */
    boolean greets(Request request) {
        try {
            return request.body().length <= maxBodyBytes && handshakes.fit(request);
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    /** What is to be done when the request is a handshake; what a bug keeps from being one is a delivery like any other. */
    Optional<HandshakeReply> handshake(Request request, long nowMillis) {
        try {
            return handshakes.reply(request, nowMillis, () -> verify(request, nowMillis));
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** The answer to an accepted delivery, where its provider asks for more than 200. */
    Optional<Answer> answer(Request request, long nowMillis) {
        try {
            return handshakes.accepted(request, nowMillis);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Whether its secret comes with a handshake. */
    boolean learns() {
        return handshakes.learns();
    }

    /**
     * This endpoint with the secret that it learnt.
     *
     * @throws IllegalArgumentException when the secret cannot be used
     */
    Endpoint withLearnt(String secret) {
        return withSecrets.apply(List.of(secret));
    }

    Set<String> credentialHeaders() {
        Set<String> more = handshakes.credentialHeaders();
        if (more.isEmpty()) {
            return verifier.credentialHeaders();
        }
        Set<String> all = new HashSet<>(verifier.credentialHeaders());
        all.addAll(more);
        return all;
    }

    Set<String> credentialParameters() {
        Set<String> more = handshakes.credentialParameters();
        if (more.isEmpty()) {
            return verifier.credentialParameters();
        }
        Set<String> all = new HashSet<>(verifier.credentialParameters());
        all.addAll(more);
        return all;
    }

    /** The name and the recipe; never a secret. */
    @Override
    public String toString() {
        return "Endpoint[" + name + path.map(p -> " at " + p).orElse("") + ", " + recipe.id() + "]";
    }
}
