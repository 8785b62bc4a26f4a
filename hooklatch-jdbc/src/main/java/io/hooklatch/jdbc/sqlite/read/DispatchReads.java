package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.Lane;
import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows of dispatches as messages, and what is asked of them besides. */
final class DispatchReads {
    private static final String ROW = "SELECT id, event, lane, state, attempts, losses, due_at, last_error "
            + "FROM hooklatch_dispatch WHERE id = ?";

    /** All dispatches of an event are born with it, under ids between its own and the next delivery's. */
    private static final String OF_EVENT = " FROM hooklatch_dispatch WHERE id > ?1 AND id < "
            + "coalesce((SELECT id FROM hooklatch_delivery WHERE id > ?1 ORDER BY id LIMIT 1), 0x7fffffffffffffff) "
            + "AND event = ?1";

    private static final String DUE = "SELECT due_at FROM hooklatch_dispatch WHERE handler = ? AND due_at IS NOT NULL "
            + "AND state = %s ORDER BY due_at LIMIT 1";

    private final ReadSession session;
    private final SharedValues values;

    DispatchReads(ReadSession session, SharedValues values) {
        this.session = session;
        this.values = values;
    }

    Optional<Dispatch> row(long id) throws SQLException {
        PreparedStatement statement = session.prepared(ROW);
        statement.setLong(1, id);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row(row)) : Optional.empty();
        }
    }

    private Dispatch row(ResultSet row) throws SQLException {
        DispatchId id = new DispatchId(row.getLong(1));
        Lane lane = values.lanes().get(row.getInt(3));
        if (lane == null) {
            throw new SQLException(id + " has the lane " + row.getInt(3) + ", which does not exist");
        }
        long dueAt = row.getLong(7);
        Optional<Long> due = row.wasNull() ? Optional.empty() : Optional.of(dueAt);
        String error = Text.read(row, 8);
        return new Dispatch(
                id,
                new EventId(row.getLong(2)),
                lane.endpoint(),
                Optional.ofNullable(values.handlers().get(lane.handler())),
                DispatchState.ofCode(row.getInt(4)),
                row.getInt(5),
                row.getInt(6),
                due,
                error == null ? "" : error);
    }

    /** The ids of the event's dispatches, in no particular order. */
    long[] ofEvent(long event) throws SQLException {
        PreparedStatement statement = session.prepared("SELECT id" + OF_EVENT);
        statement.setLong(1, event);
        return ids(statement);
    }

    /** Where the event stands; absent when it has no dispatch and so is none. */
    Optional<DispatchState> stateOf(long event) throws SQLException {
        PreparedStatement statement = session.prepared("SELECT state" + OF_EVENT);
        statement.setLong(1, event);
        Set<DispatchState> states = EnumSet.noneOf(DispatchState.class);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                states.add(DispatchState.ofCode(row.getInt(1)));
            }
        }
        return states.isEmpty() ? Optional.empty() : Optional.of(DispatchState.ofEvent(states));
    }

    /** The event of a dispatch, or 0. */
    long eventOf(long id) throws SQLException {
        PreparedStatement statement = session.prepared("SELECT event FROM hooklatch_dispatch WHERE id = ?");
        statement.setLong(1, id);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** The ids of all running ones: as many as there are leases. */
    long[] running() throws SQLException {
        return ids(session.prepared("SELECT id FROM hooklatch_dispatch INDEXED BY hooklatch_dispatch_due "
                + "WHERE state = 2 AND due_at IS NOT NULL"));
    }

    private static long[] ids(PreparedStatement statement) throws SQLException {
        long[] ids = new long[16];
        int size = 0;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids = size == ids.length ? Arrays.copyOf(ids, 2 * size) : ids;
                ids[size++] = row.getLong(1);
            }
        }
        return Arrays.copyOf(ids, size);
    }

    Optional<Duration> nextDue(String handler, long now) throws SQLException {
        int number = values.handlers().all().indexOf(handler) + 1;
        long next = Long.MAX_VALUE;
        boolean any = false;
        for (DispatchState state :
                new DispatchState[] {DispatchState.QUEUED, DispatchState.RUNNING, DispatchState.RETRYING}) {
            PreparedStatement statement = session.prepared(DUE.replace("%s", Integer.toString(state.code())));
            statement.setInt(1, number);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    any = true;
                    // A queued one waits for nothing, also while a clock that was turned back has not reached its time.
                    long due = row.getLong(1);
                    next = Math.min(next, state == DispatchState.QUEUED ? Math.min(due, now) : due);
                }
            }
        }
        return any ? Optional.of(Duration.ofMillis(next).minusMillis(now)) : Optional.empty();
    }

    Map<DispatchState, Long> open() throws SQLException {
        Map<DispatchState, Long> counts = new EnumMap<>(DispatchState.class);
        PreparedStatement statement = session.prepared("SELECT state, count(*) FROM hooklatch_dispatch "
                + "WHERE state NOT IN (2, 4) GROUP BY state UNION ALL SELECT 2, count(*) FROM hooklatch_dispatch "
                + "WHERE state = 2 AND due_at IS NOT NULL");
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (row.getLong(2) > 0) {
                    counts.put(DispatchState.ofCode(row.getInt(1)), row.getLong(2));
                }
            }
        }
        return counts;
    }
}
