package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.data.DocBuilder;
import io.hooklatch.message.Pause;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is configured, as the objects of the admin API. */
final class Setup {
    private Setup() {}

    /** @param newest when it received last, in milliseconds since the epoch, UTC */
    static Doc of(Endpoint endpoint, List<Pause> pauses, Optional<Long> newest) {
        Recipe recipe = endpoint.recipe();
        return new DocBuilder()
                .put("name", endpoint.name())
                .put("path", endpoint.path())
                .put("methods", (Object) List.copyOf(endpoint.methods()))
                .put("recipe", recipe.id())
                .put("verifies", recipe.verifies())
                .put("tier", Rows.lower(recipe.tier()))
                .put("enabled", endpoint.enabled())
                .put("paused", paused(pauses, endpoint.name()))
                .put("max_body_bytes", endpoint.maxBodyBytes())
                .put("tolerance_ms", recipe.tolerance().map(Duration::toMillis))
                .put("dedupe_by", recipe.dedupesBy())
                .put("learns_secret", recipe.learnsSecret())
                .put("warnings", (Object) recipe.warnings())
                .put("last_received_at", newest.map(DocBuilder::time))
                .build();
    }

    private static Optional<Doc> paused(List<Pause> pauses, String endpoint) {
        return pauses.stream()
                .filter(pause ->
                        pause.kind() == Pause.Kind.ENDPOINT && pause.name().equals(endpoint))
                .findFirst()
                .map(pause -> new DocBuilder()
                        .time("since", pause.pausedAt())
                        .put("operation_id", pause.operationId().toString())
                        .build());
    }
}
