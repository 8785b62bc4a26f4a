package io.hooklatch.gateway.crash;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Signer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Makes signed requests: odd ids as Stripe sends them, even ones by Standard Webhooks. Thread-safe. */
final class Sender {
    static final String STRIPE_SECRET = "whsec_crash-test-secret-of-stripe";
    static final String STANDARD_SECRET = "whsec_Y3Jhc2gtdGVzdC1zZWNyZXQtb2Ytc3RhbmRhcmQ=";
    static final String STRIPE = "stripe";
    static final String STANDARD = "standard-webhooks";

    private static final String PADDING = "x".repeat(600);

    private final Signer stripe = signer(STRIPE, STRIPE_SECRET);
    private final Signer standard = signer(STANDARD, STANDARD_SECRET);
    private final InstantSource clock = InstantSource.system();

    private static Signer signer(String provider, String secret) {
        return Catalogue.standard().find(provider).orElseThrow().signer(secret, Map.of());
    }

    static String path(String endpoint) {
        return "/webhooks/" + endpoint;
    }

    Request request(String id) {
        boolean odd = id.hashCode() % 2 != 0;
        String body = "{\"id\":\"" + id + "\",\"type\":\"crash.test\",\"data\":\"" + PADDING + "\"}";
        Request unsigned = Request.post(
                path(odd ? STRIPE : STANDARD),
                Headers.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
        Names names = new Names(Optional.of(id), Optional.of(id), Optional.of("crash.test"));
        return (odd ? stripe : standard).sign(unsigned, names, clock.millis());
    }
}
