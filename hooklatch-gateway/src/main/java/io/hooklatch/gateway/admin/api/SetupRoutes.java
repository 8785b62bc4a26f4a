package io.hooklatch.gateway.admin.api;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Pause;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.OperationReader;
import java.util.List;
import java.util.Optional;

/** Endpoints and handlers. */
final class SetupRoutes {
    private final List<Endpoint> endpoints;
    private final List<HandlerInfo> handlers;
    private final OperationReader reader;

    SetupRoutes(List<Endpoint> endpoints, List<HandlerInfo> handlers, OperationReader reader) {
        this.endpoints = endpoints;
        this.handlers = handlers;
        this.reader = reader;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/endpoints", Role.VIEWER, this::endpoints),
                Route.get("/endpoints/{name}", Role.VIEWER, this::endpoint),
                Route.get("/handlers", Role.VIEWER, this::handlers),
                Route.get("/handlers/{name}", Role.VIEWER, this::handler));
    }

    private Answer endpoints(Call call) {
        call.noParameters();
        List<Pause> pauses = reader.pauses();
        return Answer.json(Views.list(endpoints, endpoint -> view(endpoint, pauses)));
    }

    private Answer endpoint(Call call) {
        call.noParameters();
        String name = call.name();
        return Answer.json(endpoints.stream()
                .filter(endpoint -> endpoint.name().equals(name))
                .findFirst()
                .map(endpoint -> view(endpoint, reader.pauses()))
                .orElseThrow(() -> Problem.notFound("no endpoint of the configuration has the name in the path")
                        .thrown()));
    }

    private Answer handlers(Call call) {
        call.noParameters();
        List<Pause> pauses = reader.pauses();
        return Answer.json(Views.list(handlers, handler -> view(handler, pauses)));
    }

    private Answer handler(Call call) {
        call.noParameters();
        String name = call.name();
        return Answer.json(handlers.stream()
                .filter(handler -> handler.name().equals(name))
                .findFirst()
                .map(handler -> view(handler, reader.pauses()))
                .orElseThrow(() -> Problem.notFound("no handler of the configuration has the name in the path")
                        .thrown()));
    }

    private Json view(Endpoint endpoint, List<Pause> pauses) {
        Recipe recipe = endpoint.recipe();
        Json json = new Json()
                .put("name", endpoint.name())
                .put("path", endpoint.path())
                .put("methods", List.copyOf(endpoint.methods()))
                .put("recipe", recipe.id())
                .put("verifies", recipe.verifies())
                .put("tier", Words.of(recipe.tier()))
                .put("enabled", endpoint.enabled())
                .put("paused", paused(pauses, Pause.Kind.ENDPOINT, endpoint.name()))
                .put("max_body_bytes", endpoint.maxBodyBytes());
        recipe.tolerance().ifPresent(tolerance -> json.put("tolerance_ms", tolerance.toMillis()));
        return json.put("dedupe_by", recipe.dedupesBy())
                .put("learns_secret", recipe.learnsSecret())
                .put("warnings", recipe.warnings())
                .time("last_received_at", newest(endpoint.name()));
    }

    private static Optional<Json> paused(List<Pause> pauses, Pause.Kind kind, String name) {
        return pauses.stream()
                .filter(pause -> pause.kind() == kind && pause.name().equals(name))
                .findFirst()
                .map(OperationViews::pause);
    }

    private Optional<Long> newest(String endpoint) {
        return reader.deliveries(DeliveryQuery.all().endpoint(endpoint).limit(1)).items().stream()
                .findFirst()
                .map(DeliverySummary::receivedAt);
    }

    private static Json view(HandlerInfo handler, List<Pause> pauses) {
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
}
