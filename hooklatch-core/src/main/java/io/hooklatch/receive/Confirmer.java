package io.hooklatch.receive;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Calls the URL by which a provider lets a subscription be confirmed. It is called for verified handshakes only, with a URL
 * of https whose host is one that the recipe expects.
 *
 * <p>An implementation must be thread-safe and must not block its caller, must give up within seconds, must not follow
 * redirects, and must refuse private addresses after it has resolved the host.
 */
@FunctionalInterface
public interface Confirmer {
    /** Confirms nothing: handshakes that need it are answered 503. */
    Confirmer NONE = url -> CompletableFuture.failedStage(
            new IllegalStateException("no confirmer is set, so that a subscription cannot be confirmed"));

    /**
     * Requests the URL with GET.
     *
     * @return completes when the answer was a success; fails otherwise, with a message that does not hold the URL's query,
     *     which is a credential
     */
    CompletionStage<Void> confirm(URI url);
}
