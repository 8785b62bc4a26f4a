package io.hooklatch.gateway.demo;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Somebody who sends, with the secret shared with the endpoint and one that is not. Thread-safe. */
final class DemoProvider {
    /** The member of a body that says how often the application is to fail. */
    static final String FAILURES = "fail_first";

    private static final long STALE_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final String PADDING = "A note of the kind that providers add. ".repeat(20);

    private final String name;
    private final Recipe recipe;
    private final String secret;
    private final boolean token;
    private final Signer signer;
    private final Signer forger;

    /**
     * @param name of the endpoint
     * @param token whether it shows a shared token rather than signing
     * @param wrongSecret of the same form as the right one
     */
    DemoProvider(String name, Recipe recipe, boolean token, String secret, String wrongSecret) {
        this.name = name;
        this.recipe = recipe;
        this.token = token;
        this.secret = secret;
        this.signer = recipe.signer(secret, Map.of());
        this.forger = recipe.signer(wrongSecret, Map.of());
    }

    String name() {
        return name;
    }

    String secret() {
        return secret;
    }

    /** Whether a request can be too old for it. */
    boolean dated() {
        return recipe.tolerance().isPresent();
    }

    /** The figure that counts what it is accepted for. */
    Figure accepted() {
        return token ? Figure.BY_TOKEN : Figure.VERIFIED;
    }

    /** Why it is refused in a scenario that is not accepted. */
    Reason refusal(Scenario scenario) {
        if (scenario == Scenario.STALE) {
            return Reason.TIMESTAMP_OUTSIDE_TOLERANCE;
        }
        return token ? Reason.TOKEN_MISMATCH : Reason.SIGNATURE_MISMATCH;
    }

    /** The endpoint that receives from it. */
    EndpointBuilder endpoint() {
        return Endpoint.named(name).path(path()).recipe(recipe).secrets(secret);
    }

    String path() {
        return "/webhooks/" + name;
    }

    /**
     * One request as it goes over the wire.
     *
     * @param number tells the events of a scenario apart; the same for its copies
     * @param nowMillis the time of sending, in milliseconds since the epoch, UTC
     */
    Request request(Scenario scenario, int number, long nowMillis) {
        String id = "evt_" + scenario.name().toLowerCase(Locale.ROOT) + "_" + name + "_" + number;
        String type = type(scenario);
        String body = "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"" + FAILURES + "\":" + scenario.failures()
                + ",\"data\":{\"note\":\"" + PADDING + "\"}}";
        Headers headers = Headers.of("content-type", "application/json");
        Request unsigned = Request.post(path(), headers, body.getBytes(StandardCharsets.UTF_8));
        long signedAt = scenario == Scenario.STALE ? nowMillis - STALE_MILLIS : nowMillis;
        Names names = new Names(Optional.of(id), Optional.of(id), Optional.of(type));
        return (scenario == Scenario.WRONG_SECRET ? forger : signer).sign(unsigned, names, signedAt);
    }

    /** The event type of a scenario. */
    static String type(Scenario scenario) {
        return "demo." + scenario.name().toLowerCase(Locale.ROOT);
    }
}
