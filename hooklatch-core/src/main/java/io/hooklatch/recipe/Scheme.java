package io.hooklatch.recipe;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a recipe knows the sender: by a signature, by a shared token, by code, or not at all. Data, which compiles itself. */
sealed interface Scheme permits SignatureScheme, TokenScheme, EachScheme, NoScheme, CodedScheme {
    /**
     * Looks whether this can be used at all.
     *
     * @throws IllegalArgumentException when it cannot be compiled here, whatever the secrets and options
     */
    default void requireUsable() {}

    /** Compiles with checked options. */
    Verifier verifier(Recipe recipe, List<String> secrets, Options options);

    /** Compiles with checked options. */
    Signer signer(Recipe recipe, String secret, Options options);

    /** A new pair of keys; absent where the secret is shared. */
    default Optional<KeyPairText> newKeyPair(SecureRandom random) {
        return Optional.empty();
    }

    /** The options that mean something to this scheme. */
    Set<String> optionNames();

    /** Headers in lower case whose values are credentials, beside those that always are. */
    Set<String> credentialHeaders();

    /** The scheme of one proof: itself, unless a request has several. */
    default Scheme single() {
        return this;
    }

    /** How a secret becomes a key. */
    KeyRule keyRule();

    /** This scheme in words. */
    Description.OfScheme words();

    /** What is unsafe about it. */
    Set<Risk> risks();

    /** Whether the signature protects the value of the first of these places that is present against being changed. */
    boolean covers(List<From> places);
}
