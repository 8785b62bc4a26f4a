package io.hooklatch.jdbc.sqlite.read;

import java.util.Optional;

/** What the writer knows about the newest keys, which are not in the key table yet. Thread-safe. */
public interface RecentEvents {
    /** The hash of this key at this endpoint. */
    long hash(String endpoint, String key);

    /** The events in memory that may have a key with this hash; absent when that cannot be said now. */
    Optional<long[]> find(long hash);
}
