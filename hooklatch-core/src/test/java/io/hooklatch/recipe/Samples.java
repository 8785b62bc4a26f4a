package io.hooklatch.recipe;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Providers of the catalogue with a secret each, ready to sign and to verify. */
final class Samples {
    static final long NOW = 1_760_000_000_000L;
    static final Map<String, String> SECRETS = Map.of(
            "stripe", "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH",
            "github", "It's a Secret to Everybody",
            "knock", "knock-signing-secret-5yTBZ0q",
            "standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    static final List<String> PROVIDERS = SECRETS.keySet().stream().sorted().toList();
    static final String BODY = "{\"id\":\"evt_1\",\"type\":\"thing.happened\",\"data\":{\"id\":\"obj_1\"}}";

    private Samples() {}

    static Recipe recipe(String provider) {
        return Catalogue.standard().find(provider).orElseThrow();
    }

    static Verifier verifier(String provider) {
        return recipe(provider).verifier(List.of(SECRETS.get(provider)), Map.of());
    }

    static Signer signer(String provider) {
        return recipe(provider).signer(SECRETS.get(provider), Map.of());
    }

    /** A request of the provider with this body, signed at {@link #NOW}. */
    static Request signed(String provider, byte[] body) {
        return signer(provider).sign(Request.post("/hooks?x=1", Headers.none(), body), names("dlv-1"), NOW);
    }

    static Request signed(String provider) {
        return signed(provider, utf8(BODY));
    }

    /** Names of which the delivery id is this. */
    static Names names(String deliveryId) {
        return new Names(Optional.of(deliveryId), Optional.empty(), Optional.of("thing.happened"));
    }

    /** The header that carries the provider's signature. */
    static String signatureHeader(String provider) {
        return ((SignatureScheme) recipe(provider).scheme()).in().get(0).name();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
