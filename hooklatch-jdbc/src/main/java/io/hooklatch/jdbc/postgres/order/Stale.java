package io.hooklatch.jdbc.postgres.order;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Ordering;
import io.hooklatch.store.Superseded;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What must not be handled any more, since something newer was. */
public final class Stale {
    private static final String WHY = "SELECT o.dispatch, o.version_text, n.version_text AS newer, n.event "
            + "FROM hooklatch.ordered o JOIN hooklatch.newest n ON n.handler = o.handler AND n.entity = o.entity "
            + "AND n.version > o.version WHERE o.dispatch = ANY (?) AND NOT o.insisted";

    private static final String NEXT = "SELECT dispatch FROM hooklatch.ordered WHERE handler = ? AND line = ? "
            + "AND place IS NOT NULL ORDER BY place LIMIT ?";

    /** One that was tried before decides for itself, and one that an operator moves now is let alone. */
    private static final String WAITING = "SELECT id FROM hooklatch.dispatch WHERE id = ANY (?) AND state = 1 "
            + "AND due_at IS NULL FOR UPDATE SKIP LOCKED";

    private static final String SUPERSEDE = "UPDATE hooklatch.dispatch d SET state = 9, due_at = NULL, "
            + "leased_at = NULL, losses = losses + CASE WHEN state = 2 THEN 1 ELSE 0 END, last_error = s.why "
            + "FROM unnest(?::bigint[], ?::text[]) AS s (id, why) WHERE d.id = s.id RETURNING d.id, d.event";

    private Stale() {}

    /** Which of these are older than what was handled, and why they must not be. */
    public static Map<Long, String> among(Session session, Collection<Long> dispatches) throws SQLException {
        Map<Long, String> stale = new LinkedHashMap<>();
        if (dispatches.isEmpty()) {
            return stale;
        }
        PreparedStatement select = session.prepare(WHY);
        select.setArray(1, session.array("bigint", dispatches.toArray()));
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                stale.put(
                        row.getLong("dispatch"),
                        Ordering.Guard.superseded(
                                row.getString("version_text"),
                                row.getString("newer"),
                                new EventId(row.getLong("event"))));
            }
        }
        return stale;
    }

    /**
     * Supersedes these, which the transaction has locked, and what waits right behind them in their lines and is as stale.
     * A lease that had run out counts as lost.
     *
     * @param handler whose they are
     * @param stale as {@link #among} told
     * @param most so many altogether at most, though always all of these
     * @return all that are superseded now
     */
    public static List<Superseded> supersede(
            Session session, long now, String handler, Map<Long, String> stale, int most) throws SQLException {
        List<Lines.Left> lines = Lines.left(session, stale.keySet());
        List<Superseded> superseded = new ArrayList<>(end(session, handler, stale));
        for (Lines.Left line : lines) {
            Map<Long, String> next = next(session, line, most - superseded.size());
            Lines.leavePlaces(session, next.keySet());
            superseded.addAll(end(session, handler, next));
            Lines.free(session, now, line);
        }
        return superseded;
    }

    /** The first of a line, as far as each is stale. */
    private static Map<Long, String> next(Session session, Lines.Left line, int most) throws SQLException {
        Map<Long, String> run = new LinkedHashMap<>();
        if (most <= 0) {
            return run;
        }
        PreparedStatement select = session.prepare(NEXT);
        select.setString(1, line.handler());
        select.setLong(2, line.line());
        select.setInt(3, most);
        List<Long> first = ids(select);
        Map<Long, String> stale = among(session, first);
        if (stale.isEmpty()) {
            return run;
        }
        PreparedStatement waiting = session.prepare(WAITING);
        waiting.setArray(1, session.array("bigint", stale.keySet().toArray()));
        Set<Long> free = new HashSet<>(ids(waiting));
        for (Long dispatch : first) {
            String why = stale.get(dispatch);
            if (why == null || !free.contains(dispatch)) {
                break;
            }
            run.put(dispatch, why);
        }
        return run;
    }

    private static List<Long> ids(PreparedStatement select) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    private static List<Superseded> end(Session session, String handler, Map<Long, String> stale) throws SQLException {
        List<Superseded> ended = new ArrayList<>(stale.size());
        if (stale.isEmpty()) {
            return ended;
        }
        PreparedStatement supersede = session.prepare(SUPERSEDE);
        supersede.setArray(1, session.array("bigint", stale.keySet().toArray()));
        supersede.setArray(2, session.array("text", stale.values().toArray()));
        try (ResultSet row = supersede.executeQuery()) {
            while (row.next()) {
                long id = row.getLong("id");
                String why = Objects.requireNonNull(stale.get(id));
                ended.add(new Superseded(handler, new EventId(row.getLong("event")), new DispatchId(id), why));
            }
        }
        return ended;
    }
}
