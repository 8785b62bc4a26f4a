package io.hooklatch.recipe;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;

/** Turns the text of secrets into keys. No message of it holds a secret. */
final class Secrets {
    private Secrets() {}

    /**
     * The keys of all secrets in their order.
     *
     * @throws IllegalArgumentException when there is none, or one cannot be used, naming it by its number
     */
    static List<byte[]> keys(String recipe, KeyRule rule, List<String> secrets) {
        return each(recipe, secrets, (what, secret) -> key(what, rule, secret));
    }

    /** As {@link #keys(String, KeyRule, List)}, where one secret may be a set of keys. */
    static List<List<byte[]>> keys(String recipe, KeyRule rule, Algorithm algorithm, List<String> secrets) {
        return each(
                recipe,
                secrets,
                (what, secret) ->
                        rule.encoding() == KeyEncoding.JWKS && secret.strip().startsWith("{")
                                ? Jwks.publicKeys(what, algorithm, secret)
                                : List.of(key(what, ruleFor(rule, algorithm, secret), secret)));
    }

    private static <T> List<T> each(String recipe, List<String> secrets, BiFunction<String, String, T> reading) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets are missing: " + recipe
                    + " needs at least one; say unverified in words to accept requests without proof");
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            all.add(reading.apply("secret " + (i + 1) + " of " + recipe, secrets.get(i)));
        }
        return all;
    }

    /**
     * The key to sign with: a private one (PKCS #8), in PEM or in the encoding of the scheme, where keys come in pairs.
     * 32 bare bytes of Ed25519 are refused: nothing says which of the two they are, and a public key would pass for a
     * private one.
     */
    static byte[] signingKey(String what, KeyRule rule, Algorithm algorithm, String secret) {
        byte[] key = key(what, ruleFor(rule, algorithm, secret), secret);
        if (algorithm == Algorithm.ED25519 && key.length == PublicKeys.ED25519_LENGTH) {
            throw new IllegalArgumentException(
                    what + " may be a public key, which signs nothing: give the private one in"
                            + " PEM, from BEGIN PRIVATE KEY to END PRIVATE KEY");
        }
        return key;
    }

    /** Keys in PEM are taken by every scheme whose keys come in pairs. */
    private static KeyRule ruleFor(KeyRule rule, Algorithm algorithm, String secret) {
        return algorithm.family() == Algorithm.Family.PUBLIC_KEY && secret.contains("-----BEGIN ")
                ? new KeyRule(KeyEncoding.PEM, "", rule.minBytes(), KeyRule.MAX_BYTES)
                : rule;
    }

    /** The key of one secret; {@code what} names it in messages. */
    static byte[] key(String what, KeyRule rule, String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException(what + " is empty: give the value that the provider shows or was given");
        }
        byte[] key = decoded(what, rule, secret);
        // A digest of the secret is as long whatever the secret is.
        int length = rule.encoding() == KeyEncoding.SHA1 ? secret.length() : key.length;
        if (length < rule.minBytes() || length > rule.maxBytes()) {
            throw new IllegalArgumentException(what + " has " + length + " bytes" + decodedFrom(rule) + ": "
                    + rule.minBytes() + " to " + rule.maxBytes() + " are needed"
                    + (length < rule.minBytes() ? "; a shorter one can be guessed or was cut" : ""));
        }
        return key;
    }

    private static String decodedFrom(KeyRule rule) {
        return switch (rule.encoding()) {
            case UTF_8, NFKD, SHA1 -> "";
            default -> " once decoded from " + rule.encoding().text();
        };
    }

    private static byte[] decoded(String what, KeyRule rule, String secret) {
        String text = secret.substring(prefixLength(rule.prefix(), secret));
        try {
            return switch (rule.encoding()) {
                case UTF_8 -> text.getBytes(StandardCharsets.UTF_8);
                case NFKD -> Normalizer.normalize(secret, Normalizer.Form.NFKD).getBytes(StandardCharsets.UTF_8);
                case SHA1 -> Hash.of("SHA-1").digest(secret.getBytes(StandardCharsets.UTF_8));
                case BASE64 -> Base64.getDecoder().decode(text);
                case BASE64URL, JWKS -> Base64.getUrlDecoder().decode(text);
                case HEX -> HexFormat.of().parseHex(text);
                case PEM -> Pem.bytes(text);
            };
        } catch (IllegalArgumentException e) {
            // Without the cause: the decoders quote what they could not decode.
            throw new IllegalArgumentException(
                    what + " is not " + rule.encoding().text()
                            + (rule.prefix().isEmpty() ? "" : " after " + rule.prefix())
                            + ": copy it whole and unchanged from where the provider shows it");
        }
    }

    /** How much of a secret is the prefix, in which one * stands for letters, digits and underscores. */
    private static int prefixLength(String prefix, String secret) {
        int star = prefix.indexOf('*');
        if (star < 0) {
            return secret.startsWith(prefix) ? prefix.length() : 0;
        }
        int at = star;
        if (!secret.startsWith(prefix.substring(0, star))) {
            return 0;
        }
        while (at < secret.length() && (Character.isLetterOrDigit(secret.charAt(at)) || secret.charAt(at) == '_')) {
            at++;
        }
        String rest = prefix.substring(star + 1);
        return secret.startsWith(rest, at) ? at + rest.length() : 0;
    }
}
