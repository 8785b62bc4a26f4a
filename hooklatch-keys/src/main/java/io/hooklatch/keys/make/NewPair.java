package io.hooklatch.keys.make;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A pair of keys that was just made, and its certificates where the provider has some.
 *
 * @param chain the certificates, leaf first and root last; empty without any
 */
public record NewPair(KeyPair keys, List<X509Certificate> chain) {
    private static final int RSA_BITS = 2048;
    private static final int ED25519_BYTES = 32;

    public NewPair {
        chain = List.copyOf(chain);
    }

    /**
     * A bare pair.
     *
     * @param type {@code RSA}, {@code Ed25519}, or the name of an elliptic curve, such as {@code secp256r1}
     */
    public static NewPair of(String type, SecureRandom random) {
        return new NewPair(keys(type, random), List.of());
    }

    /**
     * A pair whose certificate a new root has issued, through one in between for each mark but the first.
     *
     * @param type as for {@link #of}
     * @param name the name in the leaf
     * @param marks object identifiers that the leaf and those above it bear, in this order
     */
    public static NewPair certified(String type, String name, List<String> marks, SecureRandom random) {
        Authority issuer = new Authority(keys(type, random), "Hooklatch test root", random);
        java.util.ArrayDeque<X509Certificate> chain = new java.util.ArrayDeque<>(List.of(issuer.self()));
        for (int i = marks.size() - 1; i > 0; i--) {
            Authority next = new Authority(keys(type, random), "Hooklatch test authority " + i, random);
            chain.addFirst(issuer.issue(next.pair(), next.name(), true, List.of(marks.get(i))));
            issuer = next;
        }
        KeyPair leaf = keys(type, random);
        chain.addFirst(issuer.issue(leaf, name, false, marks.isEmpty() ? List.of() : marks.subList(0, 1)));
        return new NewPair(leaf, List.copyOf(chain));
    }

    private static KeyPair keys(String type, SecureRandom random) {
        boolean curve = type.startsWith("secp");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : type);
            if (curve) {
                generator.initialize(new ECGenParameterSpec(type), random);
            } else {
                generator.initialize(type.equals("RSA") ? RSA_BITS : 255, random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no keys of type " + type, e);
        }
    }

    /** The public key in PEM. */
    public String publicPem() {
        return pem("PUBLIC KEY", keys.getPublic().getEncoded());
    }

    /** The private key in PEM (PKCS #8), with the certificates after it. */
    public String privatePem() {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded())
                + chain.stream().map(NewPair::pem).collect(Collectors.joining());
    }

    /** The certificates below the root, leaf first, in PEM. */
    public String chainPem() {
        return chain.stream().limit(chain.size() - 1L).map(NewPair::pem).collect(Collectors.joining());
    }

    /** The root in PEM. */
    public String rootPem() {
        return pem(chain.get(chain.size() - 1));
    }

    /** The private key as a JSON Web Key (RFC 7517) under this id. */
    public String privateJwk(String id) {
        JWK jwk;
        if (keys.getPublic() instanceof ECPublicKey ec) {
            jwk = new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec)
                    .privateKey(keys.getPrivate())
                    .keyID(id)
                    .build();
        } else if (keys.getPublic() instanceof RSAPublicKey rsa) {
            jwk = new RSAKey.Builder(rsa)
                    .privateKey(keys.getPrivate())
                    .keyID(id)
                    .build();
        } else {
            jwk = new OctetKeyPair.Builder(Curve.Ed25519, last(keys.getPublic().getEncoded()))
                    .d(last(keys.getPrivate().getEncoded()))
                    .keyID(id)
                    .build();
        }
        return jwk.toJSONString();
    }

    private static Base64URL last(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
    }

    private static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just made cannot be written down", e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    /** Never the private key. */
    @Override
    public String toString() {
        return "new pair of " + keys.getPublic().getAlgorithm();
    }
}
