package io.hooklatch.keys.source;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Keys as PEM, or as its base64 without the first and the last line. No message holds a key. */
public final class PemKeys {
    private static final List<String> TYPES = List.of("RSA", "EC", "Ed25519");

    private PemKeys() {}

    /**
     * A public key (SubjectPublicKeyInfo).
     *
     * @param what names it in messages
     * @throws IllegalArgumentException when it is none
     */
    public static PublicKey publicKey(String what, String pem) {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(bytes(what, pem));
        return first(factory -> factory.generatePublic(spec))
                .orElseThrow(() -> new IllegalArgumentException(
                        what + " is no public key: give the PEM text from BEGIN PUBLIC KEY to END PUBLIC KEY"));
    }

    /**
     * A private key (PKCS #8).
     *
     * @param what names it in messages
     * @throws IllegalArgumentException when it is none
     */
    public static PrivateKey privateKey(String what, String pem) {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(bytes(what, pem));
        return first(factory -> factory.generatePrivate(spec))
                .orElseThrow(() -> new IllegalArgumentException(
                        what + " is no private key: give the PEM text from BEGIN PRIVATE KEY to END PRIVATE KEY"));
    }

    /** How a key is made once its type is known. */
    private interface Reading<K> {
        K with(KeyFactory factory) throws InvalidKeySpecException;
    }

    /** The key, by the first type that it can be of. */
    private static <K> Optional<K> first(Reading<K> reading) {
        Optional<K> found = Optional.empty();
        for (String type : TYPES) {
            try {
                found = found.isPresent() ? found : Optional.of(reading.with(KeyFactory.getInstance(type)));
            } catch (InvalidKeySpecException e) {
                // Of another type, then.
                found = Optional.empty();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JDK has no keys of type " + type, e);
            }
        }
        return found;
    }

    private static byte[] bytes(String what, String pem) {
        try {
            return Base64.getDecoder()
                    .decode(pem.replaceAll("-----(BEGIN|END) [A-Z ]+-----", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            // Without the cause, which quotes what it could not decode.
            throw new IllegalArgumentException(what + " is no PEM: copy it whole and unchanged");
        }
    }
}
