package io.hooklatch.recipe;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A new pair of keys as text, made by {@link Recipe#newKeyPair}. Immutable.
 *
 * @param publicKey in the form in which the provider publishes its own: what a verifier takes as a secret; empty where
 *     verifiers take {@code options} and no secret
 * @param privateKey what a signer takes: PEM (PKCS #8), perhaps with certificates after it, or a JSON Web Key
 * @param options what a verifier takes instead of keys that it would fetch, or roots that it would trust
 */
public record KeyPairText(String publicKey, String privateKey, Map<String, String> options) {
    private static final int RSA_BITS = 2048;
    private static final int ED25519_BYTES = 32;

    public KeyPairText {
        options = Map.copyOf(options);
    }

    static KeyPairText generate(Algorithm algorithm, KeyRule rule, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keyType());
            switch (algorithm.keyType()) {
                case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                case "RSA" -> generator.initialize(RSA_BITS, random);
                default -> generator.initialize(255, random);
            }
            KeyPair pair = generator.generateKeyPair();
            String privateKey = Pem.text("PRIVATE KEY", pair.getPrivate().getEncoded());
            return new KeyPairText(text(algorithm, rule, pair.getPublic().getEncoded()), privateKey, Map.of());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no keys for " + algorithm.text(), e);
        }
    }

    private static String text(Algorithm algorithm, KeyRule rule, byte[] encoded) {
        byte[] bare = algorithm == Algorithm.ED25519
                ? Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length)
                : encoded;
        return switch (rule.encoding()) {
            case HEX -> rule.prefix() + HexFormat.of().formatHex(bare);
            case BASE64 -> rule.prefix() + Base64.getEncoder().encodeToString(bare);
            case BASE64URL ->
                rule.prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(bare);
            case JWKS ->
                algorithm == Algorithm.ED25519
                        ? "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\""
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(bare) + "\"}]}"
                        : Pem.text("PUBLIC KEY", encoded);
            default -> Pem.text("PUBLIC KEY", encoded);
        };
    }

    /** Never the private key. */
    @Override
    public String toString() {
        return "KeyPairText[" + publicKey + options + "]";
    }
}
