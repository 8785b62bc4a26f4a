package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whole lists, read page by page. */
final class Listing {
    private Listing() {}

    /** Every row from this place on, in the order of the pages. */
    static <T> List<T> follow(Cursor start, Function<Cursor, Page<T>> read) {
        List<T> rows = new ArrayList<>();
        Optional<Cursor> next = Optional.of(start);
        while (next.isPresent()) {
            Page<T> page = read.apply(next.get());
            rows.addAll(page.items());
            assertThat(page.next()).as("the cursor after a page leads on").isNotEqualTo(next);
            next = page.next();
        }
        return rows;
    }

    static List<DeliverySummary> deliveries(InboxReader reader) {
        DeliveryQuery all = DeliveryQuery.all().limit(DeliveryQuery.MAX_LIMIT);
        return follow(Cursor.START, cursor -> reader.deliveries(all.after(cursor)));
    }

    static List<EventSummary> events(InboxReader reader) {
        EventQuery all = EventQuery.all().limit(EventQuery.MAX_LIMIT);
        return follow(Cursor.START, cursor -> reader.events(all.after(cursor)));
    }

    static List<Dispatch> dispatches(InboxReader reader) {
        DispatchQuery all = DispatchQuery.all().limit(DispatchQuery.MAX_LIMIT);
        return follow(Cursor.START, cursor -> reader.dispatches(all.after(cursor)));
    }

    static List<Attempt> attempts(InboxReader reader) {
        AttemptQuery all = AttemptQuery.all().limit(AttemptQuery.MAX_LIMIT);
        return follow(Cursor.START, cursor -> reader.attempts(all.after(cursor)));
    }
}
