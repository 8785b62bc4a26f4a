package io.hooklatch.operate;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Pause;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import java.util.List;

/**
 * What an operation is to be done to. A query means everything that fits it when the operation begins: what arrives later
 * is not taken. Its cursor and limit play no part.
 */
public sealed interface Selection {
    /** How many items may be named one by one. */
    int MOST_IDS = 1000;

    /** Deliveries that fit. */
    record Deliveries(DeliveryQuery query) implements Selection {}

    /** Events that fit. */
    record Events(EventQuery query) implements Selection {}

    /** Dispatches that fit. */
    record Dispatches(DispatchQuery query) implements Selection {}

    /** These deliveries, in this order. */
    record DeliveryIds(List<DeliveryId> ids) implements Selection {
        public DeliveryIds {
            ids = List.copyOf(ids);
            check(ids);
        }
    }

    /** These events, in this order. */
    record EventIds(List<EventId> ids) implements Selection {
        public EventIds {
            ids = List.copyOf(ids);
            check(ids);
        }
    }

    /** These dispatches, in this order. */
    record DispatchIds(List<DispatchId> ids) implements Selection {
        public DispatchIds {
            ids = List.copyOf(ids);
            check(ids);
        }
    }

    /** An endpoint or handler. */
    record Named(Pause.Kind kind, String name) implements Selection {}

    private static void check(List<?> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw new IllegalArgumentException(ids.size() + " ids: name 1 to " + MOST_IDS + ", or select by a query");
        }
    }
}
