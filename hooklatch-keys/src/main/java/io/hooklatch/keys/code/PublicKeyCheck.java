package io.hooklatch.keys.code;

import io.hooklatch.keys.source.KeySource;
import io.hooklatch.keys.source.Lookup;
import io.hooklatch.keys.source.NamedKey;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Check;
import io.hooklatch.recipe.From;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Verifies signatures under keys that are found: grammar, time, key, signature, in this order. */
final class PublicKeyCheck implements Check {
    private final String provider;
    private final PublicKeyRule rule;
    private final Map<String, String> options;
    private final Clock clock;
    private final SignedText text;
    private final KeySource keys;

    PublicKeyCheck(PublicKeyProvider provider, List<String> secrets, Map<String, String> options) {
        provider.checkOptions(options);
        this.provider = provider.name();
        this.rule = provider.rule();
        this.options = options;
        this.clock = JwsSettings.clock(rule.clock(), options);
        this.text = new SignedText(rule.signs(), options);
        this.keys = rule.keys().kind() == KeysRule.Kind.CERTIFICATE
                ? certificates(secrets, provider)
                : new KeySources(provider.name(), rule.keys(), provider.fetcher()).source(secrets, options, false);
    }

    private KeySource certificates(List<String> secrets, PublicKeyProvider of) {
        if (!secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "secrets are set but the keys of " + provider + " are certificates: leave them out");
        }
        return new CertificateKeys(rule.keys(), options, of.fetcher());
    }

    /** What the place of the signature holds: the signature, and the key's name where it is beside it. */
    private record Signature(byte[] bytes, String key) {}

    @Override
    public CompletionStage<Void> prepare(Request request, long nowMillis) {
        try {
            return keys.prepare(named(request, signature(request)), nowMillis);
        } catch (Refusal e) {
            // Refused by the check as well, which needs no key for that.
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public Verdict check(Request request, long nowMillis) {
        try {
            Signature signature = signature(request);
            KeyAlgorithm algorithm = algorithm(request);
            String named = named(request, signature);
            if (rule.time().isPresent()) {
                clock.check(time(request, rule.time().get()), nowMillis);
            }
            byte[] signed = text.of(request);
            Lookup found = keys.find(named, nowMillis);
            if (found.isUnavailable()) {
                throw new Refusal(Reason.KEYS_UNAVAILABLE, "keys unavailable: " + found.trouble());
            }
            if (found.keys().isEmpty()) {
                throw Refusal.mismatch(provider, "no key that is known is the one it names");
            }
            for (NamedKey key : found.keys()) {
                if (algorithm.fits(key.key(), signed, signature.bytes())) {
                    checkEqual(request);
                    return Verdict.verified(provider, key.id());
                }
            }
            throw Refusal.mismatch(provider, "");
        } catch (Refusal e) {
            return e.verdict(provider);
        }
    }

    private static String time(Request request, String place) throws Refusal {
        return From.parse(place)
                .read(request)
                .orElseThrow(() -> new Refusal(
                        Reason.MISSING_TIMESTAMP,
                        "missing timestamp"
                                + (place.startsWith("header ") ? " header: " + place.substring(7) : ": " + place)));
    }

    private void checkEqual(Request request) throws Refusal {
        for (Map.Entry<String, String> pair : rule.equal().entrySet()) {
            String said = Places.required("signed part", From.parse(pair.getKey()), request);
            if (!said.equals(options.get(pair.getValue()))) {
                throw Refusal.mismatch(
                        provider, pair.getKey() + " is not the " + pair.getValue() + " that is configured");
            }
        }
    }

    private KeyAlgorithm algorithm(Request request) throws Refusal {
        String version = "";
        if (rule.version().isPresent()) {
            version = Places.required("signature", From.parse(rule.version().get()), request);
        }
        KeyAlgorithm algorithm = rule.algorithms().get(version);
        String wanted = options.getOrDefault(PublicKeyRule.VERSION, version);
        if (algorithm == null || !wanted.equals(version)) {
            throw Refusal.malformed("its version is none that is accepted");
        }
        return algorithm;
    }

    private Signature signature(Request request) throws Refusal {
        String value = Places.required("signature", From.parse(rule.in()), request);
        if (!rule.envelope()) {
            return new Signature(decoded(value), "");
        }
        Map<String, Object> object = Json.object(decoded(value)).orElseThrow(() -> Refusal.malformed("no JSON in it"));
        String inner = Json.at(object, "/signature").orElseThrow(() -> Refusal.malformed("no signature in it"));
        return new Signature(decoded(inner), Json.at(object, "/kid").orElse(""));
    }

    private byte[] decoded(String value) throws Refusal {
        try {
            return switch (rule.encoding()) {
                case "hex" -> HexFormat.of().parseHex(value);
                case "base64url" -> Base64.getUrlDecoder().decode(value);
                default -> Base64.getDecoder().decode(value.getBytes(StandardCharsets.ISO_8859_1));
            };
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed("not " + rule.encoding());
        }
    }

    private String named(Request request, Signature signature) throws Refusal {
        if (rule.envelope()) {
            if (signature.key().isEmpty()) {
                throw Refusal.malformed("no key id in it");
            }
            return signature.key();
        }
        return rule.keys().named().isEmpty()
                ? ""
                : Places.required("signed part", From.parse(rule.keys().named()), request);
    }

    @Override
    public Optional<byte[]> signedBytes(Request request) {
        try {
            return Optional.of(text.of(request));
        } catch (Refusal e) {
            // Nothing that could be told apart.
            return Optional.empty();
        }
    }
}
