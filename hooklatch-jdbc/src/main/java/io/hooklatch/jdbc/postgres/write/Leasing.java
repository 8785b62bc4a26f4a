package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.jdbc.postgres.order.Stale;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Lease;
import io.hooklatch.store.Superseded;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes due dispatches. Those that another transaction is taking are passed over, never waited for. */
final class Leasing {
    private static final String LOST = "the lease ran out without a result";

    private static final String DUE =
            "SELECT id, event, token, leased_at, attempts, losses, state, forgiven, carries, EXISTS "
                    + "(SELECT 1 FROM hooklatch.ordered o WHERE o.dispatch = dispatch.id) FROM hooklatch.dispatch "
                    + "WHERE handler = ? AND due_at <= ? AND NOT EXISTS "
                    + "(SELECT 1 FROM hooklatch.pause WHERE kind = 2 AND name = ?) ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED";

    private static final String TAKE = "UPDATE hooklatch.dispatch SET state = 2, token = ?, attempts = ?, losses = ?, "
            + "leased_at = ?, due_at = ?, last_error = coalesce(?, last_error) WHERE id = ?";

    /** So many are superseded in one call at most: a long line of them must not hold a lane, and its locks. */
    static final int MOST_SUPERSEDED = 1000;

    private static final String LOSE = "INSERT INTO hooklatch.attempt "
            + "(dispatch, recorded_at, started_at, duration, number, outcome, error) VALUES (?,?,?,?,?,?,?)";

    private Leasing() {}

    private record Due(
            long id,
            long event,
            long token,
            long leasedAt,
            int attempts,
            int losses,
            boolean running,
            int forgiven,
            Optional<DeliveryId> carries,
            boolean ordered) {
        /** Whether an attempt of it ended, or is about to be found ended, without a word. */
        boolean suspect() {
            return losses > 0 || running;
        }
    }

    /** What a call did. */
    record Leased(List<Lease> leases, List<Superseded> superseded) {}

    static Leased lease(Session session, long now, String handler, int limit, Duration leaseFor) throws SQLException {
        List<Superseded> superseded = new ArrayList<>();
        for (int left = MOST_SUPERSEDED; left > 0; ) {
            List<Due> all = alone(due(session, now, handler, Math.min(limit, left)));
            List<Superseded> some = supersede(session, now, handler, all, left);
            if (some.isEmpty()) {
                return new Leased(take(session, now, handler, all, leaseFor), superseded);
            }
            superseded.addAll(some);
            left -= some.size();
        }
        return new Leased(List.of(), superseded);
    }

    private static List<Lease> take(Session session, long now, String handler, List<Due> all, Duration leaseFor)
            throws SQLException {
        PreparedStatement take = session.prepare(TAKE);
        take.clearBatch();
        List<Lease> leases = new ArrayList<>();
        for (Due due : all) {
            if (due.running()) {
                recordLoss(session, now, due);
            }
            int losses = due.losses() + (due.running() ? 1 : 0);
            take.setLong(1, due.token() + 1);
            take.setInt(2, due.attempts() + 1);
            take.setInt(3, losses);
            take.setLong(4, now);
            take.setLong(5, now + leaseFor.toMillis());
            take.setString(6, due.running() ? LOST : null);
            take.setLong(7, due.id());
            take.addBatch();
            leases.add(new Lease(
                    new DispatchId(due.id()),
                    new EventId(due.event()),
                    handler,
                    due.attempts() + 1,
                    losses,
                    due.token() + 1,
                    due.forgiven(),
                    due.carries(),
                    due.ordered()));
        }
        if (!leases.isEmpty()) {
            take.executeBatch();
        }
        return leases;
    }

    /** A suspect one by itself. */
    private static List<Due> alone(List<Due> due) {
        for (int i = 0; i < due.size(); i++) {
            if (due.get(i).suspect()) {
                return due.subList(0, Math.max(i, 1));
            }
        }
        return due;
    }

    /** Takes out what is older than what was handled, and what waits behind it and is so, too. */
    private static List<Superseded> supersede(Session session, long now, String handler, List<Due> all, int most)
            throws SQLException {
        Map<Long, String> stale = Stale.among(
                session, all.stream().filter(Due::ordered).map(Due::id).toList());
        if (stale.isEmpty()) {
            return List.of();
        }
        for (Due due : all) {
            if (due.running() && stale.containsKey(due.id())) {
                recordLoss(session, now, due);
            }
        }
        return Stale.supersede(session, now, handler, stale, most);
    }

    private static List<Due> due(Session session, long now, String handler, int limit) throws SQLException {
        PreparedStatement select = session.prepare(DUE);
        StoredText.bind(select, 1, handler);
        select.setLong(2, now);
        StoredText.bind(select, 3, handler);
        select.setInt(4, limit);
        List<Due> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Due(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7) == DispatchState.RUNNING.code(),
                        row.getInt(8),
                        row.getLong(9) == 0 ? Optional.empty() : Optional.of(new DeliveryId(row.getLong(9))),
                        row.getBoolean(10)));
            }
        }
        return found;
    }

    private static void recordLoss(Session session, long now, Due due) throws SQLException {
        PreparedStatement lose = session.prepare(LOSE);
        lose.setLong(1, due.id());
        lose.setLong(2, now);
        lose.setLong(3, due.leasedAt());
        lose.setLong(4, now - due.leasedAt());
        lose.setInt(5, due.attempts());
        lose.setInt(6, AttemptOutcome.LOST.code());
        lose.setString(7, LOST);
        lose.executeUpdate();
    }
}
