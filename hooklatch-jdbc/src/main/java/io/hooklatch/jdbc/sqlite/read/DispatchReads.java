package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.Lane;
import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Pause;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of dispatches as messages, and what is asked of them besides. */
final class DispatchReads {
    private static final String ROW = "SELECT id, event, lane, state, attempts, losses, due_at, last_error, "
            + "coalesce(carries, 0) FROM hooklatch_dispatch WHERE id = ?";

    /** The dispatches that are born with an event have ids between its own and the next delivery's. */
    private static final String BORN = " FROM hooklatch_dispatch WHERE id > ?1 AND id < "
            + "coalesce((SELECT id FROM hooklatch_delivery WHERE id > ?1 ORDER BY id LIMIT 1), 0x7fffffffffffffff) "
            + "AND event = ?1";

    /** Those that an operator made later. */
    private static final String LATER = " FROM hooklatch_dispatch WHERE id IN "
            + "(SELECT dispatch FROM hooklatch_later_dispatch WHERE event = ?1)";

    private static final String STATES = "SELECT state, handler" + BORN
            + " AND carries IS NULL UNION ALL SELECT state, " + "handler" + LATER + " AND carries IS NULL";

    private static final String FIRST = "SELECT f.dispatch FROM hooklatch_ordered o JOIN hooklatch_ordered f "
            + "ON f.handler = o.handler AND f.line = o.line AND f.place IS NOT NULL "
            + "WHERE o.dispatch = ? AND o.place IS NOT NULL ORDER BY f.place LIMIT 1";

    private static final String DUE = "SELECT due_at FROM hooklatch_dispatch WHERE handler = ? AND due_at IS NOT NULL "
            + "AND state = %s ORDER BY due_at LIMIT 1";

    private final ReadSession session;
    private final SharedValues values;
    private @Nullable Set<String> held;

    DispatchReads(ReadSession session, SharedValues values) {
        this.session = session;
        this.values = values;
    }

    Optional<Dispatch> row(long id) throws SQLException {
        held();
        PreparedStatement statement = session.prepared(ROW);
        statement.setLong(1, id);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row(row)) : Optional.empty();
        }
    }

    /** The states of these, whatever is paused. */
    Map<DispatchId, DispatchState> stored(Collection<DispatchId> dispatches) throws SQLException {
        Map<DispatchId, DispatchState> states = new HashMap<>();
        PreparedStatement select = session.prepared("SELECT state FROM hooklatch_dispatch WHERE id = ?");
        for (DispatchId id : dispatches) {
            select.setLong(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    states.put(id, DispatchState.ofCode(row.getInt(1)));
                }
            }
        }
        return states;
    }

    private Dispatch row(ResultSet row) throws SQLException {
        Set<String> paused = held();
        DispatchId id = new DispatchId(row.getLong(1));
        Lane lane = values.lanes().get(row.getInt(3));
        if (lane == null) {
            throw new SQLException(id + " has the lane " + row.getInt(3) + ", which does not exist");
        }
        long dueAt = row.getLong(7);
        boolean due = !row.wasNull();
        String error = Text.read(row, 8);
        long carries = row.getLong(9);
        DispatchState stored = DispatchState.ofCode(row.getInt(4));
        DispatchState state = seen(stored, lane.handler(), paused);
        return new Dispatch(
                id,
                new EventId(row.getLong(2)),
                lane.endpoint(),
                Optional.ofNullable(values.handlers().get(lane.handler())),
                state,
                row.getInt(5),
                row.getInt(6),
                due && state != DispatchState.PAUSED ? Optional.of(dueAt) : Optional.empty(),
                error == null ? "" : error,
                carries == 0 ? Optional.empty() : Optional.of(new DeliveryId(carries)),
                due || stored != DispatchState.QUEUED ? Optional.empty() : firstOfLine(id));
    }

    /** Of one that is not due though it waits: the one that it waits for. */
    private Optional<DispatchId> firstOfLine(DispatchId id) throws SQLException {
        PreparedStatement first = session.prepared(FIRST);
        first.setLong(1, id.value());
        try (ResultSet row = first.executeQuery()) {
            return row.next()
                    ? Optional.of(new DispatchId(row.getLong(1))).filter(found -> !found.equals(id))
                    : Optional.empty();
        }
    }

    /** The handlers that are paused. */
    Set<String> held() throws SQLException {
        Set<String> known = held;
        if (known == null) {
            known = new HashSet<>();
            PreparedStatement statement =
                    session.prepared("SELECT name FROM hooklatch_pause WHERE kind = " + Pause.Kind.HANDLER.code());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    known.add(row.getString(1));
                }
            }
            held = known;
        }
        return known;
    }

    /** A dispatch that waits for a paused handler is seen as paused. */
    private DispatchState seen(DispatchState stored, int handler, Set<String> paused) {
        boolean waits = stored == DispatchState.QUEUED || stored == DispatchState.RETRYING;
        if (!waits || paused.isEmpty()) {
            return stored;
        }
        String name = values.handlers().get(handler);
        return name != null && paused.contains(name) ? DispatchState.PAUSED : stored;
    }

    /** The id of the first delivery from this id on, which is above the dispatches born with any event below it. */
    long nextDelivery(long id) throws SQLException {
        PreparedStatement first =
                session.prepared("SELECT id FROM hooklatch_delivery WHERE id >= ? ORDER BY id LIMIT 1");
        first.setLong(1, id);
        try (ResultSet row = first.executeQuery()) {
            return row.next() ? row.getLong(1) : Long.MAX_VALUE;
        }
    }

    /** The ids of the dispatches that were born with the event. */
    long[] born(long event) throws SQLException {
        PreparedStatement statement = session.prepared("SELECT id" + BORN);
        statement.setLong(1, event);
        return ids(statement);
    }

    /** The ids of the event's dispatches, in no particular order. */
    long[] ofEvent(long event) throws SQLException {
        PreparedStatement statement = session.prepared("SELECT id" + BORN + " UNION ALL SELECT id" + LATER);
        statement.setLong(1, event);
        return ids(statement);
    }

    /** Where the event stands; absent when it has no dispatch and so is none. */
    Optional<DispatchState> stateOf(long event) throws SQLException {
        Set<String> paused = held();
        PreparedStatement statement = session.prepared(STATES);
        statement.setLong(1, event);
        Set<DispatchState> states = EnumSet.noneOf(DispatchState.class);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                states.add(seen(DispatchState.ofCode(row.getInt(1)), row.getInt(2), paused));
            }
        }
        return states.isEmpty() ? Optional.empty() : Optional.of(DispatchState.ofEvent(states));
    }

    /** The event of a dispatch that was born with it, or 0. */
    long eventOf(long id) throws SQLException {
        PreparedStatement statement = session.prepared("SELECT event FROM hooklatch_dispatch WHERE id = ?1 "
                + "AND NOT EXISTS (SELECT 1 FROM hooklatch_later_dispatch WHERE dispatch = ?1)");
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
        if (held().contains(handler)) {
            return Optional.empty();
        }
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
        List<String> handlers = values.handlers().all();
        for (String paused : held()) {
            hold(counts, DispatchState.QUEUED, handlers.indexOf(paused) + 1);
            hold(counts, DispatchState.RETRYING, handlers.indexOf(paused) + 1);
        }
        return counts;
    }

    /** Counts those in this state that wait for a paused handler as paused. */
    private void hold(Map<DispatchState, Long> counts, DispatchState state, int handler) throws SQLException {
        PreparedStatement statement = session.prepared("SELECT (SELECT count(*) FROM hooklatch_dispatch "
                + "INDEXED BY hooklatch_dispatch_due WHERE due_at IS NOT NULL AND state = ?1 AND handler = ?2) "
                + "+ (SELECT count(*) FROM hooklatch_ordered o JOIN hooklatch_dispatch d ON d.id = o.dispatch "
                + "WHERE o.handler = ?2 AND o.place IS NOT NULL AND d.state = ?1 AND d.due_at IS NULL)");
        statement.setInt(1, state.code());
        statement.setInt(2, handler);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            long waiting = row.getLong(1);
            if (waiting > 0) {
                counts.merge(DispatchState.PAUSED, waiting, Long::sum);
                counts.computeIfPresent(state, (same, all) -> all == waiting ? null : all - waiting);
            }
        }
    }
}
