package io.hooklatch.operate;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Selections as text, for the record and to go on after a crash: {@code events?endpoint=stripe&state=DEAD}. */
final class SelectionText {
    /** The parameter with the one handler that a replay goes to. */
    static final String TO = "to";

    private SelectionText() {}

    static String of(Selection selection, Optional<String> to) {
        Parameters text;
        if (selection instanceof Selection.Deliveries deliveries) {
            DeliveryQuery query = deliveries.query();
            text = new Parameters("deliveries")
                    .put("endpoint", query.endpoint())
                    .put("verdict", query.verdict())
                    .put("reason", query.reason())
                    .put("type", query.type())
                    .put("provider_delivery_id", query.providerDeliveryId())
                    .put("provider_event_id", query.providerEventId())
                    .put("event", query.eventId())
                    .put(query.received());
        } else if (selection instanceof Selection.Events events) {
            EventQuery query = events.query();
            text = new Parameters("events")
                    .put("endpoint", query.endpoint())
                    .put("state", query.state())
                    .put("type", query.type())
                    .put("provider_event_id", query.providerEventId())
                    .put(query.created());
        } else if (selection instanceof Selection.Dispatches dispatches) {
            DispatchQuery query = dispatches.query();
            text = new Parameters("dispatches")
                    .put("endpoint", query.endpoint())
                    .put("handler", query.handler())
                    .put("state", query.state())
                    .put("event", query.eventId())
                    .put("error", query.error())
                    .put(query.made());
        } else if (selection instanceof Selection.DeliveryIds chosen) {
            text = new Parameters("deliveries").put("id", chosen.ids());
        } else if (selection instanceof Selection.EventIds chosen) {
            text = new Parameters("events").put("id", chosen.ids());
        } else if (selection instanceof Selection.DispatchIds chosen) {
            text = new Parameters("dispatches").put("id", chosen.ids());
        } else {
            Selection.Named named = (Selection.Named) selection;
            text = new Parameters(named.kind() == Pause.Kind.ENDPOINT ? "endpoint" : "handler")
                    .put("name", Optional.of(named.name()));
        }
        return text.put(TO, to).toString();
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @throws IllegalArgumentException when it is no such text
     */
    static Selection parse(Parameters text) {
        List<String> ids = text.all("id");
        return switch (text.kind()) {
            case "deliveries" ->
                ids.isEmpty()
                        ? new Selection.Deliveries(deliveries(text))
                        : new Selection.DeliveryIds(
                                ids.stream().map(DeliveryId::parse).toList());
            case "events" ->
                ids.isEmpty()
                        ? new Selection.Events(events(text))
                        : new Selection.EventIds(
                                ids.stream().map(EventId::parse).toList());
            case "dispatches" ->
                ids.isEmpty()
                        ? new Selection.Dispatches(dispatches(text))
                        : new Selection.DispatchIds(
                                ids.stream().map(DispatchId::parse).toList());
            case "endpoint" -> new Selection.Named(Pause.Kind.ENDPOINT, name(text));
            case "handler" -> new Selection.Named(Pause.Kind.HANDLER, name(text));
            default -> throw new IllegalArgumentException("selection \"" + text + "\": nothing is named so");
        };
    }

    private static String name(Parameters text) {
        return text.find("name")
                .orElseThrow(() -> new IllegalArgumentException("selection \"" + text + "\" has no name"));
    }

    private static DeliveryQuery deliveries(Parameters text) {
        DeliveryQuery all = DeliveryQuery.all();
        return new DeliveryQuery(
                text.find("endpoint"),
                value(text, "verdict", Verdict.Kind::valueOf),
                value(text, "reason", Reason::valueOf),
                text.find("type"),
                text.find("provider_delivery_id"),
                text.find("provider_event_id"),
                value(text, "event", EventId::parse),
                text.times(),
                all.after(),
                all.limit());
    }

    private static EventQuery events(Parameters text) {
        EventQuery all = EventQuery.all();
        return new EventQuery(
                text.find("endpoint"),
                value(text, "state", DispatchState::valueOf),
                text.find("type"),
                text.find("provider_event_id"),
                text.times(),
                all.after(),
                all.limit());
    }

    private static DispatchQuery dispatches(Parameters text) {
        TimeRange made = text.times();
        DispatchQuery all = DispatchQuery.all();
        return new DispatchQuery(
                text.find("endpoint"),
                text.find("handler"),
                value(text, "state", DispatchState::valueOf),
                value(text, "event", EventId::parse),
                text.find("error"),
                made,
                all.after(),
                all.limit());
    }

    private static <T> Optional<T> value(Parameters text, String name, Function<String, T> read) {
        return text.find(name).map(read);
    }
}
