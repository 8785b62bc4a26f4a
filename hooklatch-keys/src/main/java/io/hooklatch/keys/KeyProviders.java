package io.hooklatch.keys;

import io.hooklatch.keys.code.JwsCode;
import io.hooklatch.keys.code.PublicKeyCode;
import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.recipe.Catalogue;

/** The catalogue with keys fetched in a way of one's own: through a proxy, from a file, from a test. */
public final class KeyProviders {
    private KeyProviders() {}

    /**
     * The catalogue of the library, whose providers fetch their keys with this. What a recipe pins (hosts, https) is
     * checked before the fetcher is asked; addresses, time and size are the fetcher's to bound.
     */
    public static Catalogue using(KeyFetcher fetcher) {
        return Catalogue.standard().with(new JwsCode(fetcher), new PublicKeyCode(fetcher));
    }
}
