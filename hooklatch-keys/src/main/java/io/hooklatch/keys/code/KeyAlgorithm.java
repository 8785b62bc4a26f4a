package io.hooklatch.keys.code;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Locale;

/** Signatures under a public key, outside of tokens. */
enum KeyAlgorithm {
    RSA_SHA1("SHA1withRSA", "RSA"),
    RSA_SHA256("SHA256withRSA", "RSA"),
    RSA_SHA512("SHA512withRSA", "RSA"),
    ECDSA_SHA1("SHA1withECDSA", "EC"),
    ECDSA_SHA256("SHA256withECDSA", "EC"),
    ED25519("Ed25519", "Ed");

    private final String jca;
    private final String keys;

    KeyAlgorithm(String jca, String keys) {
        this.jca = jca;
        this.keys = keys;
    }

    static KeyAlgorithm of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** What kind of keys it takes: {@code RSA}, {@code Ed25519}, or the curve that providers use. */
    String keyType() {
        return switch (keys) {
            case "EC" -> "secp256r1";
            case "Ed" -> "Ed25519";
            default -> keys;
        };
    }

    boolean isWeak() {
        return jca.startsWith("SHA1");
    }

    /** Whether the signature fits; false for a key of another kind. */
    boolean fits(Key key, byte[] signed, byte[] given) {
        if (!(key instanceof PublicKey open) || !open.getAlgorithm().startsWith(keys)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(jca);
            signature.initVerify(open);
            signature.update(signed);
            return signature.verify(given);
        } catch (GeneralSecurityException e) {
            // A signature that cannot be one, such as wrong DER.
            return false;
        }
    }

    /**
     * A signature.
     *
     * @throws IllegalArgumentException when the key is none for this algorithm
     */
    byte[] sign(Key key, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(jca);
            signature.initSign((PrivateKey) key);
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new IllegalArgumentException("the secret is no key for " + jca, e);
        }
    }
}
