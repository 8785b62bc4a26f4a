package io.hooklatch.keys.code;

import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.recipe.Provider;
import io.hooklatch.recipe.ProviderCode;
import java.util.Map;

/** Providers that sign under a public key which has to be fetched, or comes as a certificate. */
public final class PublicKeyCode implements ProviderCode {
    private final KeyFetcher fetcher;

    /** For {@link java.util.ServiceLoader}. */
    public PublicKeyCode() {
        this(new LateFetcher());
    }

    /** With keys fetched by this. */
    public PublicKeyCode(KeyFetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public String name() {
        return "public-key";
    }

    @Override
    public Provider provider(String provider, Map<String, ?> parameters) {
        return new PublicKeyProvider(provider, PublicKeyRule.parse(parameters), fetcher);
    }
}
