package io.hooklatch.recipe;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Public keys as JSON (RFC 7517 and 7518; Ed25519 by RFC 8037). */
final class Jwks {
    private Jwks() {}

    /**
     * The keys of a key or a set of keys that are of this algorithm's kind, in a form that {@link PublicKeys} reads.
     *
     * @param what names the secret in messages
     * @throws IllegalArgumentException when there is none, or one cannot be read
     */
    static List<byte[]> publicKeys(String what, Algorithm algorithm, String json) {
        Map<String, Object> document;
        try {
            document = JsonTree.object(what, json);
        } catch (IllegalArgumentException e) {
            // Without the cause, which may quote a private key that was given by mistake.
            throw new IllegalArgumentException(what + " begins with { and is no JSON: give the key set unchanged");
        }
        List<byte[]> keys = new ArrayList<>();
        Object set = document.getOrDefault("keys", List.of(document));
        for (Object item : set instanceof List<?> list ? list : List.of()) {
            key(what, algorithm, Fields.map(FieldPath.of(what + ": keys"), item))
                    .ifPresent(keys::add);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(what + " holds no key for " + algorithm.text());
        }
        return keys;
    }

    private static Optional<byte[]> key(String what, Algorithm algorithm, Map<String, ?> key) {
        try {
            return switch (algorithm.keyType()) {
                case "Ed25519" ->
                    is(key, "kty", "OKP") && is(key, "crv", "Ed25519")
                            ? Optional.of(bytes(key, "x"))
                            : Optional.empty();
                case "EC" ->
                    is(key, "kty", "EC") && is(key, "crv", "P-256") ? Optional.of(curve(key)) : Optional.empty();
                default -> is(key, "kty", "RSA") ? Optional.of(rsa(key)) : Optional.empty();
            };
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " has a key that cannot be read: give the key set unchanged");
        }
    }

    private static boolean is(Map<String, ?> key, String name, String value) {
        return value.equals(key.get(name));
    }

    private static byte[] bytes(Map<String, ?> key, String name) {
        return Base64.getUrlDecoder().decode(String.valueOf(key.get(name)));
    }

    private static BigInteger number(Map<String, ?> key, String name) {
        return new BigInteger(1, bytes(key, name));
    }

    private static byte[] rsa(Map<String, ?> key) throws GeneralSecurityException {
        RSAPublicKeySpec spec = new RSAPublicKeySpec(number(key, "n"), number(key, "e"));
        return KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded();
    }

    private static byte[] curve(Map<String, ?> key) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPublicKeySpec spec = new ECPublicKeySpec(
                new ECPoint(number(key, "x"), number(key, "y")), parameters.getParameterSpec(ECParameterSpec.class));
        return KeyFactory.getInstance("EC").generatePublic(spec).getEncoded();
    }
}
