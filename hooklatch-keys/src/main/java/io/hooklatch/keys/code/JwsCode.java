package io.hooklatch.keys.code;

import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.recipe.Provider;
import io.hooklatch.recipe.ProviderCode;
import java.util.Map;

/** Providers that send JSON Web Signatures (RFC 7515), as tokens with claims or detached from the body. */
public final class JwsCode implements ProviderCode {
    private final KeyFetcher fetcher;

    /** For {@link java.util.ServiceLoader}. */
    public JwsCode() {
        this(new LateFetcher());
    }

    /** With keys fetched by this. */
    public JwsCode(KeyFetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public String name() {
        return "jws";
    }

    @Override
    public Provider provider(String provider, Map<String, ?> parameters) {
        return new JwsProvider(provider, JwsRule.parse(provider, parameters), fetcher);
    }
}
