package io.hooklatch.keys.source;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where the keys of a provider come from. Thread-safe. */
public interface KeySource {
    /**
     * Starts to fetch what {@link #find} would lack. Returns at once; completed already where nothing is lacking.
     *
     * @param named how the request names its key: an id, a URL, or nothing at all
     * @param nowMillis the time of receipt in milliseconds since the epoch, UTC
     */
    default CompletionStage<Void> prepare(String named, long nowMillis) {
        return CompletableFuture.completedFuture(null);
    }

    /** The keys of this name, from what is at hand. Never blocks. */
    Lookup find(String named, long nowMillis);

    /** Keys that never change, by their ids; a request that names none may have used any. */
    static KeySource fixed(Map<String, NamedKey> keys) {
        Map<String, NamedKey> known = Map.copyOf(keys);
        return (named, nowMillis) -> {
            NamedKey key = known.get(named);
            return Lookup.of(
                    named.isEmpty() ? known.values().stream().toList() : key == null ? List.of() : List.of(key));
        };
    }
}
