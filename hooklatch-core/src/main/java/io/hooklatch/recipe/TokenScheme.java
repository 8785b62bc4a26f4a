package io.hooklatch.recipe;

import java.util.List;
import java.util.Set;

/**
 * A secret that the sender shows, without a signature: the sender is known, the body is not protected.
 *
 * @param in where the token stands
 * @param headerOption whether the option {@code header} may name another header than {@code in}
 * @param prefix what stands before it, such as {@code Bearer }, compared without regard to case; required where not empty
 * @param basic whether the value is the base64 of the secret, as HTTP Basic writes {@code user:password}
 * @param key the bounds of the secret
 */
record TokenScheme(From in, boolean headerOption, String prefix, boolean basic, KeyRule key) implements Scheme {
    @Override
    public Verifier verifier(Recipe recipe, List<String> secrets, Options options) {
        throw new UnsupportedOperationException("the engine");
    }

    @Override
    public Signer signer(Recipe recipe, String secret, Options options) {
        throw new UnsupportedOperationException("the engine");
    }

    @Override
    public Set<String> optionNames() {
        return headerOption ? Set.of(Options.HEADER) : Set.of();
    }

    @Override
    public Set<String> credentialHeaders() {
        return in.kind() == From.Kind.HEADER ? Set.of(in.name()) : Set.of();
    }

    @Override
    public Set<Risk> risks() {
        return Set.of();
    }

    @Override
    public boolean covers(From from) {
        return true;
    }
}
