package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A secret that the sender shows, without a signature: the sender is known, the body is not protected.
 *
 * @param in where the token stands; the first place that has one counts
 * @param headerOption whether the option {@code header} may name another header than {@code in}
 * @param prefix what stands before it, such as {@code Bearer }, compared without regard to case; required where not empty
 * @param basic whether the value is the base64 of the secret, as HTTP Basic writes {@code user:password}
 * @param key the bounds of the secret
 */
record TokenScheme(List<From> in, boolean headerOption, String prefix, boolean basic, KeyRule key) implements Scheme {
    TokenScheme {
        in = List.copyOf(in);
    }

    @Override
    public Verifier verifier(Recipe recipe, List<String> secrets, Options options) {
        return new TokenVerifier(recipe, this, secrets, options);
    }

    @Override
    public Signer signer(Recipe recipe, String secret, Options options) {
        return new TokenSigner(recipe, this, secret, options);
    }

    @Override
    public Set<String> optionNames() {
        return headerOption ? Set.of(Options.HEADER) : Set.of();
    }

    @Override
    public Set<String> credentialHeaders() {
        return credentialHeaders(in);
    }

    static Set<String> credentialHeaders(List<From> in) {
        Set<String> names = new LinkedHashSet<>();
        in.stream().filter(from -> from.kind() == From.Kind.HEADER).forEach(from -> names.add(from.name()));
        return names;
    }

    @Override
    public KeyRule keyRule() {
        return key;
    }

    @Override
    public Description.OfScheme words() {
        List<String> places = new ArrayList<>();
        in.forEach(from -> places.add(from.describe() + (prefix.isEmpty() ? "" : ": " + prefix + "TOKEN")));
        if (headerOption) {
            places.add("the header that the option header names");
        }
        return new Description.OfScheme(
                basic ? "HTTP Basic: the sender shows user and password" : "shared token: the sender shows the secret",
                places,
                basic ? "user:password" : "the text itself",
                "");
    }

    @Override
    public Set<Risk> risks() {
        return Set.of();
    }

    /** Nothing is signed, so there is nothing that a digest of signed bytes could add. */
    @Override
    public boolean covers(List<From> places) {
        return true;
    }
}
