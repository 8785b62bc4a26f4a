package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptId;
import io.hooklatch.message.AttemptOutcome;
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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Dispatches and their attempts. */
final class DispatchRows {
    private static final String DISPATCH =
            "SELECT id, event, endpoint, handler, state, attempts, losses, due_at, last_error "
                    + "FROM hooklatch.dispatch";

    private static final String ATTEMPT =
            "SELECT id, dispatch, number, started_at, duration, outcome, error FROM hooklatch.attempt";

    private static final String NEXT_DUE =
            "SELECT due_at FROM hooklatch.dispatch WHERE handler = ? AND due_at IS NOT NULL "
                    + "ORDER BY due_at LIMIT 1";

    private static final String OPEN = "SELECT state, count(*) FROM hooklatch.dispatch WHERE state <> 4 GROUP BY state";

    private DispatchRows() {}

    static Optional<Dispatch> dispatch(Session session, DispatchId id) throws SQLException {
        return Pages.one(session, DISPATCH + " WHERE id = ?", id.value(), DispatchRows::dispatch);
    }

    static Page<Dispatch> list(Session session, DispatchQuery query) throws SQLException {
        Where where = new Where()
                .and("id < ?", query.after().before())
                .and("endpoint = ?", query.endpoint())
                .and("handler = ?", query.handler())
                .and("event = ?", query.eventId().map(EventId::value))
                .and("position(? in last_error) > 0", query.error())
                .and("id >= ?", IdSequence.firstAt(query.made().from()))
                .and("id < ?", IdSequence.firstAt(query.made().until()));
        // Not as a value: the index of open ones is used only where the state is seen not to be handled.
        query.state().ifPresent(state -> where.and("state = " + state.code()));
        return Pages.read(
                session,
                DISPATCH,
                where,
                "id",
                query.limit(),
                DispatchRows::dispatch,
                row -> row.id().value());
    }

    private static Dispatch dispatch(ResultSet row) throws SQLException {
        long dueAt = row.getLong("due_at");
        Optional<Long> due = row.wasNull() ? Optional.empty() : Optional.of(dueAt);
        return new Dispatch(
                new DispatchId(row.getLong("id")),
                new EventId(row.getLong("event")),
                StoredText.read(row, "endpoint"),
                StoredText.find(row, "handler"),
                DispatchState.ofCode(row.getInt("state")),
                row.getInt("attempts"),
                row.getInt("losses"),
                due,
                StoredText.read(row, "last_error"));
    }

    static Page<Attempt> attempts(Session session, AttemptQuery query) throws SQLException {
        Where where = new Where()
                .and("id < ?", query.after().before())
                .and("dispatch = ?", query.dispatchId().map(DispatchId::value))
                .within("recorded_at", query.recorded());
        query.outcome().ifPresent(outcome -> where.and("outcome = " + outcome.code()));
        return Pages.read(
                session,
                ATTEMPT,
                where,
                "id",
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
