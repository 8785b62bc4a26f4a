package io.hooklatch.gateway.access;

import io.hooklatch.gateway.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of keys: {@code hlk_}, 8 digits that may be shown, and 64 that must not, all hexadecimal. */
public final class KeyText {
    private static final Pattern FORM = Pattern.compile("(hlk_[0-9a-f]{8})_[0-9a-f]{64}");
    private static final int SHOWN_BYTES = 4;
    private static final int SECRET_BYTES = 32;

    private KeyText() {}

    /** A new key with 256 random bits. */
    public static Secret make(SecureRandom random) {
        return Secret.of("hlk_" + hex(random, SHOWN_BYTES) + "_" + hex(random, SECRET_BYTES));
    }

    /** What the configuration holds of a key: the SHA-256 of its text, in hexadecimal digits. */
    public static String sha256(Secret key) {
        return HexFormat.of().formatHex(digest(key.reveal()));
    }

    /** The part of a key that may be shown; empty when the text is not of the form of a key. */
    static Optional<String> shown(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String hex(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
