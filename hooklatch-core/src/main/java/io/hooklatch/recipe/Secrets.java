package io.hooklatch.recipe;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Turns the text of secrets into keys. No message of it holds a secret. */
final class Secrets {
    private Secrets() {}

    /**
     * The keys of all secrets in their order.
     *
     * @throws IllegalArgumentException when there is none, or one cannot be used, naming it by its number
     */
    static List<byte[]> keys(String recipe, KeyRule rule, List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets are missing: " + recipe
                    + " needs at least one; say unverified in words to accept requests without proof");
        }
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            keys.add(key("secret " + (i + 1) + " of " + recipe, rule, secrets.get(i)));
        }
        return keys;
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
        String text = secret.startsWith(rule.prefix())
                ? secret.substring(rule.prefix().length())
                : secret;
        try {
            return switch (rule.encoding()) {
                case UTF_8 -> secret.getBytes(StandardCharsets.UTF_8);
                case NFKD -> Normalizer.normalize(secret, Normalizer.Form.NFKD).getBytes(StandardCharsets.UTF_8);
                case SHA1 -> Hash.of("SHA-1").digest(secret.getBytes(StandardCharsets.UTF_8));
                case BASE64 -> Base64.getDecoder().decode(text);
                case BASE64URL -> Base64.getUrlDecoder().decode(text);
                case HEX -> HexFormat.of().parseHex(text);
                case PEM ->
                    Base64.getDecoder()
                            .decode(text.replaceAll("-----(BEGIN|END) [A-Z ]+-----", "")
                                    .replaceAll("\\s", ""));
            };
        } catch (IllegalArgumentException e) {
            // Without the cause: the decoders quote what they could not decode.
            throw new IllegalArgumentException(
                    what + " is not " + rule.encoding().text()
                            + (rule.prefix().isEmpty() ? "" : " after " + rule.prefix())
                            + ": copy it whole and unchanged from where the provider shows it");
        }
    }
}
