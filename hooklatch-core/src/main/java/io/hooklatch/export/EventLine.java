package io.hooklatch.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.EventSummary;
import java.io.IOException;
import java.util.List;

/** One event as a line. */
final class EventLine {
    private final JsonGenerator json;
    private final Lines lines;

    EventLine(JsonGenerator json) {
        this.json = json;
        this.lines = new Lines(json);
    }

    void write(EventSummary event, List<Dispatch> dispatches) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", event.id().toString());
        json.writeStringField("endpoint", event.endpoint());
        lines.time("created_at", event.createdAt());
        lines.word("state", event.state());
        lines.text("event_type", event.type());
        lines.text("provider_event_id", event.providerEventId());
        lines.key(event.key());
        json.writeStringField("delivery_id", event.deliveryId().toString());
        if (event.element().isPresent()) {
            json.writeObjectFieldStart("element");
            lines.element(event.element().get());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("dispatches");
        for (Dispatch dispatch : dispatches) {
            dispatch(dispatch);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void dispatch(Dispatch dispatch) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", dispatch.id().toString());
        lines.text("handler", dispatch.handler());
        lines.word("state", dispatch.state());
        json.writeNumberField("attempts", dispatch.attempts());
        json.writeNumberField("losses", dispatch.losses());
        if (dispatch.dueAt().isPresent()) {
            lines.time("due_at", dispatch.dueAt().get());
        }
        lines.text("last_error", dispatch.lastError());
        json.writeEndObject();
    }
}
