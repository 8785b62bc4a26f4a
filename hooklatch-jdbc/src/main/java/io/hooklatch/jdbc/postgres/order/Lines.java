package io.hooklatch.jdbc.postgres.order;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.message.EventId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What ends, goes on and begins anew in lines. Each method takes the locks that it needs, unless they are held. */
public final class Lines {
    private static final String COLUMNS = "SELECT dispatch, handler, line, place, entity FROM hooklatch.ordered ";
    private static final String THESE = COLUMNS + "WHERE dispatch = ANY (?) ORDER BY dispatch";
    private static final String OF_EVENTS =
            COLUMNS + "WHERE dispatch IN (SELECT id FROM hooklatch.dispatch WHERE event = ANY (?)) ORDER BY dispatch";

    private static final String LEAVE = "UPDATE hooklatch.ordered SET place = NULL WHERE dispatch = ANY (?)";

    private static final String FIRST = "SELECT dispatch FROM hooklatch.ordered WHERE handler = ? AND line = ? "
            + "AND place IS NOT NULL ORDER BY place LIMIT 1";

    private static final String FREE =
            "UPDATE hooklatch.dispatch SET due_at = ? WHERE id = (" + FIRST + ") AND state = 1 AND due_at IS NULL";

    private static final String HOLD =
            "UPDATE hooklatch.dispatch SET due_at = NULL WHERE id = ? AND id <> (" + FIRST + ")";

    private static final String HANDLED = "INSERT INTO hooklatch.newest AS n (handler, entity, version, version_text, "
            + "event, endpoint) SELECT o.handler, o.entity, o.version, o.version_text, d.event, d.endpoint "
            + "FROM hooklatch.ordered o JOIN hooklatch.dispatch d ON d.id = o.dispatch "
            + "WHERE o.dispatch = ? AND o.entity IS NOT NULL ON CONFLICT (entity, handler) DO UPDATE SET "
            + "version = excluded.version, version_text = excluded.version_text, event = excluded.event, "
            + "endpoint = excluded.endpoint WHERE excluded.version > n.version";

    private static final String AGAIN = "UPDATE hooklatch.ordered SET handler = ?, insisted = ?, place = CASE "
            + "WHEN line IS NULL THEN NULL ELSE coalesce(place, 1 + (SELECT coalesce(max(l.place), 0) "
            + "FROM hooklatch.ordered l WHERE l.handler = ? AND l.line = ? AND l.place IS NOT NULL)) END "
            + "WHERE dispatch = ?";

    private static final String COPY = "INSERT INTO hooklatch.ordered (dispatch, line, insisted, entity, version, "
            + "version_text) SELECT ?, line, true, CASE WHEN ? THEN NULL ELSE entity END, version, version_text "
            + "FROM hooklatch.ordered WHERE dispatch = ?";

    private static final String FORGET = "DELETE FROM hooklatch.ordered WHERE dispatch = ANY (?)";

    private Lines() {}

    private record Row(
            long dispatch,
            @Nullable String handler,
            @Nullable Long line,
            @Nullable Long place,
            byte @Nullable [] entity) {}

    /** A place that was left, in a line whose lock is held. */
    record Left(String handler, long line) {}

    /** The locks that are needed when these end. */
    public static Set<Integer> locks(Session session, Collection<Long> dispatches) throws SQLException {
        return locks(rows(session, THESE, dispatches));
    }

    /** Holds what is needed to move the dispatches of an event. */
    public static void needOfEvent(Session session, EventId event) throws SQLException {
        Locks.need(session, locks(rows(session, OF_EVENTS, List.of(event.value()))));
    }

    private static Set<Integer> locks(List<Row> rows) {
        Set<Integer> numbers = new TreeSet<>();
        rows.forEach(row -> Locks.add(numbers, row.line(), row.entity()));
        return numbers;
    }

    private static List<Row> rows(Session session, String sql, Collection<Long> of) throws SQLException {
        PreparedStatement select = session.prepare(sql);
        select.setArray(1, session.array("bigint", of.toArray()));
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(
                        row.getLong("dispatch"),
                        row.getString("handler"),
                        row.getObject("line", Long.class),
                        row.getObject("place", Long.class),
                        row.getBytes("entity")));
            }
        }
        return rows;
    }

    /** These were handled. */
    public static void handled(Session session, long now, Collection<Long> dispatches) throws SQLException {
        List<Row> rows = rows(session, THESE, dispatches);
        Locks.need(session, locks(rows));
        PreparedStatement handled = session.prepare(HANDLED);
        for (Row row : rows) {
            if (row.entity() != null) {
                handled.setLong(1, row.dispatch());
                handled.executeUpdate();
            }
        }
        leave(session, now, rows);
    }

    /** These are settled, and not dead: the next of their lines are due. */
    public static void leave(Session session, long now, Collection<Long> dispatches) throws SQLException {
        leave(session, now, needed(session, rows(session, THESE, dispatches)));
    }

    /** The dispatches of these events are about to be removed. */
    public static void forget(Session session, long now, Collection<Long> events) throws SQLException {
        List<Row> rows = rows(session, OF_EVENTS, events);
        if (rows.isEmpty()) {
            return;
        }
        leave(session, now, needed(session, rows));
        PreparedStatement forget = session.prepare(FORGET);
        forget.setArray(
                1, session.array("bigint", rows.stream().map(Row::dispatch).toArray()));
        forget.executeUpdate();
    }

    /** The rows, once the lines of those that have a place are locked and it is known that they still have it. */
    private static List<Row> needed(Session session, List<Row> rows) throws SQLException {
        List<Row> placed = rows.stream().filter(row -> row.place() != null).toList();
        if (placed.isEmpty()) {
            return placed;
        }
        Locks.need(session, locks(placed));
        return rows(session, THESE, placed.stream().map(Row::dispatch).toList());
    }

    private static void leave(Session session, long now, List<Row> rows) throws SQLException {
        for (Left left : leave(session, rows)) {
            free(session, now, left);
        }
    }

    /** As {@link #leave(Session, long, Collection)}, but for who calls {@link #free} for each afterwards. */
    static List<Left> left(Session session, Collection<Long> dispatches) throws SQLException {
        return leave(session, needed(session, rows(session, THESE, dispatches)));
    }

    private static List<Left> leave(Session session, List<Row> rows) throws SQLException {
        List<Long> dispatches = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        for (Row row : rows) {
            if (row.handler() != null && row.line() != null && row.place() != null) {
                dispatches.add(row.dispatch());
                left.add(new Left(row.handler(), row.line()));
            }
        }
        leavePlaces(session, dispatches);
        return left;
    }

    /** Takes these out of their lines, whose locks are held. */
    static void leavePlaces(Session session, Collection<Long> dispatches) throws SQLException {
        if (!dispatches.isEmpty()) {
            PreparedStatement leave = session.prepare(LEAVE);
            leave.setArray(1, session.array("bigint", dispatches.toArray()));
            leave.executeUpdate();
        }
    }

    /** The first of a line is due. */
    static void free(Session session, long now, Left left) throws SQLException {
        PreparedStatement free = session.prepare(FREE);
        free.setLong(1, now);
        free.setString(2, left.handler());
        free.setLong(3, left.line());
        free.executeUpdate();
    }

    /**
     * An operator queued a dispatch.
     *
     * @param anew whether it is handled whatever was, and not only goes on
     */
    public static void queuedAgain(Session session, long dispatch, String handler, boolean anew) throws SQLException {
        List<Row> found = rows(session, THESE, List.of(dispatch));
        if (found.isEmpty()) {
            return;
        }
        Locks.need(session, locks(found));
        Long line = found.get(0).line();
        String to = StoredText.encode(handler);
        PreparedStatement again = session.prepare(AGAIN);
        again.setString(1, to);
        again.setBoolean(2, anew);
        again.setString(3, to);
        again.setObject(4, line, Types.BIGINT);
        again.setLong(5, dispatch);
        again.executeUpdate();
        if (line != null) {
            PreparedStatement hold = session.prepare(HOLD);
            hold.setLong(1, dispatch);
            hold.setString(2, to);
            hold.setLong(3, line);
            hold.executeUpdate();
        }
    }

    /** One more dispatch of the event that has this one; what carries another body says nothing about versions. */
    public static void added(Session session, long dispatch, String handler, long sibling, boolean carries)
            throws SQLException {
        PreparedStatement copy = session.prepare(COPY);
        copy.setLong(1, dispatch);
        copy.setBoolean(2, carries);
        copy.setLong(3, sibling);
        if (copy.executeUpdate() > 0) {
            queuedAgain(session, dispatch, handler, true);
        }
    }
}
