package io.hooklatch.gateway.render;

import io.hooklatch.gateway.store.LearntSecret;
import io.hooklatch.message.Pause;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is configured, as {@code schemas.yaml} describes it. */
public final class SetupJson {
    private SetupJson() {}

    /**
     * An endpoint.
     *
     * @param pauses all that there are
     * @param newest when it received last, in milliseconds since the epoch, UTC
     */
    public static Json endpoint(Endpoint endpoint, List<Pause> pauses, Optional<Long> newest) {
        Recipe recipe = endpoint.recipe();
        return new Json()
                .put("name", endpoint.name())
                .put("path", endpoint.path())
                .put("methods", List.copyOf(endpoint.methods()))
                .put("recipe", recipe.id())
                .put("verifies", recipe.verifies())
                .put("tier", Words.of(recipe.tier()))
                .put("enabled", endpoint.enabled())
                .put("paused", paused(pauses, Pause.Kind.ENDPOINT, endpoint.name()))
                .put("max_body_bytes", endpoint.maxBodyBytes())
                .put("tolerance_ms", recipe.tolerance().map(Duration::toMillis))
                .put("dedupe_by", recipe.dedupesBy())
                .put("learns_secret", recipe.learnsSecret())
                .put("warnings", recipe.warnings())
                .time("last_received_at", newest);
    }

    /**
     * A handler.
     *
     * @param pauses all that there are
     */
    public static Json handler(HandlerInfo handler, List<Pause> pauses) {
        return new Json()
                .put("name", handler.name())
                .put("type", handler.type())
                .put("origin", handler.origin())
                .put("selects", handler.selects())
                .put("paused", paused(pauses, Pause.Kind.HANDLER, handler.name()))
                .put("attempts", handler.policy().attempts())
                .put("backoff_base_ms", handler.policy().base().toMillis())
                .put("backoff_cap_ms", handler.policy().cap().toMillis())
                .put("timeout_ms", handler.policy().timeout().toMillis())
                .put("concurrency", handler.policy().concurrency());
    }

    private static Optional<Json> paused(List<Pause> pauses, Pause.Kind kind, String name) {
        return pauses.stream()
                .filter(pause -> pause.kind() == kind && pause.name().equals(name))
                .findFirst()
                .map(pause -> new Json()
                        .time("since", pause.pausedAt())
                        .put("operation_id", pause.operationId().toString()));
    }

    /** What an endpoint learnt; never the secret itself. */
    public static Json secret(LearntSecret secret) {
        Json json = new Json().put("endpoint", secret.endpoint()).put("fingerprint", secret.fingerprint());
        secret.handshakeAt().ifPresent(at -> json.time("handshake_at", at));
        return json;
    }
}
