package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.OrderBytes;
import io.hooklatch.jdbc.sqlite.prune.Statements;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Ordering;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What waits for others, and what others supersede. Of those in one line only the first is ever due. Nothing is looked at
 * for an event whose endpoint asks for neither.
 */
final class OrderRows {
    private static final String LAST =
            "SELECT max(place) FROM main.hooklatch_ordered WHERE handler = ? AND line = ? " + "AND place IS NOT NULL";

    private static final String INSERT = "INSERT INTO main.hooklatch_ordered (dispatch, handler, line, place, entity, "
            + "version, version_text, insisted) VALUES (?, ?, ?, ?, ?, ?, ?, 0)";

    private static final String NEWER = "SELECT version_text, event FROM main.hooklatch_newest WHERE handler = ? "
            + "AND entity = ? AND version > ?";

    private static final String STALE = "SELECT o.version_text, n.version_text, n.event FROM main.hooklatch_ordered o "
            + "JOIN main.hooklatch_newest n ON n.handler = o.handler AND n.entity = o.entity AND n.version > o.version "
            + "WHERE o.dispatch = ? AND NOT o.insisted";

    private static final String HANDLED = "INSERT INTO main.hooklatch_newest (handler, entity, version, version_text, "
            + "event, endpoint) SELECT o.handler, o.entity, o.version, o.version_text, d.event, l.endpoint "
            + "FROM main.hooklatch_ordered o JOIN main.hooklatch_dispatch d ON d.id = o.dispatch "
            + "JOIN main.hooklatch_lane l ON l.id = d.lane WHERE o.dispatch = ? AND o.entity IS NOT NULL "
            + "ON CONFLICT (handler, entity) DO UPDATE SET version = excluded.version, "
            + "version_text = excluded.version_text, event = excluded.event, endpoint = excluded.endpoint "
            + "WHERE excluded.version > hooklatch_newest.version";

    private static final String FIND = "SELECT handler, line, place FROM main.hooklatch_ordered WHERE dispatch = ?";

    private static final String LEAVE = "UPDATE main.hooklatch_ordered SET place = NULL WHERE dispatch = ?";

    private static final String FIRST = "SELECT dispatch FROM main.hooklatch_ordered WHERE handler = ? AND line = ? "
            + "AND place IS NOT NULL ORDER BY place LIMIT 1";

    /** The first of a line, when it is older than what was handled; one that was tried before decides for itself. */
    private static final String NEXT_STALE = "SELECT o.dispatch, o.version_text, n.version_text, n.event "
            + "FROM main.hooklatch_ordered o JOIN main.hooklatch_newest n ON n.handler = o.handler AND n.entity = o.entity "
            + "AND n.version > o.version JOIN main.hooklatch_dispatch d ON d.id = o.dispatch AND d.state = 1 "
            + "AND d.due_at IS NULL WHERE o.dispatch = (" + FIRST + ") AND NOT o.insisted";

    private static final String FREE =
            "UPDATE main.hooklatch_dispatch SET due_at = ? WHERE id = (" + FIRST + ") AND state = 1 AND due_at IS NULL";

    private static final String HOLD =
            "UPDATE main.hooklatch_dispatch SET due_at = NULL WHERE id = ? AND id <> (" + FIRST + ")";

    private static final String AGAIN =
            "UPDATE main.hooklatch_ordered SET handler = ?, place = ?, insisted = ? WHERE dispatch = ?";

    private static final String COPY = "INSERT INTO main.hooklatch_ordered (dispatch, line, entity, version, "
            + "version_text, insisted) SELECT ?, line, iif(?, NULL, entity), version, version_text, 0 "
            + "FROM main.hooklatch_ordered WHERE dispatch = ?";

    private static final String FORGET = "DELETE FROM main.hooklatch_ordered WHERE dispatch = ?";

    private final Statements statements;

    OrderRows(Statements statements) {
        this.statements = statements;
    }

    /** What becomes of a new dispatch. */
    record Birth(boolean held, Optional<String> superseded) {
        static final Birth FREE = new Birth(false, Optional.empty());
    }

    private record Place(
            int handler, @Nullable Long line, @Nullable Long place) {}

    /** A dispatch of a new event; handler 0 when it is unrouted. */
    Birth born(long dispatch, int handler, String endpoint, Ordering ordering) throws SQLException {
        byte[] entity = null;
        byte[] version = null;
        String text = null;
        Optional<String> superseded = Optional.empty();
        if (ordering.guard().isPresent()) {
            Ordering.Guard guard = ordering.guard().get();
            entity = OrderBytes.entity(endpoint, guard.entity());
            version = OrderBytes.version(guard.version());
            text = guard.text();
            superseded = newer(handler, entity, version, text);
        }
        Long line = ordering.key().isPresent()
                ? (Long) OrderBytes.line(endpoint, ordering.key().get())
                : null;
        Long place = line == null || handler == 0 || superseded.isPresent() ? null : (Long) next(handler, line);
        PreparedStatement insert = statements.prepared(INSERT);
        insert.setLong(1, dispatch);
        bind(insert, 2, handler == 0 ? null : (Long) (long) handler);
        bind(insert, 3, line);
        bind(insert, 4, place);
        insert.setBytes(5, entity);
        insert.setBytes(6, version);
        insert.setString(7, text);
        insert.executeUpdate();
        return new Birth(place != null && place > 1, superseded);
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setLong(index, value);
        }
    }

    private Optional<String> newer(int handler, byte[] entity, byte[] version, String text) throws SQLException {
        PreparedStatement select = statements.prepared(NEWER);
        select.setInt(1, handler);
        select.setBytes(2, entity);
        select.setBytes(3, version);
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(Ordering.Guard.superseded(text, row.getString(1), new EventId(row.getLong(2))))
                    : Optional.empty();
        }
    }

    /** The place behind the last of a line; 1 in an empty one, and only there. */
    private long next(int handler, long line) throws SQLException {
        PreparedStatement last = statements.prepared(LAST);
        last.setInt(1, handler);
        last.setLong(2, line);
        try (ResultSet row = last.executeQuery()) {
            return row.next() ? row.getLong(1) + 1 : 1;
        }
    }

    /** Why a dispatch must not be handled. */
    Optional<String> stale(long dispatch) throws SQLException {
        PreparedStatement select = statements.prepared(STALE);
        select.setLong(1, dispatch);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(superseded(row, 1)) : Optional.empty();
        }
    }

    private static String superseded(ResultSet row, int column) throws SQLException {
        return Ordering.Guard.superseded(
                row.getString(column), row.getString(column + 1), new EventId(row.getLong(column + 2)));
    }

    void handled(long dispatch, long now) throws SQLException {
        execute(HANDLED, dispatch);
        leave(dispatch, now);
    }

    /** It is settled, and not dead: the next of its line is due. */
    void leave(long dispatch, long now) throws SQLException {
        leave(dispatch, now, 0, (next, why) -> {});
    }

    /** Hears that a dispatch that waited has left its line. */
    interface Superseded {
        void accept(long dispatch, String why) throws SQLException;
    }

    /**
     * As {@link #leave(long, long)}, after those that come next and are older than what was handled have left the line.
     *
     * @param most so many of those leave at most
     * @param superseded told of each of them
     * @return how many left besides
     */
    int leave(long dispatch, long now, int most, Superseded superseded) throws SQLException {
        Optional<Place> found = find(dispatch);
        if (found.isEmpty() || found.get().line() == null || found.get().place() == null) {
            return 0;
        }
        int handler = found.get().handler();
        long line = found.get().line();
        execute(LEAVE, dispatch);
        int count = 0;
        while (count < most && nextLeaves(handler, line, superseded)) {
            count++;
        }
        PreparedStatement free = statements.prepared(FREE);
        free.setLong(1, now);
        free.setInt(2, handler);
        free.setLong(3, line);
        free.executeUpdate();
        return count;
    }

    private boolean nextLeaves(int handler, long line, Superseded superseded) throws SQLException {
        PreparedStatement select = statements.prepared(NEXT_STALE);
        select.setInt(1, handler);
        select.setLong(2, line);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            superseded.accept(row.getLong(1), superseded(row, 2));
            execute(LEAVE, row.getLong(1));
            return true;
        }
    }

    /**
     * An operator queued a dispatch.
     *
     * @param anew whether it is handled whatever was, and not only goes on
     */
    void queuedAgain(long dispatch, int handler, boolean anew) throws SQLException {
        Optional<Place> found = find(dispatch);
        if (found.isEmpty()) {
            return;
        }
        Long line = found.get().line();
        Long place = found.get().place();
        if (line != null && place == null) {
            place = next(handler, line);
        }
        PreparedStatement again = statements.prepared(AGAIN);
        again.setInt(1, handler);
        bind(again, 2, place);
        again.setBoolean(3, anew);
        again.setLong(4, dispatch);
        again.executeUpdate();
        if (line != null) {
            PreparedStatement hold = statements.prepared(HOLD);
            hold.setLong(1, dispatch);
            hold.setInt(2, handler);
            hold.setLong(3, line);
            hold.executeUpdate();
        }
    }

    /** One more dispatch of the event that has this one; what carries another body says nothing about versions. */
    void added(long dispatch, int handler, long sibling, boolean carries) throws SQLException {
        PreparedStatement copy = statements.prepared(COPY);
        copy.setLong(1, dispatch);
        copy.setBoolean(2, carries);
        copy.setLong(3, sibling);
        if (copy.executeUpdate() > 0) {
            queuedAgain(dispatch, handler, true);
        }
    }

    /** The dispatch is removed. */
    void forget(long dispatch, long now) throws SQLException {
        leave(dispatch, now);
        execute(FORGET, dispatch);
    }

    private Optional<Place> find(long dispatch) throws SQLException {
        PreparedStatement find = statements.prepared(FIND);
        find.setLong(1, dispatch);
        try (ResultSet row = find.executeQuery()) {
            return row.next()
                    ? Optional.of(new Place(row.getInt(1), number(row, 2), number(row, 3)))
                    : Optional.empty();
        }
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }

    private void execute(String sql, long dispatch) throws SQLException {
        PreparedStatement statement = statements.prepared(sql);
        statement.setLong(1, dispatch);
        statement.executeUpdate();
    }
}
