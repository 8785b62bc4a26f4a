package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptId;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dispatches and their attempts. */
public final class DispatchRows {
    private static final String OTHERS = "SELECT id, event, endpoint, handler, attempts, losses, last_error, carries";

    private static final String HELD_BACK =
            "state IN (1, 3) AND handler IN (SELECT name FROM hooklatch.pause WHERE kind = 2)";

    /** The state of a row as it reads: what waits for a paused handler is paused. */
    static final String STATE = "CASE WHEN " + HELD_BACK + " THEN 8 ELSE state END";

    private static final String DISPATCH = OTHERS + ", " + STATE + " AS state, CASE WHEN " + HELD_BACK
            + " THEN NULL ELSE due_at END AS due_at, CASE WHEN state = 1 AND due_at IS NULL THEN (SELECT f.dispatch "
            + "FROM hooklatch.ordered o JOIN hooklatch.ordered f ON f.handler = o.handler AND f.line = o.line "
            + "AND f.place < o.place WHERE o.dispatch = dispatch.id ORDER BY f.place LIMIT 1) END AS held_by "
            + "FROM hooklatch.dispatch";

    private static final String STORED = OTHERS + ", state, due_at, NULL::bigint AS held_by FROM hooklatch.dispatch";

    private static final String STATES = "SELECT id, state FROM hooklatch.dispatch WHERE id = ANY (?)";

    private static final String ATTEMPT =
            "SELECT id, dispatch, number, started_at, duration, outcome, error FROM hooklatch.attempt";

    private static final String NEXT_DUE =
            "SELECT due_at FROM hooklatch.dispatch WHERE handler = ? AND due_at IS NOT NULL AND NOT EXISTS (SELECT 1"
                    + " FROM hooklatch.pause WHERE kind = 2 AND name = ?) ORDER BY due_at LIMIT 1";

    private static final String OPEN =
            "SELECT " + STATE + " AS seen, count(*) FROM hooklatch.dispatch WHERE state <> 4 GROUP BY seen";

    private DispatchRows() {}

    static Optional<Dispatch> dispatch(Session session, DispatchId id) throws SQLException {
        return Pages.one(session, DISPATCH + " WHERE id = ?", id.value(), DispatchRows::dispatch);
    }

    static Page<Dispatch> list(Session session, DispatchQuery query) throws SQLException {
        Where where = new Where()
                .and("endpoint = ?", query.endpoint())
                .and("handler = ?", query.handler())
                .and("event = ?", query.eventId().map(EventId::value))
                .and("position(? in last_error) > 0", query.error())
                .and("id >= ?", IdSequence.firstAt(query.made().from()))
                .and("id < ?", IdSequence.firstAt(query.made().until()));
        // Not as a value: the index of open ones is used only where the state is seen not to be handled.
        query.state().ifPresent(state -> where.and(in(state)));
        return Pages.read(
                session,
                DISPATCH,
                where,
                "id",
                query.after(),
                query.limit(),
                DispatchRows::dispatch,
                row -> row.id().value());
    }

    /** The condition that a row reads as in this state. */
    static String in(DispatchState state) {
        return switch (state) {
            case PAUSED -> HELD_BACK;
            case QUEUED, RETRYING -> "state = " + state.code() + " AND NOT (" + HELD_BACK + ")";
            default -> "state = " + state.code();
        };
    }

    /** The states of these, whatever is paused. */
    static Map<DispatchId, DispatchState> stored(Session session, Collection<DispatchId> ids) throws SQLException {
        Map<DispatchId, DispatchState> states = new HashMap<>();
        PreparedStatement select = session.prepare(STATES);
        select.setArray(
                1, session.array("bigint", ids.stream().map(DispatchId::value).toArray(Long[]::new)));
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                states.put(new DispatchId(row.getLong(1)), DispatchState.ofCode(row.getInt(2)));
            }
        }
        return states;
    }

    /** As it is stored, and nobody else changes it until the transaction ends. */
    public static Optional<Dispatch> locked(Session session, DispatchId id) throws SQLException {
        return Pages.one(session, STORED + " WHERE id = ? FOR UPDATE", id.value(), DispatchRows::dispatch);
    }

    /** As {@link #locked}, all of an event. */
    public static List<Dispatch> lockedOfEvent(Session session, EventId event) throws SQLException {
        PreparedStatement select = session.prepare(STORED + " WHERE event = ? ORDER BY id FOR UPDATE");
        select.setLong(1, event.value());
        List<Dispatch> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(dispatch(row));
            }
        }
        return found;
    }

    private static Dispatch dispatch(ResultSet row) throws SQLException {
        long dueAt = row.getLong("due_at");
        Optional<Long> due = row.wasNull() ? Optional.empty() : Optional.of(dueAt);
        long carries = row.getLong("carries");
        long heldBy = row.getLong("held_by");
        return new Dispatch(
                new DispatchId(row.getLong("id")),
                new EventId(row.getLong("event")),
                StoredText.read(row, "endpoint"),
                StoredText.find(row, "handler"),
                DispatchState.ofCode(row.getInt("state")),
                row.getInt("attempts"),
                row.getInt("losses"),
                due,
                StoredText.read(row, "last_error"),
                carries == 0 ? Optional.empty() : Optional.of(new DeliveryId(carries)),
                heldBy == 0 ? Optional.empty() : Optional.of(new DispatchId(heldBy)));
    }

    static Page<Attempt> attempts(Session session, AttemptQuery query) throws SQLException {
        Where where = new Where()
                .and("dispatch = ?", query.dispatchId().map(DispatchId::value))
                .within("recorded_at", query.recorded());
        if (query.dispatchId().isEmpty()) {
            AttemptPlace.within(session, query.recorded(), where);
        }
        query.outcome().ifPresent(outcome -> where.and("outcome = " + outcome.code()));
        return Pages.read(
                session,
                ATTEMPT,
                where,
                "id",
                query.after(),
                query.limit(),
                DispatchRows::attempt,
                row -> row.id().value());
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                new AttemptId(row.getLong("id")),
                new DispatchId(row.getLong("dispatch")),
                row.getInt("number"),
                row.getLong("started_at"),
                row.getLong("duration"),
                AttemptOutcome.ofCode(row.getInt("outcome")),
                StoredText.read(row, "error"));
    }

    static Optional<Duration> nextDue(Session session, String handler) throws SQLException {
        PreparedStatement statement = session.prepare(NEXT_DUE);
        StoredText.bind(statement, 1, handler);
        StoredText.bind(statement, 2, handler);
        long due;
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            due = row.getLong(1);
        }
        return Optional.of(Duration.ofMillis(due - session.now()));
    }

    static Map<DispatchState, Long> open(Session session) throws SQLException {
        Map<DispatchState, Long> counts = new EnumMap<>(DispatchState.class);
        try (ResultSet row = session.prepare(OPEN).executeQuery()) {
            while (row.next()) {
                counts.put(DispatchState.ofCode(row.getInt(1)), row.getLong(2));
            }
        }
        return counts;
    }
}
