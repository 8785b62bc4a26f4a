package io.hooklatch.gateway.render;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Element;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Header;
import io.hooklatch.message.Promotion;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What came in and where it goes, as {@code schemas.yaml} describes it. */
public final class InboxJson {
    private InboxJson() {}

    /** One page of a list. */
    public static <T> Json page(Page<T> page, Function<T, Json> view) {
        return list(page.items(), view).put("next", page.next());
    }

    /** A list that is whole. */
    public static <T> Json list(List<T> items, Function<T, Json> view) {
        return new Json().put("items", items.stream().map(view).toList());
    }

    /** A delivery in a list, as this role sees it. */
    public static Json delivery(DeliverySummary row, Role role) {
        Json json = new Json()
                .put("id", row.id().toString())
                .put("endpoint", row.endpoint())
                .put("kind", Words.of(row.kind()))
                .time("received_at", row.receivedAt())
                .put("method", row.method())
                .put("target", Masking.target(row.target(), role))
                .put("remote_address", row.remoteAddress());
        if (row.bodyLength() >= 0) {
            json.put("body_length", row.bodyLength());
        }
        return json.put("verdict", verdict(row.verdict()))
                .put("provider_delivery_id", row.names().deliveryId())
                .put("provider_event_id", row.names().eventId())
                .put("event_type", row.names().eventType())
                .put("dedupe_key", key(row.key()))
                .put("event_id", row.eventId())
                .put("duplicate", row.duplicate())
                .put("divergent", row.divergent())
                .put("batch", row.batch());
    }

    /** A delivery by itself, without its body. */
    public static Json delivery(
            Delivery delivery, List<ElementSummary> elements, Optional<Promotion> promotion, Role role) {
        Json json = delivery(delivery.summary(), role)
                .put(
                        "headers",
                        delivery.request().headers().list().stream()
                                .map(line -> header(line, role))
                                .toList())
                .put("truncated", delivery.truncated())
                .put("kept_length", delivery.request().body().length)
                .put("diagnosis", delivery.diagnosis().map(InboxJson::diagnosis))
                .put("promotion", promotion.map(OperationJson::promotion));
        return delivery.summary().batch()
                ? json.put("elements", elements.stream().map(InboxJson::element).toList())
                : json;
    }

    private static Json header(Header line, Role role) {
        return new Json()
                .put("name", line.name())
                .put("value", Masking.value(line, role))
                .put("masked", Masking.masks(line, role));
    }

    static Json verdict(Verdict verdict) {
        return new Json()
                .put("kind", Words.of(verdict.kind()))
                .put("reason", verdict.reason().map(Words::of))
                .put("key_id", verdict.keyId())
                .put("recipe", verdict.recipe())
                .putText("detail", verdict.detail());
    }

    private static Json diagnosis(Diagnosis found) {
        return new Json()
                .put("cause", found.cause().text())
                .put("confidence", found.confidence().text())
                .put("evidence", found.evidence())
                .put("fix", found.fix());
    }

    private static Optional<Json> key(Optional<DedupeKey> key) {
        return key.map(known -> new Json().put("value", known.value()).put("source", known.source()));
    }

    private static Json element(ElementSummary row) {
        return new Json()
                .put("place", place(row.element()))
                .put("event_id", row.eventId().toString())
                .put("event_type", row.type())
                .put("provider_event_id", row.providerEventId())
                .put("dedupe_key", key(row.key()))
                .put("duplicate", row.duplicate())
                .put("divergent", row.divergent());
    }

    private static Json place(Element element) {
        return new Json()
                .put("index", element.index())
                .put("from", element.from())
                .put("length", element.length())
                .put("coding", element.coding() == Element.Coding.FORM ? Optional.of("form") : Optional.empty());
    }

    /** An event in a list. */
    public static Json event(EventSummary row) {
        return new Json()
                .put("id", row.id().toString())
                .put("endpoint", row.endpoint())
                .time("created_at", row.createdAt())
                .put("event_type", row.type())
                .put("provider_event_id", row.providerEventId())
                .put("dedupe_key", key(row.key()))
                .put("delivery_id", row.deliveryId().toString())
                .put("place", row.element().map(InboxJson::place))
                .put("state", Words.of(row.state()));
    }

    /** An event by itself. */
    public static Json event(EventSummary row, List<Dispatch> dispatches) {
        return event(row)
                .put("dispatches", dispatches.stream().map(InboxJson::dispatch).toList());
    }

    /** A dispatch. */
    public static Json dispatch(Dispatch row) {
        return new Json()
                .put("id", row.id().toString())
                .put("event_id", row.eventId().toString())
                .put("endpoint", row.endpoint())
                .put("handler", row.handler())
                .put("state", Words.of(row.state()))
                .put("attempts", row.attempts())
                .put("losses", row.losses())
                .time("due_at", row.dueAt())
                .putText("last_error", row.lastError())
                .put("delivery_id", row.carries())
                .put("held_by", row.heldBy());
    }

    /** An attempt. */
    public static Json attempt(Attempt row) {
        return new Json()
                .put("id", row.id().toString())
                .put("dispatch_id", row.dispatchId().toString())
                .put("number", row.number())
                .time("started_at", row.startedAt())
                .put("duration_ms", row.durationMillis())
                .put("outcome", Words.of(row.outcome()))
                .putText("error", row.error());
    }

    /** How many dispatches stand in each state but handled. */
    public static Json open(Map<DispatchState, Long> open) {
        Json json = new Json();
        for (DispatchState state : DispatchState.values()) {
            if (state != DispatchState.HANDLED) {
                json.put(Words.of(state), open.getOrDefault(state, 0L));
            }
        }
        return json;
    }
}
