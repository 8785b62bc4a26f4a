package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptId;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Lists attempts. */
final class AttemptList {
    private static final String ROW = "SELECT dispatch, number, started_at, duration, outcome, error, recorded_at "
            + "FROM hooklatch_attempt WHERE id = ?";

    private final AttemptQuery query;
    private final SharedValues values;

    AttemptList(AttemptQuery query, SharedValues values) {
        this.query = query;
        this.values = values;
    }

    private record Row(Attempt attempt, long recordedAt) {}

    Page<Attempt> read(ReadSession session) throws SQLException {
        Page<Row> page = Pages.fill(ids(session), id -> row(session, id), this::wanted, query.after(), query.limit());
        return new Page<>(page.items().stream().map(Row::attempt).toList(), page.next());
    }

    private IdStream ids(ReadSession session) throws SQLException {
        long lead = new DeliveryStreams(session, values.profiles().all()).lead();
        IdRange range = IdRange.after(query.after()).within(query.recorded(), lead);
        if (query.dispatchId().isPresent()) {
            long dispatch = query.dispatchId().get().value();
            return new ChunkedIds(
                    session,
                    "SELECT id FROM hooklatch_attempt INDEXED BY hooklatch_attempt_dispatch WHERE dispatch = ?",
                    statement -> {
                        statement.setLong(1, dispatch);
                        return 2;
                    },
                    range,
                    32);
        }
        if (query.outcome().isPresent() && query.outcome().get() != AttemptOutcome.SUCCEEDED) {
            int outcome = query.outcome().get().code();
            return new ChunkedIds(
                    session,
                    "SELECT id FROM hooklatch_attempt INDEXED BY hooklatch_attempt_outcome "
                            + "WHERE outcome <> 1 AND outcome = ?",
                    statement -> {
                        statement.setInt(1, outcome);
                        return 2;
                    },
                    range,
                    query.limit() + 1);
        }
        return new ChunkedIds(
                session, "SELECT id FROM hooklatch_attempt WHERE true", statement -> 1, range, query.limit() + 1);
    }

    private static Optional<Row> row(ReadSession session, long id) throws SQLException {
        PreparedStatement statement = session.prepared(ROW);
        statement.setLong(1, id);
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            String error = Text.read(row, 6);
            Attempt attempt = new Attempt(
                    new AttemptId(id),
                    new DispatchId(row.getLong(1)),
                    row.getInt(2),
                    row.getLong(3),
                    row.getLong(4),
                    AttemptOutcome.ofCode(row.getInt(5)),
                    error == null ? "" : error);
            return Optional.of(new Row(attempt, row.getLong(7)));
        }
    }

    private boolean wanted(Row row) {
        return Pages.is(query.dispatchId(), row.attempt().dispatchId())
                && Pages.is(query.outcome(), row.attempt().outcome())
                && query.recorded().contains(row.recordedAt());
    }
}
