package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.Skew;
import io.hooklatch.store.TimeRange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where among the attempts a time lies. Their ids bear none, and an index of their times would cost every attempt; but they
 * are recorded in the order of their ids, as nearly as transactions that go on side by side end, so the place is found by
 * halving.
 */
final class AttemptPlace {
    private static final String ENDS = "SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM hooklatch.attempt";
    private static final String NEXT =
            "SELECT id, recorded_at FROM hooklatch.attempt WHERE id >= ? ORDER BY id LIMIT 1";

    private AttemptPlace() {}

    /** Leaves out what certainly was recorded at another time. */
    static void within(Session session, TimeRange range, Where where) throws SQLException {
        Skew skew = Skew.stored(session); // by so much the database's clock may have gone back
        long aside = Math.max(skew.ahead(), skew.behind());
        if (range.from() != Long.MIN_VALUE) {
            where.and("id >= ?", firstAt(session, Math.max(0, range.from()) - aside));
        }
        if (range.until() < Long.MAX_VALUE - aside) {
            where.and("id < ?", firstAt(session, range.until() + aside));
        }
    }

    /** The least id from which on everything was recorded at this time or later. */
    private static long firstAt(Session session, long millis) throws SQLException {
        long low;
        long high;
        try (ResultSet row = session.prepare(ENDS).executeQuery()) {
            row.next();
            low = row.getLong(1);
            high = row.getLong(2) + 1;
        }
        PreparedStatement next = session.prepare(NEXT);
        while (low < high) {
            long middle = low + (high - low) / 2;
            next.setLong(1, middle);
            try (ResultSet row = next.executeQuery()) {
                if (!row.next() || row.getLong(2) >= millis) {
                    high = middle;
                } else {
                    low = row.getLong(1) + 1;
                }
            }
        }
        return low;
    }
}
