package io.hooklatch.gateway.admin.api.read;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.render.HandlerInfo;
import io.hooklatch.gateway.render.InboxJson;
import io.hooklatch.gateway.render.Json;
import io.hooklatch.gateway.render.SetupJson;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Pause;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.OperationReader;
import java.util.List;
import java.util.Optional;

/** Endpoints and handlers. */
public final class SetupRoutes {
    private final List<Endpoint> endpoints;
    private final List<HandlerInfo> handlers;
    private final OperationReader reader;

    /** Of this inbox. */
    public SetupRoutes(List<Endpoint> endpoints, List<HandlerInfo> handlers, OperationReader reader) {
        this.endpoints = endpoints;
        this.handlers = handlers;
        this.reader = reader;
    }

    /** What can be asked here. */
    public List<Route> routes() {
        return List.of(
                Route.get("/endpoints", Role.VIEWER, this::endpoints),
                Route.get("/endpoints/{name}", Role.VIEWER, this::endpoint),
                Route.get("/handlers", Role.VIEWER, this::handlers),
                Route.get("/handlers/{name}", Role.VIEWER, this::handler));
    }

    private Answer endpoints(Call call) {
        call.noParameters();
        List<Pause> pauses = reader.pauses();
        return Answer.json(InboxJson.list(endpoints, endpoint -> view(endpoint, pauses)));
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
        return Answer.json(InboxJson.list(handlers, handler -> SetupJson.handler(handler, pauses)));
    }

    private Answer handler(Call call) {
        call.noParameters();
        String name = call.name();
        return Answer.json(handlers.stream()
                .filter(handler -> handler.name().equals(name))
                .findFirst()
                .map(handler -> SetupJson.handler(handler, reader.pauses()))
                .orElseThrow(() -> Problem.notFound("no handler of the configuration has the name in the path")
                        .thrown()));
    }

    private Json view(Endpoint endpoint, List<Pause> pauses) {
        return SetupJson.endpoint(endpoint, pauses, newest(endpoint.name()));
    }

    private Optional<Long> newest(String endpoint) {
        return reader.deliveries(DeliveryQuery.all().endpoint(endpoint).limit(1)).items().stream()
                .findFirst()
                .map(DeliverySummary::receivedAt);
    }
}
