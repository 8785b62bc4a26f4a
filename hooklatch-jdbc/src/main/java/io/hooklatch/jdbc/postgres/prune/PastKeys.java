package io.hooklatch.jdbc.postgres.prune;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.PrunePlan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The keys that an event left which is gone. */
record PastKeys(long event, String endpoint, int count) {
    private static final String COLUMNS =
            "SELECT k.event, min(k.endpoint) AS endpoint, count(*)::int AS keys FROM hooklatch.dedupe_key k WHERE ";
    private static final String GONE = " AND NOT EXISTS (SELECT 1 FROM hooklatch.event e WHERE e.id = k.event) "
            + "GROUP BY k.event ORDER BY k.event";
    private static final String RANGE = COLUMNS + "k.event > ? AND k.event < ?" + GONE + " LIMIT ?";
    private static final String THESE = COLUMNS + "k.event = ANY (?)" + GONE;

    static List<PastKeys> range(Session session, long after, long below, int limit) throws SQLException {
        PreparedStatement select = session.prepare(RANGE);
        select.setLong(1, after);
        select.setLong(2, below);
        select.setInt(3, limit);
        return read(select);
    }

    static List<PastKeys> these(Session session, Collection<Long> events) throws SQLException {
        PreparedStatement select = session.prepare(THESE);
        select.setArray(1, session.array("bigint", events.toArray()));
        return read(select);
    }

    private static List<PastKeys> read(PreparedStatement select) throws SQLException {
        List<PastKeys> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new PastKeys(row.getLong("event"), StoredText.read(row, "endpoint"), row.getInt("keys")));
            }
        }
        return found;
    }

    boolean goes(PrunePlan plan) {
        return IdSequence.timeOf(event) < plan.limits(endpoint).keys();
    }
}
