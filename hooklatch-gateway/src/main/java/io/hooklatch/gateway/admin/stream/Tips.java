package io.hooklatch.gateway.admin.stream;

import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.Settled;
import io.hooklatch.store.TimeRange;

/** The newest rows that are settled: everything up to them can be read, and nothing will appear before them any more. */
record Tips(long delivery, long event, long attempt) {
    private static final int LOOKS = 100;

    /** Reads them. Blocks. */
    static Tips read(InboxReader reader) {
        Settled settled = reader.settled();
        return new Tips(
                Math.min(settled.rows(), newestDelivery(reader)),
                Math.min(settled.rows(), newestEvent(reader)),
                Math.min(settled.attempts(), newestAttempt(reader)));
    }

    /**
     * The place behind what is stored now. Looks again while some of it is not settled, which takes as long as a commit;
     * where one is held up for longer the place lies before it, by a minute at most. Blocks.
     */
    static Position now(InboxReader reader) {
        long delivery = newestDelivery(reader);
        long event = newestEvent(reader);
        long attempt = newestAttempt(reader);
        Settled settled = reader.settled();
        for (int look = 1; look < LOOKS && !reaches(settled, delivery, event, attempt); look++) {
            settled = reader.settled();
        }
        return new Position(
                Math.min(delivery, Math.max(settled.rows(), minuteBefore(delivery))),
                Math.min(event, Math.max(settled.rows(), minuteBefore(event))),
                settled.attempts() == 0 ? attempt : Math.min(attempt, settled.attempts()));
    }

    private static boolean reaches(Settled settled, long delivery, long event, long attempt) {
        return settled.rows() >= Math.max(delivery, event) && settled.attempts() >= attempt;
    }

    private static long minuteBefore(long id) {
        return IdSequence.firstAt(IdSequence.timeOf(id) - 60_000);
    }

    /** The id of the newest attempt that was recorded before this time; 0 when there is none. */
    static long lastAttemptBefore(InboxReader reader, long millis) {
        AttemptQuery query = AttemptQuery.all().recorded(new TimeRange(Long.MIN_VALUE, millis));
        return reader.attempts(query.limit(1)).items().stream()
                .mapToLong(row -> row.id().value())
                .findFirst()
                .orElse(0);
    }

    private static long newestDelivery(InboxReader reader) {
        return reader.deliveries(DeliveryQuery.all().limit(1)).items().stream()
                .mapToLong(row -> row.id().value())
                .findFirst()
                .orElse(0);
    }

    private static long newestEvent(InboxReader reader) {
        return reader.events(EventQuery.all().limit(1)).items().stream()
                .mapToLong(row -> row.id().value())
                .findFirst()
                .orElse(0);
    }

    private static long newestAttempt(InboxReader reader) {
        return reader.attempts(AttemptQuery.all().limit(1)).items().stream()
                .mapToLong(row -> row.id().value())
                .findFirst()
                .orElse(0);
    }
}
