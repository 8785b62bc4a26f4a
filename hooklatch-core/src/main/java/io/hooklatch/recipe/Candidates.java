package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.List;

/** The signatures that one request presents, decoded into buffers that are used again. One thread. */
final class Candidates {
    /** More than any provider sends; what comes beyond it is an attack on the time we take. */
    static final int MAX = 128;
    /** The same where each has to be verified by itself, over all that is signed. */
    static final int MAX_OF_PUBLIC_KEYS = 8;

    /** More than the longest signature of a public key in use: RSA with 8192 bits. */
    private static final int MAX_BYTES = 1024;

    private final Encoding encoding;
    private final int exactLength;
    private final byte[] decoded;
    private final List<byte[]> held = new ArrayList<>();
    private final int most;
    private final String tooMany;
    private int count;

    /**
     * @param exactLength how many bytes every signature has, or 0 where they differ
     */
    Candidates(Encoding encoding, int exactLength) {
        this(encoding, exactLength, MAX);
    }

    Candidates(Encoding encoding, int exactLength, int most) {
        this.most = most;
        this.tooMany = "malformed signature: more than " + most + " signatures";
        this.encoding = encoding;
        this.exactLength = exactLength;
        this.decoded = new byte[exactLength == 0 ? MAX_BYTES : exactLength];
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    boolean full() {
        return count == most;
    }

    /** Why no more are taken. */
    String tooMany() {
        return tooMany;
    }

    byte[] get(int index) {
        return held.get(index);
    }

    /** Adds the signature written in a part of a text; false when it cannot be one. */
    boolean add(String text, int from, int to) {
        int length = Codec.decode(encoding, text, from, to, decoded);
        if (length <= 0 || (exactLength != 0 && length != exactLength)) {
            return false;
        }
        if (count == held.size()) {
            held.add(new byte[length]);
        } else if (held.get(count).length != length) {
            held.set(count, new byte[length]);
        }
        System.arraycopy(decoded, 0, held.get(count), 0, length);
        count++;
        return true;
    }
}
