package io.hooklatch.recipe;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Plain digests and their text. */
final class Hash {
    private Hash() {}

    static MessageDigest sha256() {
        return of("SHA-256");
    }

    /** The digest of this name, which every JDK has or recipes checked before. */
    static MessageDigest of(String jca) {
        try {
            return MessageDigest.getInstance(jca);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("this JDK has no " + jca, e);
        }
    }

    /** The SHA-256 of the bytes as 64 lower-case hexadecimal digits. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }
}
