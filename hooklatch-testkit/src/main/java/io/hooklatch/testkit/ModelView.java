package io.hooklatch.testkit;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Promotion;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One of the two stores, with the ids that it gave to what they have in common. */
final class ModelView {
    final List<DeliveryId> deliveries = new ArrayList<>();
    final List<EventId> events = new ArrayList<>();
    private OperableStore store;

    ModelView(OperableStore store) {
        this.store = store;
    }

    OperableStore store() {
        return store;
    }

    void reopened(OperableStore other) {
        store = other;
    }

    /** The dispatches of an event, oldest first. */
    List<Dispatch> dispatches(EventId event) {
        return store.reader().dispatches(DispatchQuery.all().eventId(event).limit(1000)).items().stream()
                .sorted(Comparator.comparing(Dispatch::id))
                .toList();
    }

    List<Dispatch> dispatches() {
        return events.stream().flatMap(event -> dispatches(event).stream()).toList();
    }

    /** An item's detail without the ids, which differ. */
    static String words(String detail) {
        return detail.replaceAll("(evt|opr|dlv|dsp)_[0-9a-z]{13}", "$1");
    }

    /** All that can be seen, with positions in the place of ids. */
    String text() {
        OperationReader reader = store.reader();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < events.size(); i++) {
            Optional<EventSummary> event = reader.event(events.get(i));
            text.append("event ").append(i);
            event.ifPresentOrElse(found -> append(text, found), () -> text.append(" is gone\n"));
        }
        for (DispatchState state : DispatchState.values()) {
            List<Integer> found = reader.events(EventQuery.all().state(state).limit(1000)).items().stream()
                    .map(event -> events.indexOf(event.id()))
                    .toList();
            int dispatches = reader.dispatches(DispatchQuery.all().state(state).limit(1000))
                    .items()
                    .size();
            text.append(state)
                    .append(' ')
                    .append(found)
                    .append(' ')
                    .append(dispatches)
                    .append('\n');
        }
        for (int i = 0; i < deliveries.size(); i++) {
            if (reader.promotion(deliveries.get(i)).isPresent()) {
                Promotion promotion = reader.promotion(deliveries.get(i)).get();
                text.append("promoted ").append(i);
                promotion
                        .events()
                        .forEach(event -> text.append(' ')
                                .append(events.indexOf(event.id()))
                                .append(event.duplicate() ? "d" : "")
                                .append(event.divergent() ? "!" : ""));
                text.append('\n');
            }
        }
        for (String handler : ModelHistory.HANDLERS) {
            text.append(handler).append(" due ").append(reader.nextDue(handler)).append('\n');
        }
        text.append("paused ").append(reader.pauses().stream().map(Pause::name).toList());
        return text.append(" open ")
                .append(new TreeMap<>(reader.openDispatches()))
                .toString();
    }

    private void append(StringBuilder text, EventSummary event) {
        text.append(' ').append(event.state());
        text.append(" of delivery ").append(deliveries.indexOf(event.deliveryId()));
        event.element().ifPresent(element -> text.append(" element ").append(element.index()));
        text.append('\n');
        Set<DispatchState> own = EnumSet.noneOf(DispatchState.class);
        for (Dispatch row : dispatches(event.id())) {
            append(text, row);
            if (row.carries().isEmpty()) {
                own.add(row.state());
            }
        }
        if (event.state() != DispatchState.ofEvent(own)) {
            text.append("  but its dispatches say ")
                    .append(DispatchState.ofEvent(own))
                    .append('\n');
        }
    }

    private void append(StringBuilder text, Dispatch row) {
        text.append("  ")
                .append(row.handler().orElse("nobody"))
                .append(' ')
                .append(row.state())
                .append(" attempts ")
                .append(row.attempts())
                .append(" losses ")
                .append(row.losses())
                .append(" due ")
                .append(row.dueAt())
                .append(' ')
                .append(words(row.lastError()));
        row.heldBy()
                .flatMap(store.reader()::dispatch)
                .ifPresent(first -> text.append(" held by ").append(events.indexOf(first.eventId())));
        row.carries().ifPresent(delivery -> text.append(" carries ").append(deliveries.indexOf(delivery)));
        text.append('\n');
    }
}
