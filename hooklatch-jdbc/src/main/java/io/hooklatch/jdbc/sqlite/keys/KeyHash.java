package io.hooklatch.jdbc.sqlite.keys;

/** The hash under which a key is found; the full keys decide, so that two keys with one hash only cost time. */
@FunctionalInterface
public interface KeyHash {
    /** The hash of this key at this endpoint. */
    long of(String endpoint, String key);

    /** Over the UTF-16 units of both, every one mixed into all 64 bits, from a start that differs between inboxes. */
    static KeyHash seeded(long seed) {
        return (endpoint, key) -> {
            long hash = absorb(seed, endpoint);
            // A length, so that no two pairs give the same run of characters.
            return mix(absorb(mix(hash + endpoint.length()), key));
        };
    }

    private static long absorb(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    /** The finalizer of SplitMix64: a change of one bit changes each other with even odds. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
