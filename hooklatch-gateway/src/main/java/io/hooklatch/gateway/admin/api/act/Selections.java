package io.hooklatch.gateway.admin.api.act;

import io.hooklatch.gateway.admin.api.call.Fields;
import io.hooklatch.gateway.admin.api.call.JsonBody;
import io.hooklatch.gateway.admin.api.read.Filters;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.operate.Selection;
import java.util.List;
import java.util.function.Function;

/** Selections as they are sent. */
final class Selections {
    private Selections() {}

    static Selection of(JsonBody body) {
        if (body.names().size() != 1) {
            throw body.wrong("", "has to have exactly one of deliveries, events, dispatches and ids");
        }
        Selection selection = one(body);
        body.end();
        return selection;
    }

    private static Selection one(JsonBody body) {
        if (body.has("deliveries")) {
            Fields fields = body.fields("deliveries");
            Selection selection = new Selection.Deliveries(Filters.deliveries(fields));
            fields.end();
            return selection;
        }
        if (body.has("events")) {
            Fields fields = body.fields("events");
            Selection selection = new Selection.Events(Filters.events(fields));
            fields.end();
            return selection;
        }
        if (body.has("dispatches")) {
            Fields fields = body.fields("dispatches");
            Selection selection = new Selection.Dispatches(Filters.dispatches(fields));
            fields.end();
            return selection;
        }
        return ids(body, body.texts("ids"));
    }

    private static Selection ids(JsonBody body, List<String> ids) {
        if (ids.isEmpty() || ids.size() > Selection.MOST_IDS) {
            throw body.wrong("ids", "has to name 1 to " + Selection.MOST_IDS + " of them: select more by conditions");
        }
        String first = ids.get(0);
        if (first.startsWith("dlv_")) {
            return new Selection.DeliveryIds(parsed(body, ids, DeliveryId::parse));
        }
        if (first.startsWith("evt_")) {
            return new Selection.EventIds(parsed(body, ids, EventId::parse));
        }
        return new Selection.DispatchIds(parsed(body, ids, DispatchId::parse));
    }

    private static <T> List<T> parsed(JsonBody body, List<String> ids, Function<String, T> parse) {
        try {
            return ids.stream().map(parse).toList();
        } catch (IllegalArgumentException e) {
            throw body.wrong("ids", "has to hold ids of one kind: " + e.getMessage());
        }
    }
}
