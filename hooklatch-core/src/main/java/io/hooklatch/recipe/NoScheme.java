package io.hooklatch.recipe;

import java.util.List;
import java.util.Set;

/** No verification, by the owner's explicit word. */
record NoScheme() implements Scheme {
    @Override
    public Verifier verifier(Recipe recipe, List<String> secrets, Options options) {
        return new NoVerifier(recipe, secrets);
    }

    @Override
    public Signer signer(Recipe recipe, String secret, Options options) {
        return new NoSigner(recipe, secret);
    }

    @Override
    public Set<String> optionNames() {
        return Set.of();
    }

    @Override
    public Set<String> credentialHeaders() {
        return Set.of();
    }

    @Override
    public KeyRule keyRule() {
        return KeyRule.TEXT;
    }

    @Override
    public Description.OfScheme words() {
        return new Description.OfScheme("nothing is verified", List.of(), "none", "");
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
