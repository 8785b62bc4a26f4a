package io.hooklatch.jdbc.row;

import io.hooklatch.store.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** What is stored of order keys, entities and versions. */
public final class OrderBytes {
    private static final int ENTITY = 16;

    private OrderBytes() {}

    /** The line of a key: the first half of a {@link #entity}. Two keys with one line wait for each other, no more. */
    public static long line(String endpoint, String key) {
        return line(entity(endpoint, key));
    }

    /** The same of what {@link #entity} gave. */
    public static long line(byte[] entity) {
        return ByteBuffer.wrap(entity).getLong();
    }

    /** 16 bytes of SHA-256 over the endpoint and the value, in UTF-16 so that half a pair counts. */
    public static byte[] entity(String endpoint, String value) {
        byte[] name = endpoint.getBytes(StandardCharsets.UTF_16BE);
        byte[] own = new byte[2 * value.length()];
        for (int i = 0; i < value.length(); i++) {
            own[2 * i] = (byte) (value.charAt(i) >> 8);
            own[2 * i + 1] = (byte) value.charAt(i);
        }
        MessageDigest sha = sha256();
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
        sha.update(name);
        return Arrays.copyOf(sha.digest(own), ENTITY);
    }

    /** 12 bytes whose order without signs is that of versions. */
    public static byte[] version(Version version) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(version.whole() ^ Long.MIN_VALUE)
                .putInt(version.nanos())
                .array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
