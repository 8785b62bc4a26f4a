package io.hooklatch.recipe;

import java.util.List;
import java.util.Set;

/** No verification, by the owner's explicit word. */
record NoScheme() implements Scheme {
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
        return Set.of();
    }

    @Override
    public Set<String> credentialHeaders() {
        return Set.of();
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
