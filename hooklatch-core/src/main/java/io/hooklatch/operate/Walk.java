package io.hooklatch.operate;

import io.hooklatch.message.Delivery;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Goes through a selection, part by part. A cursor says where a part begins, and stays right however long it was kept:
 * for a query it is a place among the ids, from the newest down, and for a list of ids a place in the list.
 */
final class Walk {
    private static final String OVER = "over";

    private final OperationReader reader;
    private final Selection selection;

    Walk(OperationReader reader, Selection selection) {
        this.reader = reader;
        this.selection = selection;
    }

    /** The cursor at which to begin, which leaves out what arrives from now on. */
    String start() {
        if (!byQuery()) {
            return "0";
        }
        List<Subject> first = part(Cursor.START.toString(), 1);
        return first.isEmpty()
                ? OVER
                : new Cursor(Cursor.parse(first.get(0).cursor()).before() + 1).toString();
    }

    private boolean byQuery() {
        return selection instanceof Selection.Deliveries
                || selection instanceof Selection.Events
                || selection instanceof Selection.Dispatches;
    }

    /** The next items; none at the end. */
    List<Subject> part(String cursor, int limit) {
        if (cursor.equals(OVER)) {
            return List.of();
        }
        if (selection instanceof Selection.Deliveries all) {
            return page(
                    reader.deliveries(all.query().after(Cursor.parse(cursor)).limit(limit)),
                    row -> row.id().value(),
                    row -> at -> new Subject.OfDelivery(row, at));
        }
        if (selection instanceof Selection.Events all) {
            return page(
                    reader.events(all.query().after(Cursor.parse(cursor)).limit(limit)),
                    row -> row.id().value(),
                    row -> at -> new Subject.OfEvent(row, at));
        }
        if (selection instanceof Selection.Dispatches all) {
            return page(
                    reader.dispatches(all.query().after(Cursor.parse(cursor)).limit(limit)),
                    row -> row.id().value(),
                    row -> at -> new Subject.OfDispatch(row, at));
        }
        if (selection instanceof Selection.DeliveryIds chosen) {
            return list(
                    cursor,
                    limit,
                    chosen.ids(),
                    (id, at) -> reader.delivery(id).map(Delivery::summary).map(row -> new Subject.OfDelivery(row, at)));
        }
        if (selection instanceof Selection.EventIds chosen) {
            return list(
                    cursor, limit, chosen.ids(), (id, at) -> reader.event(id).map(row -> new Subject.OfEvent(row, at)));
        }
        if (selection instanceof Selection.DispatchIds chosen) {
            return list(
                    cursor,
                    limit,
                    chosen.ids(),
                    (id, at) -> reader.dispatch(id).map(row -> new Subject.OfDispatch(row, at)));
        }
        Selection.Named named = (Selection.Named) selection;
        return list(
                cursor,
                limit,
                List.of(named),
                (one, at) -> Optional.of(new Subject.OfName(one.kind(), one.name(), at)));
    }

    /** Ends a walk that nobody waits for any more. */
    static void requireWanted(BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            throw new CancellationException("nobody waits for it any more");
        }
    }

    private static <T> List<Subject> page(
            Page<T> page, ToLongFunction<T> id, Function<T, Function<String, Subject>> subject) {
        List<Subject> part = new ArrayList<>(page.items().size());
        for (T row : page.items()) {
            part.add(subject.apply(row).apply(new Cursor(id.applyAsLong(row)).toString()));
        }
        return part;
    }

    /** Finds one that was named. */
    @FunctionalInterface
    private interface Finder<T> {
        Optional<? extends Subject> find(T id, String cursor);
    }

    private static <T> List<Subject> list(String cursor, int limit, List<T> ids, Finder<T> finder) {
        int from = Integer.parseInt(cursor);
        List<Subject> part = new ArrayList<>();
        for (int i = from; i < ids.size() && i < from + limit; i++) {
            String behind = Integer.toString(i + 1);
            T id = ids.get(i);
            Optional<? extends Subject> found = finder.find(id, behind);
            part.add(found.isPresent() ? found.get() : new Subject.Missing(id.toString(), behind));
        }
        return part;
    }
}
