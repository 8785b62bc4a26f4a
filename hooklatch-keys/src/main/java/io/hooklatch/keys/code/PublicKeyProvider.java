package io.hooklatch.keys.code;

import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.recipe.Check;
import io.hooklatch.recipe.From;
import io.hooklatch.recipe.KeyPairText;
import io.hooklatch.recipe.Provider;
import io.hooklatch.recipe.Risk;
import io.hooklatch.recipe.Signer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A provider that signs under a public key. */
record PublicKeyProvider(String name, PublicKeyRule rule, KeyFetcher fetcher) implements Provider {
    @Override
    public String proof() {
        return Words.proof(rule);
    }

    @Override
    public List<String> places() {
        return List.of(
                rule.in() + ": " + (rule.envelope() ? "JSON with SIGNATURE and the key's id in base64" : "SIGNATURE"));
    }

    @Override
    public String key() {
        return Words.key(rule.keys(), false);
    }

    @Override
    public Set<String> optionNames() {
        return rule.optionNames();
    }

    @Override
    public Set<Risk> risks() {
        EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);
        if (!rule.coversBody()) {
            risks.add(Risk.BODY_NOT_SIGNED);
        }
        for (KeyAlgorithm algorithm : rule.algorithms().values()) {
            if (algorithm.isWeak()) {
                risks.add(Risk.WEAK_DIGEST);
            }
        }
        return risks;
    }

    @Override
    public Optional<Duration> tolerance() {
        return Optional.of(Duration.ofSeconds(rule.clock().toleranceSeconds())).filter(time -> !time.isZero());
    }

    @Override
    public boolean covers(From place) {
        String words = place.describe();
        boolean inBody = words.startsWith("json ") || words.startsWith("form ") || words.equals("body digest");
        return rule.signs().contains(words)
                || (inBody && rule.coversBody())
                || (rule.signs().contains("sns fields") && SnsFields.covers(words));
    }

    @Override
    public Check check(List<String> secrets, Map<String, String> options) {
        return new PublicKeyCheck(this, secrets, options);
    }

    @Override
    public Signer signer(String secret, Map<String, String> options) {
        return new PublicKeySigner(this, secret, options);
    }

    @Override
    public Optional<KeyPairText> newKeyPair(SecureRandom random) {
        KeyAlgorithm algorithm = rule.algorithms().values().iterator().next();
        return Optional.of(NewKeys.of(rule.keys(), algorithm.keyType(), random));
    }

    /** What is said whenever an endpoint is built. */
    void checkOptions(Map<String, String> options) {
        for (String name : rule.needs()) {
            if (options.getOrDefault(name, "").isBlank()) {
                throw new IllegalArgumentException("option " + name + " is missing: " + name()
                        + " signs for many receivers, and this tells yours from theirs");
            }
        }
        String version = options.get(PublicKeyRule.VERSION);
        if (version != null && !rule.algorithms().containsKey(version)) {
            throw new IllegalArgumentException("option " + PublicKeyRule.VERSION + " is \"" + version
                    + "\": give one of " + rule.algorithms().keySet());
        }
    }
}
