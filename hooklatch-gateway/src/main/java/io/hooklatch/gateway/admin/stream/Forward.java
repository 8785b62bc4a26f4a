package io.hooklatch.gateway.admin.stream;

import io.hooklatch.store.Cursor;
import io.hooklatch.store.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads a list that gives its newest rows first from the oldest one that was not read yet. It looks at a span of ids just
 * behind the last one, and halves the span until all rows in it fit one page. Not thread-safe.
 */
final class Forward<T> {
    private static final long EVERYTHING = Long.MAX_VALUE;

    private final Rows<T> rows;
    private final int most;
    private long after;
    private long span = EVERYTHING;

    /** A list, newest first. */
    @FunctionalInterface
    interface Rows<T> {
        /** The first rows of this part of the list, as many as the limit at most. */
        Page<T> read(Cursor part, int limit);
    }

    /**
     * @param most how many rows are read at once
     * @param after the last row that was read: its id
     */
    Forward(Rows<T> rows, int most, long after) {
        this.rows = rows;
        this.most = most;
        this.after = after;
    }

    /** Up to where everything was read: an id, that of a row or not. */
    long position() {
        return after;
    }

    /**
     * The next rows, oldest first; empty when there are none up to the tip.
     *
     * @param tip no row with a greater id is read; every row up to it is there to be read already
     */
    List<T> next(long tip) {
        while (after < tip) {
            long end = span == EVERYTHING || span > tip - after ? tip : after + span;
            List<T> found = between(end);
            if (found.size() >= most) {
                span = Math.max(1, (end - after) / 2);
                continue;
            }
            after = end;
            if (found.size() < most / 4) {
                span = span > EVERYTHING / 4 ? EVERYTHING : span * 4;
            }
            if (!found.isEmpty()) {
                Collections.reverse(found);
                return found;
            }
        }
        return List.of();
    }

    /** The rows behind the position and up to this id, newest first; a full page when there may be more. */
    private List<T> between(long end) {
        return new ArrayList<>(rows.read(new Cursor(end == EVERYTHING ? end : end + 1, after), most)
                .items());
    }
}
