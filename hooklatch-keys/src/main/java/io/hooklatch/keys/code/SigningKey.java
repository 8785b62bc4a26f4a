package io.hooklatch.keys.code;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.hooklatch.keys.source.Certificates;
import io.hooklatch.keys.source.PemKeys;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * What signs: a shared secret, a private key as PEM, perhaps with certificates after it, or a private JSON Web Key.
 *
 * @param id how verifiers find its counterpart; empty where it has none
 * @param chain the certificates, leaf first
 */
record SigningKey(String id, Key key, List<X509Certificate> chain) {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    /** What RFC 8410 puts before the 32 bytes of a private key. */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    static SigningKey of(String provider, String secret, boolean mac) {
        if (mac) {
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("secret of " + provider + " is empty: give the one to sign with");
            }
            return new SigningKey("", new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HMAC"), List.of());
        }
        if (secret.stripLeading().startsWith("{")) {
            return ofJwk(provider, secret);
        }
        int certificates = secret.indexOf(CERTIFICATE);
        String pem = certificates < 0 ? secret : secret.substring(0, certificates);
        return new SigningKey(
                "",
                PemKeys.privateKey("secret of " + provider, pem),
                certificates < 0 ? List.of() : Certificates.parse(secret.substring(certificates)));
    }

    private static SigningKey ofJwk(String provider, String json) {
        try {
            JWK jwk = JWK.parse(json);
            if (jwk instanceof OctetKeyPair pair
                    && jwk.isPrivate()
                    && pair.getCurve().equals(Curve.Ed25519)) {
                return new SigningKey(id(jwk), ed25519(provider, pair), List.of());
            }
            if (jwk instanceof AsymmetricJWK pair && jwk.isPrivate()) {
                return new SigningKey(id(jwk), pair.toPrivateKey(), List.of());
            }
        } catch (ParseException | JOSEException e) {
            // Without the cause, which may quote the key.
            throw notPrivate(provider);
        }
        throw notPrivate(provider);
    }

    private static String id(JWK jwk) {
        return jwk.getKeyID() == null ? "" : jwk.getKeyID();
    }

    private static Key ed25519(String provider, OctetKeyPair pair) {
        byte[] seed = pair.getD().decode();
        byte[] whole = Arrays.copyOf(ED25519, ED25519.length + seed.length);
        System.arraycopy(seed, 0, whole, ED25519.length, seed.length);
        return PemKeys.privateKey("secret of " + provider, Base64.getEncoder().encodeToString(whole));
    }

    private static IllegalArgumentException notPrivate(String provider) {
        return new IllegalArgumentException("secret of " + provider
                + " is no private JSON Web Key of type RSA, EC or OKP: give such a one, or PEM");
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "signing key " + id;
    }
}
