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

/** The keys that an event left which is gone, and how often its version is the newest that was handled. */
record PastKeys(long event, String endpoint, int count) {
    private static final String LEFT = "SELECT event, min(endpoint) AS endpoint, sum(keys)::int AS keys FROM (";
    private static final String KEYS =
            "(SELECT k.event, min(k.endpoint) AS endpoint, count(*) AS keys FROM hooklatch.dedupe_key k WHERE ";
    private static final String NEWEST =
            ") UNION ALL (SELECT k.event, min(k.endpoint), count(*) FROM hooklatch.newest k WHERE ";
    private static final String GONE = " AND NOT EXISTS (SELECT 1 FROM hooklatch.event e WHERE e.id = k.event) "
            + "GROUP BY k.event ORDER BY k.event";
    private static final String ALL = ")) AS l GROUP BY event ORDER BY event";
    private static final String BETWEEN = "k.event > ? AND k.event < ?" + GONE + " LIMIT ?";
    private static final String AMONG = "k.event = ANY (?)" + GONE;
    private static final String RANGE = LEFT + KEYS + BETWEEN + NEWEST + BETWEEN + ALL + " LIMIT ?";
    private static final String THESE = LEFT + KEYS + AMONG + NEWEST + AMONG + ALL;

    static List<PastKeys> range(Session session, long after, long below, int limit) throws SQLException {
        PreparedStatement select = session.prepare(RANGE);
        for (int part = 0; part < 6; part += 3) {
            select.setLong(part + 1, after);
            select.setLong(part + 2, below);
            select.setInt(part + 3, limit);
        }
        select.setInt(7, limit);
        return read(select);
    }

    static List<PastKeys> these(Session session, Collection<Long> events) throws SQLException {
        PreparedStatement select = session.prepare(THESE);
        select.setArray(1, session.array("bigint", events.toArray()));
        select.setArray(2, session.array("bigint", events.toArray()));
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
