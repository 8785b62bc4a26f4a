package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A recipe compiled with the secrets of one endpoint. Thread-safe; made once and used for every request.
 *
 * <p>No method throws, whatever the request holds: what cannot be right is a refusal, and what cannot be read is absent.
 */
public interface Verifier {
    /**
     * Decides about the exact bytes of a request.
     *
     * @param request what arrived, undecoded
     * @param nowMillis the time of receipt in milliseconds since the epoch, UTC
     */
    Verdict verify(Request request, long nowMillis);

    /**
     * Fetches what {@link #verify} will need for this request and has not got: a public key that the sender names, say. To
     * be called before it where keys can be fetched; completed already where there is nothing to wait for. However the
     * stage ends, {@link #verify} is asked next, and refuses with {@code KEYS_UNAVAILABLE} what it cannot decide.
     */
    default CompletionStage<Void> prepare(Request request, long nowMillis) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * What the provider calls this delivery and its event; read from refused requests too.
     *
     * <p>A name longer than 512 characters, or one that holds control characters or half a surrogate pair, is replaced by
     * {@code sha256:} and a digest, so that a name can be stored and shown everywhere. Of a repeated JSON key or form
     * field the first one counts; a header repeated with different values counts as absent.
     *
     * <p>Where the request carries several events ({@link #batch}) there is only a delivery id: event id and type are
     * those of its events.
     */
    Names names(Request request);

    /**
     * The events of a request that carries several, where the recipe names an array of events. Absent when the whole
     * request is one event: the recipe names none, or the array is not there, is something else than an array, or stands
     * in a body that is no JSON in UTF-8 as far as the array's end. An array without elements is a batch without events.
     */
    Optional<Batch> batch(Request request);

    /**
     * What makes this delivery the same event as another one: the event is a known one when any of the keys is.
     *
     * <p>The first key is the recipe's rule: the event id, or the body's digest where there is none. Where that is not
     * covered by the signature there is a second one, the digest of the signed bytes, so that a captured request sent
     * again under another id is still the same event. An explicit rule gives exactly its key.
     *
     * @param names what {@link #names} gave, or what its caller put in the place of it
     * @return at most two keys; none when the recipe does not deduplicate, or when there is nothing to tell requests apart
     */
    List<DedupeKey> dedupeKeys(Request request, Names names);

    /** The recipe and its version, such as {@code stripe@1.0.0}. */
    String recipe();

    /** The headers, in lower case, whose values are credentials and are to be stored as digests only. */
    Set<String> credentialHeaders();

    /** The parameters of the query, decoded, whose values are credentials and are to be stored as digests only. */
    Set<String> credentialParameters();
}
