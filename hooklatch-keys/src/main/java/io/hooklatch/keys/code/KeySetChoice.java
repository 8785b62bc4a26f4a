package io.hooklatch.keys.code;

import io.hooklatch.keys.source.KeySource;
import io.hooklatch.keys.source.Lookup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Several key sets, of which a token names one by its URL ({@code jku}): one of these, letter for letter, or none.
 *
 * @param byUrl the known ones
 */
record KeySetChoice(Map<String, KeySource> byUrl) implements KeySource {
    /** How a URL and the id of a key are named together. */
    static String name(String url, String keyId) {
        return url + " " + keyId;
    }

    @Override
    public CompletionStage<Void> prepare(String named, long nowMillis) {
        KeySource known = byUrl.get(url(named));
        return known == null ? CompletableFuture.completedFuture(null) : known.prepare(id(named), nowMillis);
    }

    @Override
    public Lookup find(String named, long nowMillis) {
        KeySource known = byUrl.get(url(named));
        return known == null ? Lookup.of(List.of()) : known.find(id(named), nowMillis);
    }

    private static String url(String named) {
        return named.substring(0, Math.max(0, named.indexOf(' ')));
    }

    private static String id(String named) {
        return named.substring(named.indexOf(' ') + 1);
    }
}
