package io.hooklatch.jdbc.sqlite.keys;

/**
 * A fixed number of (hash, event) pairs by open addressing; one hash may lead to several events. A pair's place is the
 * leading bits of its hash or the next free one, so that walking through the places visits the pairs nearly in the order
 * of their hashes, as the table on disk has them. Not thread-safe.
 */
final class PairTable {
    private final long[] hashes;
    private final long[] events;
    private final int shift;
    private final int capacity;
    private int size;

    /** A table for so many pairs, at most half full. */
    PairTable(int pairs) {
        capacity = pairs;
        int places = Integer.highestOneBit(Math.max(2 * pairs - 1, 8)) << 1;
        hashes = new long[places];
        events = new long[places];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(places);
    }

    /** The same pairs in a table for so many. */
    PairTable copy(int pairs) {
        PairTable copy = new PairTable(pairs);
        for (int place = 0; place < events.length; place++) {
            if (events[place] != 0) {
                copy.put(hashes[place], events[place]);
            }
        }
        return copy;
    }

    /** For how many it was made. */
    int capacity() {
        return capacity;
    }

    int size() {
        return size;
    }

    int places() {
        return events.length;
    }

    /** The event at this place, or 0. */
    long eventAt(int place) {
        return events[place];
    }

    long hashAt(int place) {
        return hashes[place];
    }

    void put(long hash, long event) {
        if (size == events.length - 1) {
            throw new IllegalStateException("the table of " + events.length + " places is full");
        }
        int place = first(hash);
        while (events[place] != 0) {
            place = next(place);
        }
        hashes[place] = hash;
        events[place] = event;
        size++;
    }

    /** Takes out a pair again. Only in the reverse order of putting: then no other pair was placed because of it. */
    void takeOutLast(long hash, long event) {
        int place = first(hash);
        while (hashes[place] != hash || events[place] != event) {
            if (events[place] == 0) {
                throw new IllegalStateException("the pair is not in the table");
            }
            place = next(place);
        }
        events[place] = 0;
        size--;
    }

    /** The first place from this one on that holds the hash, or -1; start with {@link #first}. */
    int find(long hash, int from) {
        for (int place = from; events[place] != 0; place = next(place)) {
            if (hashes[place] == hash) {
                return place;
            }
        }
        return -1;
    }

    /** Where the search for a hash starts. The sign bit is turned, so that places are in the order of signed numbers. */
    int first(long hash) {
        return (int) ((hash ^ Long.MIN_VALUE) >>> shift);
    }

    int next(int place) {
        return (place + 1) & (events.length - 1);
    }
}
