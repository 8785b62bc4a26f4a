package io.hooklatch.recipe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys under which the answers of one endpoint are computed. Checked when it is made; thread-safe. */
final class AnswerKeys {
    private static final KeyRule PRIVATE_KEY = new KeyRule(KeyEncoding.PEM, "", 16, KeyRule.MAX_BYTES);

    private final Optional<String> secret;
    private final Optional<byte[]> secretKey;
    private final Map<String, byte[]> optionKeys = new HashMap<>();
    private final Map<String, PrivateKey> privateKeys = new HashMap<>();

    /**
     * @param rule how the endpoint's secret becomes a key
     * @throws IllegalArgumentException when an option is none of the keys it has to be; the message names it and no value
     */
    AnswerKeys(String recipe, KeyRule rule, List<String> secrets, List<AnswerRule> rules, Options options) {
        this.secret = secrets.stream().findFirst();
        this.secretKey = rules.isEmpty()
                ? Optional.empty()
                : secret.map(text -> Secrets.key("secret 1 of " + recipe, rule, text));
        for (AnswerRule answer : rules) {
            for (AnswerValue value : answer.values().values()) {
                value.algorithm().ifPresent(algorithm -> option(recipe, algorithm, value.key(), options));
            }
        }
    }

    private void option(String recipe, Algorithm algorithm, Source key, Options options) {
        if (key.kind() != Source.Kind.OPTION || options.get(key.name()).isEmpty()) {
            return;
        }
        String what = "option " + key.name() + " of " + recipe;
        String text = options.get(key.name()).get();
        if (algorithm.family() != Algorithm.Family.PUBLIC_KEY) {
            optionKeys.put(key.name(), text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        try {
            byte[] bytes = Secrets.key(what, PRIVATE_KEY, text);
            privateKeys.put(key.name(), PublicKeys.privateKey(algorithm, bytes));
        } catch (GeneralSecurityException e) {
            // Without the cause, which may quote the key.
            throw new IllegalArgumentException(
                    what + " is no private key for " + algorithm.text() + ": give it in PKCS #8, as PEM");
        }
    }

    /** The newest secret as it was given. */
    String newest() throws Unanswerable {
        return secret.orElseThrow(AnswerKeys::noSecret);
    }

    byte[] compute(Algorithm algorithm, Source key, byte[] message) throws Unanswerable {
        try {
            return switch (algorithm.family()) {
                case HMAC -> Proofs.mac(algorithm, macKey(key)).doFinal(message);
                case DIGEST -> Hash.of(algorithm.jca()).digest(message);
                case PUBLIC_KEY -> {
                    PrivateKey privateKey = privateKeys.get(key.name());
                    if (privateKey == null) {
                        throw new Unanswerable("the option " + key.name() + " is not set");
                    }
                    Signature signature = PublicKeys.signature(algorithm);
                    signature.initSign(privateKey);
                    signature.update(message);
                    yield signature.sign();
                }
            };
        } catch (GeneralSecurityException e) {
            throw new Unanswerable("the key does not serve for " + algorithm.text());
        }
    }

    private byte[] macKey(Source key) throws Unanswerable {
        if (key.kind() == Source.Kind.SECRET) {
            return secretKey.orElseThrow(AnswerKeys::noSecret);
        }
        byte[] bytes = optionKeys.get(key.name());
        if (bytes == null) {
            throw new Unanswerable("the option " + key.name() + " is not set");
        }
        return bytes;
    }

    private static Unanswerable noSecret() {
        return new Unanswerable("the endpoint has no secret");
    }
}
