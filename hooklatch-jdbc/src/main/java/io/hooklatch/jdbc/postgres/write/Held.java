package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may be done with a dispatch while its lease is held. Each statement asks for the token, and changes nothing without. */
final class Held {
    private static final String IS_HELD = "SELECT 1 FROM hooklatch.dispatch WHERE id = ? AND token = ? AND state = 2";

    private static final String RENEW =
            "UPDATE hooklatch.dispatch SET due_at = ? WHERE id = ? AND token = ? AND state = 2";

    private static final String RELEASE = "UPDATE hooklatch.dispatch SET attempts = attempts - 1, "
            + "state = CASE attempts - 1 WHEN forgiven THEN 1 ELSE 3 END, due_at = ?, leased_at = NULL "
            + "WHERE id = ? AND token = ? AND state = 2";

    private static final String COMPLETE = "WITH held AS (UPDATE hooklatch.dispatch SET state = ?, due_at = ?, "
            + "leased_at = NULL, last_error = coalesce(?, last_error) WHERE id = ? AND token = ? AND state = 2 "
            + "RETURNING id, attempts) INSERT INTO hooklatch.attempt "
            + "(dispatch, recorded_at, started_at, duration, number, outcome, error) "
            + "SELECT id, ?, ?, ?, attempts, ?, ? FROM held";

    private static final String RAN_OUT = "SELECT count(*) FROM hooklatch.dispatch WHERE state = 2 AND due_at <= ?";

    private Held() {}

    static boolean isHeld(Session session, Lease lease) throws SQLException {
        PreparedStatement select = session.prepare(IS_HELD);
        select.setLong(1, lease.dispatchId().value());
        select.setLong(2, lease.token());
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    static Set<DispatchId> renew(Session session, long now, Collection<Lease> leases, Duration leaseFor)
            throws SQLException {
        return change(session, RENEW, now + leaseFor.toMillis(), leases);
    }

    static int release(Session session, long now, Collection<Lease> leases) throws SQLException {
        return change(session, RELEASE, now, leases).size();
    }

    private static Set<DispatchId> change(Session session, String sql, long dueAt, Collection<Lease> leases)
            throws SQLException {
        Set<DispatchId> held = new HashSet<>();
        if (leases.isEmpty()) {
            return held;
        }
        PreparedStatement update = session.prepare(sql);
        update.clearBatch();
        List<Lease> sorted = new ArrayList<>(leases);
        sorted.sort(Comparator.comparing(Lease::dispatchId));
        for (Lease lease : sorted) {
            update.setLong(1, dueAt);
            update.setLong(2, lease.dispatchId().value());
            update.setLong(3, lease.token());
            update.addBatch();
        }
        int[] counts = update.executeBatch();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                held.add(sorted.get(i).dispatchId());
            }
        }
        return held;
    }

    static boolean complete(Session session, long now, Completion completion) throws SQLException {
        PreparedStatement statement = session.prepare(COMPLETE);
        bind(statement, now, completion);
        return statement.executeUpdate() > 0;
    }

    /** Each by itself, in one exchange with the database. */
    static boolean[] complete(Session session, long now, List<Completion> completions) throws SQLException {
        PreparedStatement statement = session.prepare(COMPLETE);
        statement.clearBatch();
        for (Completion completion : completions) {
            bind(statement, now, completion);
            statement.addBatch();
        }
        int[] counts = statement.executeBatch();
        boolean[] held = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            held[i] = counts[i] > 0;
        }
        return held;
    }

    private static void bind(PreparedStatement statement, long now, Completion completion) throws SQLException {
        Completion.Next next = completion.next();
        if (next instanceof Completion.Next.Retry retry) {
            statement.setInt(1, DispatchState.RETRYING.code());
            statement.setLong(2, now + retry.after().toMillis());
        } else {
            boolean handled = next instanceof Completion.Next.Handled;
            statement.setInt(1, (handled ? DispatchState.HANDLED : DispatchState.DEAD).code());
            statement.setNull(2, Types.BIGINT);
        }
        String error = StoredText.encode(completion.error());
        statement.setString(3, completion.outcome() == AttemptOutcome.SUCCEEDED ? null : error);
        statement.setLong(4, completion.lease().dispatchId().value());
        statement.setLong(5, completion.lease().token());
        statement.setLong(6, now);
        statement.setLong(7, completion.startedAt());
        statement.setLong(8, completion.durationMillis());
        statement.setInt(9, completion.outcome().code());
        statement.setString(10, error);
    }

    /** How many leases ran out; they are due as they are. */
    static int ranOut(Session session, long now) throws SQLException {
        PreparedStatement count = session.prepare(RAN_OUT);
        count.setLong(1, now);
        try (ResultSet row = count.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
