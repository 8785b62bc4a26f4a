package io.hooklatch.keys.code;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.From;
import io.hooklatch.recipe.Signer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signs as the provider would. Where the signature stands in the body, the body is written anew with it. How the key is
 * named is left as the request has it, unless the key has an id; without a name it is the URL that the recipe has for it.
 */
final class PublicKeySigner implements Signer {
    private final String provider;
    private final PublicKeyRule rule;
    private final Clock clock;
    private final SignedText text;
    private final SigningKey key;
    private final String version;

    PublicKeySigner(PublicKeyProvider provider, String secret, Map<String, String> options) {
        provider.checkOptions(options);
        this.provider = provider.name();
        this.rule = provider.rule();
        this.clock = JwsSettings.clock(rule.clock(), options);
        this.text = new SignedText(rule.signs(), options);
        this.key = SigningKey.of(provider.name(), secret, false);
        this.version = options.getOrDefault(
                PublicKeyRule.VERSION,
                rule.algorithms().keySet().stream().max(String::compareTo).orElse(""));
        algorithm().sign(key.key(), new byte[0]);
    }

    private KeyAlgorithm algorithm() {
        return java.util.Objects.requireNonNull(rule.algorithms().get(version), "version");
    }

    @Override
    public Request sign(Request unsigned, Names names, long nowMillis) {
        try {
            Request ready = unsigned;
            if (rule.time().isPresent()) {
                ready = put(ready, rule.time().get(), clock.write(nowMillis));
            }
            if (rule.version().isPresent()) {
                ready = put(ready, rule.version().get(), version);
            }
            String named = rule.keys().named();
            if (!named.isEmpty()
                    && (!key.id().isEmpty() || From.parse(named).read(ready).isEmpty())) {
                ready = put(ready, named, name());
            }
            String encoded = encoded(algorithm().sign(key.key(), text.of(ready)));
            return put(ready, rule.in(), rule.envelope() ? envelope(encoded) : encoded);
        } catch (Refusal e) {
            throw new IllegalArgumentException(
                    "the request cannot be signed for " + provider + ": " + e.getMessage() + "; add it to the request",
                    e);
        }
    }

    /** The id of the key, or the usual URL of the certificate. */
    private String name() {
        boolean url = rule.keys().kind() == KeysRule.Kind.CERTIFICATE
                && !rule.keys().urls().isEmpty();
        return url ? rule.keys().urls().get(0) : key.id();
    }

    private String envelope(String signature) {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("alg", "ecdsa");
        object.put("kid", key.id());
        object.put("signature", signature);
        object.put("digest", "SHA1");
        return Base64.getEncoder().encodeToString(Json.write(object));
    }

    private String encoded(byte[] signature) {
        return switch (rule.encoding()) {
            case "hex" -> HexFormat.of().formatHex(signature);
            case "base64url" -> Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
            default -> Base64.getEncoder().encodeToString(signature);
        };
    }

    private static Request put(Request request, String place, String value) throws Refusal {
        if (!place.startsWith("json /")) {
            return Places.withHeader(request, From.parse(place), value);
        }
        Optional<Map<String, Object>> object = Json.object(request.body());
        Map<String, Object> body = new LinkedHashMap<>(
                object.orElseThrow(() -> Refusal.malformed("the body is no JSON object to put it in")));
        body.put(place.substring("json /".length()), value);
        return request.withBody(Json.write(body));
    }

    /** Which provider, never which key. */
    @Override
    public String toString() {
        return "signer of " + provider;
    }
}
