package io.hooklatch.gateway.crash;

import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everything an inbox holds, by the ids of the sender. */
final class Stored {
    private static final int ROWS = 1000;

    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<EventId, Entry> byEvent = new HashMap<>();
    private long deliveries;

    /** What is stored under one id of the sender. */
    static final class Entry {
        final String id;
        final List<EventId> events = new ArrayList<>(1);
        final List<Dispatch> dispatches = new ArrayList<>(3);
        int deliveries;
        int firsts;

        private Entry(String id) {
            this.id = id;
        }
    }

    private Stored() {}

    static Stored read(InboxReader reader) {
        Stored stored = new Stored();
        each(
                cursor -> reader.deliveries(DeliveryQuery.all().after(cursor).limit(ROWS)),
                delivery -> stored.add(delivery));
        each(
                cursor -> reader.dispatches(DispatchQuery.all().after(cursor).limit(ROWS)),
                dispatch -> stored.add(dispatch));
        return stored;
    }

    private void add(DeliverySummary delivery) {
        deliveries++;
        String id = delivery.names().eventId().orElseThrow(() -> new IllegalStateException("no id in " + delivery));
        Entry entry = byId.computeIfAbsent(id, Entry::new);
        entry.deliveries++;
        entry.firsts += delivery.duplicate() ? 0 : 1;
        EventId event =
                delivery.eventId().orElseThrow(() -> new IllegalStateException("linked to no event: " + delivery));
        if (!entry.events.contains(event)) {
            entry.events.add(event);
            byEvent.put(event, entry);
        }
    }

    private void add(Dispatch dispatch) {
        Entry entry = byEvent.get(dispatch.eventId());
        if (entry == null) {
            throw new IllegalStateException("of an event without a delivery: " + dispatch);
        }
        entry.dispatches.add(dispatch);
    }

    Optional<Entry> entry(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Iterable<Entry> entries() {
        return byId.values();
    }

    long deliveries() {
        return deliveries;
    }

    int events() {
        return byEvent.size();
    }

    private static <T> void each(Function<Cursor, Page<T>> pages, Consumer<T> action) {
        Optional<Cursor> cursor = Optional.of(Cursor.START);
        while (cursor.isPresent()) {
            Page<T> page = pages.apply(cursor.get());
            page.items().forEach(action);
            cursor = page.next();
        }
    }
}
