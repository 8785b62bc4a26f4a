package io.hooklatch.keys.source;

import java.util.List;

/**
 * What a source knows about the key that a request names.
 *
 * @param keys every key that may have been used; none where the source is sure that there is no such key
 * @param trouble why it cannot tell now; empty where it can
 */
public record Lookup(List<NamedKey> keys, String trouble) {
    public Lookup {
        keys = List.copyOf(keys);
    }

    /** These keys, or certainly none. */
    public static Lookup of(List<NamedKey> keys) {
        return new Lookup(keys, "");
    }

    /** Nobody can tell now. */
    public static Lookup unavailable(String why) {
        return new Lookup(List.of(), why);
    }

    /** Whether the answer may be another one later. */
    public boolean isUnavailable() {
        return !trouble.isEmpty();
    }
}
