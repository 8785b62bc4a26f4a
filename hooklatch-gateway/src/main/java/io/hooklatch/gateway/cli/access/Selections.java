package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.operate.Selection;
import java.util.List;
import java.util.Optional;

/** The selection of an order, as an inbox takes it. */
final class Selections {
    private Selections() {}

    /** @throws IllegalArgumentException when an id or a condition is none */
    static Selection of(Doc order) {
        Doc selection = order.doc("selection").orElseThrow(() -> new IllegalArgumentException("nothing is selected"));
        Optional<Filters> deliveries = filters(selection, Listing.DELIVERIES);
        Optional<Filters> events = filters(selection, Listing.EVENTS);
        Optional<Filters> dispatches = filters(selection, Listing.DISPATCHES);
        if (deliveries.isPresent()) {
            return new Selection.Deliveries(Queries.deliveries(deliveries.get()));
        }
        if (events.isPresent()) {
            return new Selection.Events(Queries.events(events.get()));
        }
        return dispatches.isPresent()
                ? new Selection.Dispatches(Queries.dispatches(dispatches.get()))
                : ids(selection.texts("ids"));
    }

    private static Optional<Filters> filters(Doc selection, Listing what) {
        return selection.doc(what.plural()).map(conditions -> {
            Filters filters = Filters.none();
            for (String name : conditions.fields().keySet()) {
                filters = filters.with(name, conditions.or(name, ""));
            }
            return filters;
        });
    }

    private static Selection ids(List<String> ids) {
        String first = ids.isEmpty() ? "" : ids.get(0);
        if (first.startsWith("dlv_")) {
            return new Selection.DeliveryIds(ids.stream().map(DeliveryId::parse).toList());
        }
        return first.startsWith("evt_")
                ? new Selection.EventIds(ids.stream().map(EventId::parse).toList())
                : new Selection.DispatchIds(ids.stream().map(DispatchId::parse).toList());
    }
}
