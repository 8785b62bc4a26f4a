package io.hooklatch.testkit;

import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.Names;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.Promotion;
import io.hooklatch.store.Change;
import io.hooklatch.store.ItemText;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The promoted deliveries of a {@link MemoryStore}, which locks around every call. */
final class MemoryPromotions {
    private final MemoryTables tables;
    private final Map<DeliveryId, Row> rows = new HashMap<>();

    private record Row(Promotion promotion, NewDelivery delivery, List<ElementSummary> found) {}

    MemoryPromotions(MemoryTables tables) {
        this.tables = tables;
    }

    Optional<Promotion> find(DeliveryId delivery) {
        return Optional.ofNullable(rows.get(delivery)).map(Row::promotion);
    }

    /** What became of each event of a promoted delivery. */
    List<ElementSummary> found(DeliveryId delivery) {
        return Optional.ofNullable(rows.get(delivery)).map(Row::found).orElse(List.of());
    }

    void forget(DeliveryId delivery) {
        rows.remove(delivery);
    }

    /** Why the delivery cannot be promoted. */
    Optional<String> obstacle(DeliveryId id) {
        Delivery known = tables.deliveries().get(id.value());
        if (known == null) {
            return Optional.of(ItemText.NO_DELIVERY);
        }
        if (rows.containsKey(id)) {
            return Optional.of(ItemText.promotedAlready(rows.get(id).promotion().operationId()));
        }
        if (known.summary().kind() != DeliveryKind.MESSAGE
                || known.summary().verdict().accepted()) {
            return Optional.of(ItemText.NOT_REFUSED);
        }
        return known.truncated() ? Optional.of(ItemText.CUT) : Optional.empty();
    }

    /** Promotes a delivery for which there is no obstacle. */
    Promotion promote(Change.Promote change, OperationId operation) {
        Delivery known = tables.delivery(change.delivery());
        NewDelivery accepted = new NewDelivery(
                known.summary().endpoint(),
                DeliveryKind.MESSAGE,
                known.summary().receivedAt(),
                known.request(),
                known.request().body().length,
                change.verdict(),
                change.names(),
                change.batch(),
                change.events());
        List<ElementSummary> found = tables.decide(change.delivery(), accepted, new ArrayList<>());
        Promotion promotion = new Promotion(
                change.delivery(), operation, tables.now(), change.verdict(), MemoryTables.received(found));
        rows.put(change.delivery(), new Row(promotion, accepted, found));
        return promotion;
    }

    /** The part of a delivery that is this event, as if it had created it. */
    MemoryTables.EventRow part(DeliveryId id, MemoryTables.EventRow event) {
        Delivery whole = tables.delivery(id);
        Row promoted = rows.get(id);
        boolean batch =
                promoted == null ? whole.summary().batch() : promoted.delivery().batch();
        Names names =
                promoted == null ? whole.summary().names() : promoted.delivery().names();
        Optional<ElementSummary> element = Stream.concat(tables.elements(id).stream(), found(id).stream())
                .filter(part -> batch && part.eventId().equals(event.id()))
                .findFirst();
        Names own = element.map(part -> new Names(names.deliveryId(), part.providerEventId(), part.type()))
                .orElse(names);
        NewEvent part = new NewEvent(own, List.of(), List.of(), element.map(ElementSummary::element));
        NewDelivery bringing = new NewDelivery(
                whole.summary().endpoint(),
                DeliveryKind.MESSAGE,
                whole.summary().receivedAt(),
                whole.request(),
                whole.request().body().length,
                promoted == null
                        ? whole.summary().verdict()
                        : promoted.delivery().verdict(),
                names,
                batch,
                List.of(part));
        return new MemoryTables.EventRow(event.id(), bringing, event.createdAt(), part, id);
    }
}
