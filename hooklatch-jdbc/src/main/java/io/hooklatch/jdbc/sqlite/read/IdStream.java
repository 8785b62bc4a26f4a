package io.hooklatch.jdbc.sqlite.read;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Ids of rows that a list may want, from the greatest down, each once. A list takes them one by one, loads the row, looks
 * whether it is really wanted, and stops when its page is full: a stream that gives too many costs time, one that gives
 * too few is wrong.
 */
@FunctionalInterface
interface IdStream {
    /** The next id, or 0 at the end. */
    long next() throws SQLException;

    /** These ids, in any order and perhaps repeated, as far as they are in the range. */
    static IdStream of(long[] ids, IdRange range) {
        long[] sorted =
                Arrays.stream(ids).filter(range::contains).sorted().distinct().toArray();
        int[] left = {sorted.length};
        return () -> left[0] == 0 ? 0 : sorted[--left[0]];
    }

    /** All of these, each in falling order, as one. */
    static IdStream merge(List<IdStream> parts) throws SQLException {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        record Head(long id, IdStream rest) {}
        PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparingLong(Head::id).reversed());
        for (IdStream part : parts) {
            long first = part.next();
            if (first != 0) {
                heads.add(new Head(first, part));
            }
        }
        long[] last = {0};
        return () -> {
            while (true) {
                Head head = heads.poll();
                if (head == null) {
                    return 0;
                }
                long following = head.rest().next();
                if (following != 0) {
                    heads.add(new Head(following, head.rest()));
                }
                if (head.id() != last[0]) {
                    last[0] = head.id();
                    return head.id();
                }
            }
        };
    }
}
