package io.hooklatch.gateway.admin.stream;

import io.hooklatch.store.IdSequence;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader has come with each kind: everything up to these ids was sent.
 *
 * @param delivery an id of a delivery, or one between two
 * @param event the same of events
 * @param attempt the same of attempts
 */
public record Position(long delivery, long event, long attempt) {
    private static final int BASE = 36;

    public Position {
        if (delivery < 0 || event < 0 || attempt < 0) {
            throw new IllegalArgumentException("is no place in the stream: ids are not negative");
        }
    }

    /** Before everything that was stored at this time or later, in milliseconds since the epoch, UTC. */
    public static Position before(long millis) {
        long last = Math.max(0, IdSequence.firstAt(millis) - 1);
        return new Position(last, last, last);
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when the text is not that; the message goes on from the text
     */
    public static Position parse(String text) {
        String[] ids = text.split("-", -1);
        try {
            if (ids.length == 3) {
                return new Position(
                        Long.parseLong(ids[0], BASE), Long.parseLong(ids[1], BASE), Long.parseLong(ids[2], BASE));
            }
        } catch (NumberFormatException e) {
            throw unknown(e);
        }
        throw unknown(null);
    }

    private static IllegalArgumentException unknown(@Nullable Exception cause) {
        return new IllegalArgumentException("is not the id of a message of this stream: copy it whole", cause);
    }

    /** Short, opaque and safe in a URL and in a header. */
    @Override
    public String toString() {
        return Long.toString(delivery, BASE) + "-" + Long.toString(event, BASE) + "-" + Long.toString(attempt, BASE);
    }
}
