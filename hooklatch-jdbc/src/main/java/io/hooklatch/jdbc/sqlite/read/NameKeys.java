package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.Traits;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names of a search as keys. The newest ones are looked up in memory when this is made, which has to be before the
 * snapshot begins: a key that leaves memory afterwards was in the table on disk before.
 */
final class NameKeys {
    private final long[] hashes;
    private final Optional<long[]> recent;

    NameKeys(
            List<Profile> profiles,
            Optional<String> endpoint,
            Optional<String> deliveryName,
            Optional<String> eventName,
            RecentEvents events) {
        Set<String> endpoints = new HashSet<>();
        for (Profile profile : profiles) {
            if (profile.has(Traits.EVENT_NAME_IS_KEY | Traits.DELIVERY_NAME_IS_KEY)
                    && Pages.is(endpoint, profile.endpoint())) {
                endpoints.add(profile.endpoint());
            }
        }
        long[] hashes = new long[2 * endpoints.size()];
        int size = 0;
        for (String at : endpoints) {
            if (deliveryName.isPresent()) {
                hashes[size++] = events.hash(at, deliveryName.get());
            }
            if (eventName.isPresent()) {
                hashes[size++] = events.hash(at, eventName.get());
            }
        }
        this.hashes = Arrays.copyOf(hashes, size);
        this.recent = recent(events, this.hashes);
    }

    private static Optional<long[]> recent(RecentEvents events, long[] hashes) {
        long[] all = new long[0];
        for (long hash : hashes) {
            Optional<long[]> found = events.find(hash);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            int size = all.length;
            all = Arrays.copyOf(all, size + found.get().length);
            System.arraycopy(found.get(), 0, all, size, found.get().length);
        }
        return Optional.of(all);
    }

    /** The hashes under which the names would be, at every endpoint where a name is a key. */
    long[] hashes() {
        return hashes;
    }

    /** The events that memory has under them; absent when memory could not be asked. */
    Optional<long[]> recent() {
        return recent;
    }
}
