package io.hooklatch.keys.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;

/**
 * Which names were seen, as bits of their digests, in 128 KB at most whatever their number. A name that was added is always
 * known; one that was not is taken for known in rare cases, which grow with the number of names. Not thread-safe.
 */
final class SeenNames {
    private static final int BITS = 1 << 20;
    private static final int MARKS = 4;

    private BitSet bits = new BitSet();

    void add(String name) {
        ByteBuffer digest = digest(name);
        for (int i = 0; i < MARKS; i++) {
            bits.set(bit(digest, i));
        }
    }

    boolean has(String name) {
        ByteBuffer digest = digest(name);
        for (int i = 0; i < MARKS; i++) {
            if (!bits.get(bit(digest, i))) {
                return false;
            }
        }
        return true;
    }

    private static int bit(ByteBuffer digest, int which) {
        return digest.getInt(which * Integer.BYTES) & (BITS - 1);
    }

    /** Takes over what the others are, and forgets its own first where those are many. */
    void takeOver(SeenNames others) {
        if (bits.cardinality() > BITS / 4) {
            bits = new BitSet();
        }
        bits.or(others.bits);
        others.bits = new BitSet();
    }

    void clear() {
        bits = new BitSet();
    }

    private static ByteBuffer digest(String name) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
