package io.hooklatch.recipe;

import io.hooklatch.message.Request;

/** A signed part compiled for an endpoint: finds what it needs in a request, then feeds its bytes. Immutable. */
interface Piece {
    /** Notes what it needs; false, with the reason noted, when that is missing or ambiguous. */
    default boolean find(Request request, Scratch scratch) {
        return true;
    }

    /** Whether the request has it, for parts that may be left out. */
    default boolean present(Request request, Scratch scratch) {
        return true;
    }

    /** Feeds its bytes; {@link #find} must have found them. */
    void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink);

    /** How many readings of it may be the signed one; the first is the one that is signed. */
    default int variants() {
        return 1;
    }
}
