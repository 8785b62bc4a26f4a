package io.hooklatch.recipe;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;

/** Signs nothing and writes the names. */
final class NoSigner implements Signer {
    private final Naming naming;

    NoSigner(Recipe recipe, String secret) {
        naming = recipe.naming();
        if (!secret.isEmpty()) {
            throw new IllegalArgumentException("a secret is set but " + recipe.name() + " signs nothing: leave it out");
        }
    }

    @Override
    public Request sign(Request unsigned, Names names, long nowMillis) {
        return unsigned.withHeaders(NameHeaders.with(unsigned.headers(), naming, names));
    }
}
