package io.hooklatch.gateway.admin.api.act;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.api.call.Stage;
import io.hooklatch.gateway.render.InboxJson;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.gateway.render.SetupJson;
import io.hooklatch.gateway.store.LearntSecret;
import io.hooklatch.message.Action;
import io.hooklatch.message.Operation;
import io.hooklatch.store.OperationQuery;
import java.util.List;

/** What endpoints learnt from handshakes; never a secret itself. */
public final class SecretRoutes {
    private final Hooklatch inbox;

    /** Of this inbox. */
    public SecretRoutes(Hooklatch inbox) {
        this.inbox = inbox;
    }

    /** What can be asked here. */
    public List<Route> routes() {
        return List.of(
                Route.get("/secrets", Role.VIEWER, this::list),
                Route.post("/secrets/{name}/forget", Role.ADMIN, this::forget));
    }

    private Answer list(Call call) {
        call.noParameters();
        return Answer.json(InboxJson.list(
                inbox.endpoints().stream()
                        .flatMap(endpoint -> LearntSecret.of(inbox.reader(), endpoint.name()).stream())
                        .toList(),
                SetupJson::secret));
    }

    private Answer forget(Call call) {
        String reason = call.because();
        String name = call.name();
        try {
            Stage.done(inbox.forgetSecret(name, call.actor(), reason));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("no endpoint of the configuration has the name in the path")
                    .thrown();
        }
        Operation newest = inbox
                .operations()
                .list(OperationQuery.all()
                        .action(Action.FORGET_SECRET)
                        .actor(call.actor().name()))
                .items()
                .stream()
                .filter(operation -> operation.selection().equals("endpoint " + name))
                .findFirst()
                .orElseThrow();
        return Answer.json(OperationJson.operation(newest));
    }
}
