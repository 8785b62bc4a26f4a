package io.hooklatch.gateway.access;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A key as the configuration holds it: not the key itself, but its digest. Immutable.
 *
 * <p>One round of SHA-256 is enough, since what is hashed is 256 random bits and not a word that somebody chose.
 */
public final class ApiKey {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final String name;
    private final Role role;
    private final byte[] sha256;

    /**
     * @param name under which it appears in the log and in the audit
     * @param sha256 the digest of the whole key, in 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException when one of them is not of its form
     */
    public ApiKey(String name, Role role, String sha256) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("key name \"" + name
                    + "\": use 1 to 64 of a-z, 0-9, dot, hyphen and underscore, starting with a letter or digit");
        }
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("is no SHA-256: copy the 64 digits that \"hooklatch key new\" prints");
        }
        this.name = name;
        this.role = role;
        this.sha256 = HexFormat.of().parseHex(sha256);
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    /** A copy of the digest. */
    byte[] digest() {
        return Arrays.copyOf(sha256, sha256.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey key
                && key.name.equals(name)
                && key.role == role
                && Arrays.equals(key.sha256, sha256);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "ApiKey[" + name + ", " + role.text() + "]";
    }
}
