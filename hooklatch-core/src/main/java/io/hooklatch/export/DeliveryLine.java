package io.hooklatch.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.Header;
import io.hooklatch.message.Verdict;
import java.io.IOException;
import java.util.List;

/** One delivery as a line. */
final class DeliveryLine {
    private final JsonGenerator json;
    private final Lines lines;
    private final Disclosure shown;

    DeliveryLine(JsonGenerator json, Disclosure shown) {
        this.json = json;
        this.shown = shown;
        this.lines = new Lines(json);
    }

    void write(Delivery delivery, List<ElementSummary> elements) throws IOException {
        DeliverySummary summary = delivery.summary();
        json.writeStartObject();
        json.writeStringField("id", summary.id().toString());
        json.writeStringField("endpoint", summary.endpoint());
        lines.word("kind", summary.kind());
        lines.time("received_at", summary.receivedAt());
        json.writeStringField("method", summary.method());
        json.writeStringField("target", shown.target(summary.target()));
        lines.text("remote_address", summary.remoteAddress());
        verdict(summary.verdict());
        lines.text("provider_delivery_id", summary.names().deliveryId());
        lines.text("provider_event_id", summary.names().eventId());
        lines.text("event_type", summary.names().eventType());
        lines.key(summary.key());
        lines.text("event_id", summary.eventId().map(Object::toString));
        json.writeBooleanField("duplicate", summary.duplicate());
        json.writeBooleanField("divergent", summary.divergent());
        json.writeBooleanField("batch", summary.batch());
        if (!elements.isEmpty()) {
            elements(elements);
        }
        if (delivery.diagnosis().isPresent()) {
            diagnosis(delivery.diagnosis().get());
        }
        headers(delivery);
        json.writeNumberField("body_length", summary.bodyLength());
        json.writeBooleanField("truncated", delivery.truncated());
        if (shown.bodies()) {
            lines.body(delivery.request().body());
        }
        json.writeEndObject();
    }

    private void verdict(Verdict verdict) throws IOException {
        lines.word("verdict", verdict.kind());
        if (verdict.reason().isPresent()) {
            lines.word("reason", verdict.reason().get());
        }
        lines.text("secret", verdict.keyId());
        json.writeStringField("recipe", verdict.recipe());
        lines.text("detail", verdict.detail());
    }

    private void elements(List<ElementSummary> elements) throws IOException {
        json.writeArrayFieldStart("elements");
        for (ElementSummary element : elements) {
            json.writeStartObject();
            lines.element(element.element());
            json.writeStringField("event_id", element.eventId().toString());
            lines.text("event_type", element.type());
            lines.text("provider_event_id", element.providerEventId());
            lines.key(element.key());
            json.writeBooleanField("duplicate", element.duplicate());
            json.writeBooleanField("divergent", element.divergent());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void diagnosis(Diagnosis diagnosis) throws IOException {
        json.writeObjectFieldStart("diagnosis");
        lines.word("cause", diagnosis.cause());
        lines.word("confidence", diagnosis.confidence());
        json.writeStringField("evidence", diagnosis.evidence());
        json.writeStringField("fix", diagnosis.fix());
        json.writeEndObject();
    }

    /** As pairs: names repeat, and their order counts. */
    private void headers(Delivery delivery) throws IOException {
        json.writeArrayFieldStart("headers");
        for (Header header : delivery.request().headers()) {
            json.writeStartArray();
            json.writeString(header.name());
            json.writeString(shown.value(header));
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
