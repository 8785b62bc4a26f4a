package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.data.DocBuilder;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.Element;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Header;
import io.hooklatch.message.Promotion;
import io.hooklatch.message.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows of a store as the objects of the admin API. */
final class Rows {
    private Rows() {}

    static Doc of(DeliverySummary delivery) {
        return summary(delivery).build();
    }

    static Doc of(Delivery delivery, List<ElementSummary> elements, Optional<Promotion> promotion) {
        DocBuilder all = summary(delivery.summary());
        List<Doc> headers = new ArrayList<>();
        for (Header line : delivery.request().headers()) {
            headers.add(new DocBuilder()
                    .put("name", line.name())
                    .put("value", line.value())
                    .put("masked", line.masked())
                    .build());
        }
        all.put("headers", headers)
                .put("truncated", delivery.truncated())
                .put("kept_length", delivery.request().body().length)
                .put("diagnosis", delivery.diagnosis().map(Rows::of))
                .put("promotion", promotion.map(Rows::of));
        return (delivery.summary().batch()
                        ? all.put("elements", elements.stream().map(Rows::of).toList())
                        : all)
                .build();
    }

    static Doc of(EventSummary event) {
        return event(event).build();
    }

    static Doc of(EventSummary event, List<Dispatch> dispatches) {
        return event(event)
                .put("dispatches", dispatches.stream().map(Rows::of).toList())
                .build();
    }

    static Doc of(Dispatch dispatch) {
        return new DocBuilder()
                .put("id", dispatch.id().toString())
                .put("event_id", dispatch.eventId().toString())
                .put("endpoint", dispatch.endpoint())
                .put("handler", dispatch.handler())
                .put("state", lower(dispatch.state()))
                .put("attempts", dispatch.attempts())
                .put("losses", dispatch.losses())
                .put("due_at", dispatch.dueAt().map(DocBuilder::time))
                .put("last_error", given(dispatch.lastError()))
                .put("delivery_id", dispatch.carries())
                .put("held_by", dispatch.heldBy())
                .build();
    }

    static Doc of(Attempt attempt) {
        return new DocBuilder()
                .put("id", attempt.id().toString())
                .put("dispatch_id", attempt.dispatchId().toString())
                .put("number", attempt.number())
                .time("started_at", attempt.startedAt())
                .put("duration_ms", attempt.durationMillis())
                .put("outcome", lower(attempt.outcome()))
                .put("error", given(attempt.error()))
                .build();
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static DocBuilder summary(DeliverySummary delivery) {
        return new DocBuilder()
                .put("id", delivery.id().toString())
                .put("endpoint", delivery.endpoint())
                .put("kind", lower(delivery.kind()))
                .time("received_at", delivery.receivedAt())
                .put("method", delivery.method())
                .put("target", delivery.target())
                .put("remote_address", delivery.remoteAddress())
                .put("body_length", Optional.of(delivery.bodyLength()).filter(length -> length >= 0))
                .put("verdict", of(delivery.verdict()))
                .put("provider_delivery_id", delivery.names().deliveryId())
                .put("provider_event_id", delivery.names().eventId())
                .put("event_type", delivery.names().eventType())
                .put("dedupe_key", delivery.key().map(Rows::of))
                .put("event_id", delivery.eventId())
                .put("duplicate", delivery.duplicate())
                .put("divergent", delivery.divergent())
                .put("batch", delivery.batch());
    }

    private static Doc of(Verdict verdict) {
        return new DocBuilder()
                .put("kind", lower(verdict.kind()))
                .put("reason", verdict.reason().map(Rows::lower))
                .put("key_id", verdict.keyId())
                .put("recipe", verdict.recipe())
                .put("detail", given(verdict.detail()))
                .build();
    }

    private static Doc of(DedupeKey key) {
        return new DocBuilder()
                .put("value", key.value())
                .put("source", key.source())
                .build();
    }

    private static Doc of(Diagnosis diagnosis) {
        return new DocBuilder()
                .put("cause", diagnosis.cause().text())
                .put("confidence", diagnosis.confidence().text())
                .put("evidence", diagnosis.evidence())
                .put("fix", diagnosis.fix())
                .build();
    }

    private static Doc of(Promotion promotion) {
        return new DocBuilder()
                .put("operation_id", promotion.operationId().toString())
                .time("promoted_at", promotion.promotedAt())
                .put("verdict", of(promotion.verdict()))
                .put("event_ids", (Object) promotion.events().stream()
                        .map(event -> event.id().toString())
                        .toList())
                .build();
    }

    private static Doc of(Element place) {
        return new DocBuilder()
                .put("index", place.index())
                .put("from", place.from())
                .put("length", place.length())
                .put("coding", place.coding() == Element.Coding.FORM ? Optional.of("form") : Optional.empty())
                .build();
    }

    private static Doc of(ElementSummary element) {
        return new DocBuilder()
                .put("place", of(element.element()))
                .put("event_id", element.eventId().toString())
                .put("event_type", element.type())
                .put("provider_event_id", element.providerEventId())
                .put("dedupe_key", element.key().map(Rows::of))
                .put("duplicate", element.duplicate())
                .put("divergent", element.divergent())
                .build();
    }

    private static DocBuilder event(EventSummary event) {
        return new DocBuilder()
                .put("id", event.id().toString())
                .put("endpoint", event.endpoint())
                .time("created_at", event.createdAt())
                .put("event_type", event.type())
                .put("provider_event_id", event.providerEventId())
                .put("dedupe_key", event.key().map(Rows::of))
                .put("delivery_id", event.deliveryId().toString())
                .put("place", event.element().map(Rows::of))
                .put("state", lower(event.state()));
    }

    /** A text where there is one. */
    static Optional<String> given(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }
}
