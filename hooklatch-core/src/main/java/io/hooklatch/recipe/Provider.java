package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a provider signs its requests and names its events, in code: for what the data of a {@link Recipe} cannot say.
 * {@link Recipe#of(Provider)} makes it a recipe like any other. Implementations are immutable and thread-safe.
 *
 * <p>Whatever an implementation throws while it looks at a request is a refusal, {@code VERIFIER_FAILED}.
 */
public interface Provider {
    /** What to call it: lower-case letters, digits and {@code -}; neither a name nor an alias of the catalogue. */
    String name();

    /** Its version (SemVer), which every verdict carries; raise it when its behaviour changes. */
    default String version() {
        return "1.0.0";
    }

    /** How the sender proves itself, in words as those of {@link Description#proof}. */
    default String proof() {
        return "signature that is verified in code";
    }

    /** Where the proof stands, in words as those of {@link Description#places}. */
    default List<String> places() {
        return List.of();
    }

    /** What the secret is, in words as those of {@link Description#key}. */
    default String key() {
        return "as the provider describes it";
    }

    /** The options that an endpoint may set; others are refused before {@link #check} or {@link #signer} is called. */
    default Set<String> optionNames() {
        return Set.of();
    }

    /** Headers whose values are credentials, and which are therefore stored as digests only. */
    default Set<String> credentialHeaders() {
        return Set.of();
    }

    /** What its owner should know; each becomes a warning. */
    default Set<Risk> risks() {
        return Set.of();
    }

    /** How far the signed time may be from the time of receipt; absent where there is no limit. */
    default Optional<Duration> tolerance() {
        return Optional.empty();
    }

    /** Where the provider's id of the delivery stands; the first place that has a value counts. */
    default List<From> deliveryId() {
        return List.of();
    }

    /** Where the provider's id of the event stands; the first place that has a value counts. */
    default List<From> eventId() {
        return List.of();
    }

    /** Where the type of the event stands; the first place that has a value counts. */
    default List<From> eventType() {
        return List.of();
    }

    /**
     * The JSON pointer to an array whose elements are the events, the empty one for the body itself; absent where the
     * whole request is one event. See {@link RecipeBuilder#events}.
     */
    default Optional<String> events() {
        return Optional.empty();
    }

    /**
     * Whether nobody on the way can change the value of this place without being noticed. Where the dedupe key is not
     * covered, the digest of {@link Check#signedBytes} is a second key.
     */
    default boolean covers(From place) {
        return false;
    }

    /**
     * The place that these words of a recipe document name.
     *
     * @throws IllegalArgumentException when they name none
     */
    default From place(String words) {
        return From.parse(words);
    }

    /**
     * A request with this value at one of its own places, to be signed: for samples. As it is where this cannot be done.
     *
     * @param place what {@link #place} gave
     */
    default Request put(From place, String value, Request request) {
        return request;
    }

    /**
     * Compiles it with the secrets and options of an endpoint.
     *
     * @param secrets every live secret, newest first; may be empty
     * @param options some of {@link #optionNames} and their values
     * @throws IllegalArgumentException when they cannot be used, naming the setting and the fix, and never a secret
     */
    Check check(List<String> secrets, Map<String, String> options);

    /**
     * Compiles it for signing.
     *
     * @param secret the secret, or the private key where keys are asymmetric
     * @param options as for {@link #check}
     * @throws IllegalArgumentException as for {@link #check}
     */
    Signer signer(String secret, Map<String, String> options);

    /**
     * A new pair of keys to try it with, as {@link Recipe#newKeyPair}; absent where the secret is shared.
     *
     * @param random the source of the keys
     */
    default Optional<KeyPairText> newKeyPair(SecureRandom random) {
        return Optional.empty();
    }
}
