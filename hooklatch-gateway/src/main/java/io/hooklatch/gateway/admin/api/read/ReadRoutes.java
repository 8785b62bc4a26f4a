package io.hooklatch.gateway.admin.api.read;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Fields;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.ProblemException;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.render.InboxJson;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.OperationReader;
import java.util.List;
import java.util.Map;

/** Deliveries, events, dispatches and attempts. */
public final class ReadRoutes {
    private final OperationReader reader;

    /** Of this inbox. */
    public ReadRoutes(OperationReader reader) {
        this.reader = reader;
    }

    /** What can be asked here. */
    public List<Route> routes() {
        return List.of(
                Route.get("/deliveries", Role.VIEWER, this::deliveries),
                Route.get("/deliveries/{id}", Role.VIEWER, this::delivery),
                Route.get("/deliveries/{id}/body", Role.OPERATOR, this::deliveryBody),
                Route.get("/events", Role.VIEWER, this::events),
                Route.get("/events/{id}", Role.VIEWER, this::event),
                Route.get("/events/{id}/body", Role.OPERATOR, this::eventBody),
                Route.get("/dispatches", Role.VIEWER, this::dispatches),
                Route.get("/dispatches/{id}", Role.VIEWER, this::dispatch),
                Route.get("/attempts", Role.VIEWER, this::attempts));
    }

    private Answer deliveries(Call call) {
        Fields fields = call.query();
        DeliveryQuery query = Filters.deliveries(fields).after(fields.after()).limit(fields.limit());
        fields.end();
        return Answer.json(InboxJson.page(reader.deliveries(query), row -> InboxJson.delivery(row, call.role())));
    }

    private Answer delivery(Call call) {
        call.noParameters();
        Delivery found = found(call);
        return Answer.json(
                InboxJson.delivery(found, reader.elements(found.id()), reader.promotion(found.id()), call.role()));
    }

    private Answer deliveryBody(Call call) {
        call.noParameters();
        Delivery found = found(call);
        return bytes(found.id().toString(), found.request().body(), found.truncated());
    }

    private Delivery found(Call call) {
        DeliveryId id = call.id(DeliveryId::parse);
        return reader.delivery(id).orElseThrow(() -> missing("delivery", id));
    }

    private Answer events(Call call) {
        Fields fields = call.query();
        EventQuery query = Filters.events(fields).after(fields.after()).limit(fields.limit());
        fields.end();
        return Answer.json(InboxJson.page(reader.events(query), InboxJson::event));
    }

    private Answer event(Call call) {
        call.noParameters();
        EventSummary found = foundEvent(call);
        List<Dispatch> dispatches = reader.dispatches(
                        DispatchQuery.all().eventId(found.id()).limit(DispatchQuery.MAX_LIMIT))
                .items();
        return Answer.json(InboxJson.event(found, dispatches));
    }

    private Answer eventBody(Call call) {
        call.noParameters();
        EventSummary found = foundEvent(call);
        Delivery delivery =
                reader.delivery(found.deliveryId()).orElseThrow(() -> missing("delivery", found.deliveryId()));
        byte[] body = delivery.request().body();
        byte[] own = found.element().map(element -> element.of(body)).orElse(body);
        return bytes(found.id().toString(), own, delivery.truncated());
    }

    private EventSummary foundEvent(Call call) {
        EventId id = call.id(EventId::parse);
        return reader.event(id).orElseThrow(() -> missing("event", id));
    }

    private Answer dispatches(Call call) {
        Fields fields = call.query();
        DispatchQuery query = Filters.dispatches(fields).after(fields.after()).limit(fields.limit());
        fields.end();
        return Answer.json(InboxJson.page(reader.dispatches(query), InboxJson::dispatch));
    }

    private Answer dispatch(Call call) {
        call.noParameters();
        DispatchId id = call.id(DispatchId::parse);
        return Answer.json(InboxJson.dispatch(reader.dispatch(id).orElseThrow(() -> missing("dispatch", id))));
    }

    private Answer attempts(Call call) {
        Fields fields = call.query();
        AttemptQuery query = Filters.attempts(fields).after(fields.after()).limit(fields.limit());
        fields.end();
        return Answer.json(InboxJson.page(reader.attempts(query), InboxJson::attempt));
    }

    /** Bytes of a stranger: never shown by a browser, whatever they are. */
    private static Answer bytes(String name, byte[] body, boolean truncated) {
        return new Answer.Content(
                200,
                "application/octet-stream",
                body,
                Map.of(
                        "Content-Disposition",
                        "attachment; filename=\"" + name + ".bin\"",
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'",
                        "Hooklatch-Truncated",
                        Boolean.toString(truncated)));
    }

    private static ProblemException missing(String what, Object id) {
        return Problem.notFound("there is no " + what + " " + id + "; it may have been removed")
                .thrown();
    }
}
