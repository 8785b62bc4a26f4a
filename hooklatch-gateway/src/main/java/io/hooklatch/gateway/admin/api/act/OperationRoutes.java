package io.hooklatch.gateway.admin.api.act;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Fields;
import io.hooklatch.gateway.admin.api.call.JsonBody;
import io.hooklatch.gateway.admin.api.call.Places;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.api.read.Filters;
import io.hooklatch.gateway.render.InboxJson;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.gateway.render.Words;
import io.hooklatch.message.Action;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Pause;
import io.hooklatch.operate.Operations;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Selection;
import io.hooklatch.operate.TooManyOperationsException;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.OperationQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What operators do, and what they did. */
public final class OperationRoutes {
    private static final int FASTEST = 100_000;

    private final Operations operations;
    private final Places previews =
            new Places("Too many previews", "a preview runs already: try again when it has ended");
    private final Places counts =
            new Places("Too many orders", "what other orders select is being counted: try again when that has ended");

    /** Of this inbox. */
    public OperationRoutes(Operations operations) {
        this.operations = operations;
    }

    /** What can be asked here. */
    public List<Route> routes() {
        return List.of(
                Route.get("/operations", Role.VIEWER, this::list),
                Route.post("/operations", Role.OPERATOR, this::start),
                Route.post("/operations/preview", Role.VIEWER, this::preview),
                Route.get("/operations/{id}", Role.VIEWER, this::one),
                Route.get("/operations/{id}/items", Role.VIEWER, this::items),
                Route.urgent("/operations/{id}/cancel", Role.OPERATOR, this::cancel),
                Route.urgent("/endpoints/{name}/pause", Role.OPERATOR, call -> pause(Pause.Kind.ENDPOINT, call)),
                Route.urgent("/endpoints/{name}/resume", Role.OPERATOR, call -> resume(Pause.Kind.ENDPOINT, call)),
                Route.urgent("/handlers/{name}/pause", Role.OPERATOR, call -> pause(Pause.Kind.HANDLER, call)),
                Route.urgent("/handlers/{name}/resume", Role.OPERATOR, call -> resume(Pause.Kind.HANDLER, call)));
    }

    private Answer list(Call call) {
        Fields fields = call.query();
        OperationQuery query = OperationQuery.all();
        query = Filters.with(query, fields.word("action", Action.class), OperationQuery::action);
        query = Filters.with(query, fields.word("state", OperationState.class), OperationQuery::state);
        query = Filters.with(query, fields.text("actor"), OperationQuery::actor);
        query = query.started(fields.range()).after(fields.after()).limit(fields.limit());
        fields.end();
        return Answer.json(InboxJson.page(operations.list(query), OperationJson::operation));
    }

    private Answer one(Call call) {
        call.noParameters();
        return Answer.json(OperationJson.operation(found(call)));
    }

    private Answer items(Call call) {
        Fields fields = call.query();
        OperationId id = found(call).id();
        Cursor after = fields.after();
        int limit = fields.limit();
        fields.end();
        return Answer.json(InboxJson.page(operations.reader().items(id, after, limit), OperationJson::item));
    }

    private Operation found(Call call) {
        OperationId id = call.id(OperationId::parse);
        return operations
                .reader()
                .operation(id)
                .orElseThrow(
                        () -> Problem.notFound("there is no operation " + id).thrown());
    }

    private Answer preview(Call call) {
        call.noParameters();
        JsonBody body = JsonBody.of(call.body());
        Action action = action(body);
        Selection selection = Selections.of(body.nested("selection"));
        Optional<String> handler = body.text("handler");
        body.end();
        if (action == Action.REVERIFY && !call.role().covers(Role.OPERATOR)) {
            throw Problem.role(call.caller(), Role.OPERATOR).thrown();
        }
        return Answer.json(OperationJson.preview(
                action,
                counted(
                        previews,
                        selection,
                        call,
                        () -> operations.preview(action, selection, handler, call.wanted()))));
    }

    /** Goes through what is selected, which takes a place where that may be anything. */
    private static <T> T counted(Places places, Selection selection, Call call, Supplier<T> work) {
        boolean anything = selection instanceof Selection.Deliveries
                || selection instanceof Selection.Events
                || selection instanceof Selection.Dispatches;
        return anything ? places.hold(call.role(), () -> sensible(work)) : sensible(work);
    }

    private Answer start(Call call) {
        call.noParameters();
        JsonBody body = JsonBody.of(call.body());
        Action action = action(body);
        Selection selection = Selections.of(body.nested("selection"));
        Optional<String> handler = body.text("handler");
        String reason = body.reason();
        int rate = body.number("rate_per_second", 1, FASTEST).orElse(0);
        body.end();
        Operation begun = counted(
                counts,
                selection,
                call,
                () -> operations.start(
                        new Order(action, selection, call.actor(), reason, rate, handler), call.wanted()));
        return Answer.json(202, OperationJson.operation(begun));
    }

    private Answer cancel(Call call) {
        String reason = call.because();
        OperationId id = found(call).id();
        if (!operations.cancel(id, call.actor(), reason)) {
            throw Problem.conflict("operation " + id + " has ended already").thrown();
        }
        return Answer.json(OperationJson.operation(found(call)));
    }

    private Answer pause(Pause.Kind kind, Call call) {
        String reason = call.because();
        return Answer.json(
                OperationJson.operation(named(() -> operations.pause(kind, call.name(), call.actor(), reason))));
    }

    private Answer resume(Pause.Kind kind, Call call) {
        String reason = call.because();
        return Answer.json(
                OperationJson.operation(named(() -> operations.resume(kind, call.name(), call.actor(), reason))));
    }

    private static Action action(JsonBody body) {
        String word = body.required("action", "one of replay, replay_delivery, requeue, ignore and reverify");
        try {
            return Words.of(Action.class, word);
        } catch (IllegalArgumentException e) {
            throw body.wrong("action", "\"" + word + "\" " + e.getMessage());
        }
    }

    /** What the inbox says to an order that makes no sense is for the caller. */
    private static <T> T sensible(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "order", "The order makes no sense", String.valueOf(e.getMessage()))
                    .thrown();
        } catch (TooManyOperationsException e) {
            throw Problem.of(429, "too-many", "Too many operations", String.valueOf(e.getMessage()))
                    .thrown();
        }
    }

    private static <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(String.valueOf(e.getMessage())).thrown();
        }
    }
}
