package io.hooklatch.recipe;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Asymmetric keys in the forms in which providers publish them. */
final class PublicKeys {
    static final int ED25519_LENGTH = 32;
    /** What RFC 8410 puts before the 32 bytes of a public key. */
    private static final byte[] ED25519_PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

    private PublicKeys() {}

    /** A public key from its SubjectPublicKeyInfo, or from the bare 32 bytes of Ed25519. */
    static PublicKey publicKey(Algorithm algorithm, byte[] key) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm.keyType())
                .generatePublic(new X509EncodedKeySpec(wrapped(algorithm, key)));
    }

    /** A private key from its PKCS #8 form. */
    static PrivateKey privateKey(Algorithm algorithm, byte[] key) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm.keyType()).generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    static Signature signature(Algorithm algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm.jca());
        if (algorithm == Algorithm.RSA_PSS_SHA512) {
            signature.setParameter(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
        }
        return signature;
    }

    private static byte[] wrapped(Algorithm algorithm, byte[] key) {
        if (algorithm != Algorithm.ED25519 || key.length != ED25519_LENGTH) {
            return key;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(ED25519_PUBLIC.length + key.length);
        whole.writeBytes(ED25519_PUBLIC);
        whole.writeBytes(key);
        return whole.toByteArray();
    }
}
