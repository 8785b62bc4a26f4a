package io.hooklatch.recipe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the signed bytes become a signature. */
enum Algorithm {
    HMAC_MD5(Family.HMAC, "HmacMD5", "", true, 16),
    HMAC_SHA1(Family.HMAC, "HmacSHA1", "", true, 20),
    HMAC_SHA256(Family.HMAC, "HmacSHA256", "", false, 32),
    HMAC_SHA384(Family.HMAC, "HmacSHA384", "", false, 48),
    HMAC_SHA512(Family.HMAC, "HmacSHA512", "", false, 64),
    DIGEST_MD5(Family.DIGEST, "MD5", "", true, 16),
    DIGEST_SHA1(Family.DIGEST, "SHA-1", "", true, 20),
    DIGEST_SHA256(Family.DIGEST, "SHA-256", "", false, 32),
    DIGEST_SHA384(Family.DIGEST, "SHA-384", "", false, 48),
    DIGEST_SHA512(Family.DIGEST, "SHA-512", "", false, 64),
    ED25519(Family.PUBLIC_KEY, "Ed25519", "Ed25519", false, 64),
    ECDSA_SHA256(Family.PUBLIC_KEY, "SHA256withECDSA", "EC", false, 0),
    RSA_SHA1(Family.PUBLIC_KEY, "SHA1withRSA", "RSA", true, 0),
    RSA_SHA256(Family.PUBLIC_KEY, "SHA256withRSA", "RSA", false, 0),
    RSA_SHA512(Family.PUBLIC_KEY, "SHA512withRSA", "RSA", false, 0),
    RSA_PSS_SHA512(Family.PUBLIC_KEY, "RSASSA-PSS", "RSA", false, 0);

    /** Every algorithm by its text, in their order. */
    static final Map<String, Algorithm> BY_TEXT = byText();

    private static Map<String, Algorithm> byText() {
        Map<String, Algorithm> byText = new LinkedHashMap<>();
        for (Algorithm value : values()) {
            byText.put(value.text(), value);
        }
        return byText;
    }

    enum Family {
        /** A keyed MAC. */
        HMAC,
        /** A plain digest over parts of which one is the secret. */
        DIGEST,
        /** A signature that is checked with a public key. */
        PUBLIC_KEY
    }

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Family family;
    private final String jca;
    private final String keyType;
    private final boolean weak;
    private final int signatureBytes;

    Algorithm(Family family, String jca, String keyType, boolean weak, int signatureBytes) {
        this.family = family;
        this.jca = jca;
        this.keyType = keyType;
        this.weak = weak;
        this.signatureBytes = signatureBytes;
    }

    Family family() {
        return family;
    }

    /** The name under which the JDK knows it. */
    String jca() {
        return jca;
    }

    /** The JDK's name of its keys, for public keys. */
    String keyType() {
        return keyType;
    }

    boolean weak() {
        return weak;
    }

    /** How many bytes every signature has, or 0 where they differ. */
    int signatureBytes() {
        return signatureBytes;
    }

    /** The algorithm as recipe documents spell it, such as {@code hmac-sha256}. */
    String text() {
        return text;
    }

    /** The JDK's name of the plain digest that recipe documents call {@code sha256} and the like. */
    static String plainDigest(String text) {
        Algorithm digest = BY_TEXT.get("digest-" + text);
        if (digest == null) {
            throw new IllegalArgumentException(
                    "digest \"" + text + "\": md5, sha1, sha256, sha384 and sha512 are known");
        }
        return digest.jca();
    }
}
