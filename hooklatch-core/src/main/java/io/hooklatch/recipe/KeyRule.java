package io.hooklatch.recipe;

/**
 * How the text of a secret becomes a key.
 *
 * @param encoding how its bytes are written
 * @param prefix what may stand before them and is not part of the key, such as {@code whsec_}
 * @param minBytes the shortest key that is accepted, in bytes
 * @param maxBytes the longest key that is accepted, in bytes
 */
record KeyRule(KeyEncoding encoding, String prefix, int minBytes, int maxBytes) {
    /** Enough to catch an empty variable and a cut value; schemes ask for more where their providers promise more. */
    static final int MIN_BYTES = 6;

    static final int MAX_BYTES = 8192;
    static final KeyRule TEXT = new KeyRule(KeyEncoding.UTF_8, "", MIN_BYTES, MAX_BYTES);
}
