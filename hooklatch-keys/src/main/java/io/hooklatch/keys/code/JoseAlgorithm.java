package io.hooklatch.keys.code;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The algorithms of RFC 7518 and RFC 8037 that providers use. A key of another kind fits nothing, so that no public key can
 * be taken for a shared secret. HMAC is the JDK's, since providers issue secrets that RFC 7518 calls too short.
 */
enum JoseAlgorithm {
    HS256("HmacSHA256"),
    HS384("HmacSHA384"),
    HS512("HmacSHA512"),
    RS256(""),
    RS384(""),
    RS512(""),
    ES256(""),
    ES384(""),
    ES512(""),
    EDDSA("Ed25519");

    private static final Set<String> UNENCODED = Set.of("b64");

    private final String jca;

    JoseAlgorithm(String jca) {
        this.jca = jca;
    }

    /** The name that tokens use. */
    String text() {
        return this == EDDSA ? "EdDSA" : name();
    }

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(text());
    }

    boolean isMac() {
        return jca.startsWith("Hmac");
    }

    /** What kind of keys it takes: {@code RSA}, {@code Ed25519}, or a curve of RFC 7518. */
    String keyType() {
        return switch (this) {
            case ES256 -> "secp256r1";
            case ES384 -> "secp384r1";
            case ES512 -> "secp521r1";
            case EDDSA -> "Ed25519";
            default -> "RSA";
        };
    }

    static JoseAlgorithm of(String text) {
        for (JoseAlgorithm algorithm : values()) {
            if (algorithm.text().equals(text)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("algorithm \"" + text + "\" is unknown: give HS256, RS256, ES256, EdDSA, …");
    }

    /** Whether the signature fits; false for a key of another kind. */
    boolean fits(JWSHeader header, Key key, byte[] signed, byte[] signature) {
        try {
            if (isMac()) {
                return key instanceof SecretKey && MessageDigest.isEqual(mac(key, signed), signature);
            }
            if (this == EDDSA) {
                return key instanceof PublicKey open
                        && open.getAlgorithm().startsWith("Ed")
                        && ed(open, signed, signature);
            }
            Base64URL text = Base64URL.encode(signature);
            if (key instanceof RSAPublicKey rsa && name().startsWith("RS")) {
                return new RSASSAVerifier(rsa, UNENCODED).verify(header, signed, text);
            }
            return key instanceof ECPublicKey ec
                    && name().startsWith("ES")
                    && new ECDSAVerifier(ec, UNENCODED).verify(header, signed, text);
        } catch (GeneralSecurityException | JOSEException e) {
            // A key of another curve or size, or a signature that cannot be one.
            return false;
        }
    }

    private static boolean ed(PublicKey key, byte[] signed, byte[] given) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(signed);
        return signature.verify(given);
    }

    private byte[] mac(Key key, byte[] signed) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(jca);
        mac.init(key);
        return mac.doFinal(signed);
    }

    /**
     * @throws IllegalArgumentException when the key is none for this algorithm
     */
    byte[] sign(JWSHeader header, Key key, byte[] signed) {
        try {
            if (isMac()) {
                return mac(key, signed);
            }
            if (this == EDDSA) {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign((PrivateKey) key);
                signature.update(signed);
                return signature.sign();
            }
            return (key instanceof ECPrivateKey ec
                            ? new ECDSASigner(ec).sign(header, signed)
                            : new RSASSASigner((PrivateKey) key).sign(header, signed))
                    .decode();
        } catch (GeneralSecurityException | JOSEException | ClassCastException e) {
            throw new IllegalArgumentException("the secret is no key for " + text(), e);
        }
    }
}
