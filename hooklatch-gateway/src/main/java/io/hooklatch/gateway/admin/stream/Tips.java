package io.hooklatch.gateway.admin.stream;

import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.InboxReader;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The newest rows: everything up to them can be read, and nothing will appear before them any more.
 *
 * @param at the time of the clock when they were read, in milliseconds since the epoch, UTC
 */
record Tips(long delivery, long event, long attempt, long at) {
    /**
     * Reads them. Blocks.
     *
     * @param settle how long after an id is given out its row may appear; zero where one writer gives out ids in the order
     *     in which it commits
     */
    static Tips read(InboxReader reader, InstantSource clock, Duration settle) {
        long now = clock.millis();
        long last = settle.isZero() ? Long.MAX_VALUE : IdSequence.firstAt(now - settle.toMillis());
        return new Tips(
                Math.min(last, newestDelivery(reader)),
                Math.min(last, newestEvent(reader)),
                Math.min(last, newestAttempt(reader)),
                now);
    }

    Position position() {
        return new Position(delivery, event, attempt);
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
