package io.hooklatch.keys.source;

import java.security.Key;

/**
 * A key to verify with.
 *
 * @param id what verdicts call it; never the key
 */
public record NamedKey(String id, Key key) {
    /** The id only. */
    @Override
    public String toString() {
        return "key " + id;
    }
}
