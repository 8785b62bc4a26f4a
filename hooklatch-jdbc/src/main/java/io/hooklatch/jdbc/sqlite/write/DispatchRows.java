package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.Text;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;

/** Writes dispatches. The states in the SQL are the codes of {@link DispatchState}. */
final class DispatchRows {
    private final PreparedStatement unrouted;
    private final PreparedStatement queued;
    private final PreparedStatement running;
    private final PreparedStatement superseded;
    private final PreparedStatement supersede;
    private final PreparedStatement take;
    private final PreparedStatement renew;
    private final PreparedStatement handle;
    private final PreparedStatement end;
    private final PreparedStatement release;
    private final PreparedStatement expireAll;
    private final PreparedStatement held;

    DispatchRows(Connection connection) throws SQLException {
        unrouted = insert(connection, "(id, event, lane, state, attempts, losses, token) VALUES (?, ?, ?, 7, 0, 0, 0)");
        queued = insert(
                connection,
                "(id, event, lane, handler, due_at, state, attempts, losses, token) VALUES (?, ?, ?, ?, ?, 1, 0, 0, 0)");
        running = insert(
                connection,
                "(id, event, lane, handler, due_at, leased_at, state, attempts, losses, token) "
                        + "VALUES (?, ?, ?, ?, ?, ?, 2, 1, 0, 1)");
        superseded = insert(
                connection,
                "(id, event, lane, handler, last_error, state, attempts, losses, token) "
                        + "VALUES (?, ?, ?, ?, ?, 9, 0, 0, 0)");
        supersede = connection.prepareStatement("UPDATE main.hooklatch_dispatch SET state = 9, due_at = NULL, "
                + "losses = losses + ?, last_error = ? WHERE id = ? RETURNING event");
        take = connection.prepareStatement("UPDATE main.hooklatch_dispatch SET state = 2, attempts = ?, losses = ?, "
                + "token = ?, due_at = ?, leased_at = ?, last_error = coalesce(?, last_error) WHERE id = ?");
        renew = connection.prepareStatement(
                "UPDATE main.hooklatch_dispatch SET due_at = ? WHERE id = ? AND token = ? AND state = 2");
        handle = connection.prepareStatement(
                "UPDATE main.hooklatch_dispatch SET state = 4, due_at = NULL WHERE id = ? AND token = ? AND state = 2");
        end = connection.prepareStatement("UPDATE main.hooklatch_dispatch SET state = ?, due_at = ?, "
                + "last_error = coalesce(?, last_error) WHERE id = ? AND token = ? AND state = 2");
        release = connection.prepareStatement("UPDATE main.hooklatch_dispatch SET "
                + "state = CASE WHEN attempts = forgiven + 1 THEN 1 ELSE 3 END, attempts = attempts - 1, due_at = ? "
                + "WHERE id = ? AND token = ? AND state = 2");
        expireAll = connection.prepareStatement(
                "UPDATE main.hooklatch_dispatch SET due_at = ? WHERE state = 2 AND due_at IS NOT NULL");
        held = connection.prepareStatement(
                "SELECT 1 FROM main.hooklatch_dispatch WHERE id = ? AND token = ? AND state = 2");
    }

    private static PreparedStatement insert(Connection connection, String row) throws SQLException {
        return connection.prepareStatement("INSERT INTO main.hooklatch_dispatch " + row);
    }

    void insertUnrouted(long id, long event, int lane) throws SQLException {
        unrouted.setLong(1, id);
        unrouted.setLong(2, event);
        unrouted.setInt(3, lane);
        unrouted.executeUpdate();
    }

    /**
     * One that waits.
     *
     * @param dueAt absent when it waits for another
     */
    void insertQueued(long id, long event, int lane, int handler, Optional<Long> dueAt) throws SQLException {
        queued.setLong(1, id);
        queued.setLong(2, event);
        queued.setInt(3, lane);
        queued.setInt(4, handler);
        if (dueAt.isPresent()) {
            queued.setLong(5, dueAt.get());
        } else {
            queued.setNull(5, Types.INTEGER);
        }
        queued.executeUpdate();
    }

    /** One that is older than what was handled. */
    void insertSuperseded(long id, long event, int lane, int handler, String why) throws SQLException {
        superseded.setLong(1, id);
        superseded.setLong(2, event);
        superseded.setInt(3, lane);
        superseded.setInt(4, handler);
        superseded.setString(5, why);
        superseded.executeUpdate();
    }

    /**
     * A dispatch is older than what was handled.
     *
     * @param lost whether an attempt of it was lost just now
     * @return its event
     */
    long supersede(long dispatch, boolean lost, String why) throws SQLException {
        supersede.setInt(1, lost ? 1 : 0);
        supersede.setString(2, why);
        supersede.setLong(3, dispatch);
        try (ResultSet row = supersede.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    void insertRunning(long id, long event, int lane, int handler, long now, Duration leaseFor) throws SQLException {
        running.setLong(1, id);
        running.setLong(2, event);
        running.setInt(3, lane);
        running.setInt(4, handler);
        running.setLong(5, later(now, leaseFor));
        running.setLong(6, now);
        running.executeUpdate();
    }

    /**
     * Makes a due dispatch running under its next token.
     *
     * @param loss what to say about the attempt that was lost, when one was
     */
    Lease take(DueDispatch due, String handler, long now, Duration leaseFor, Optional<String> loss)
            throws SQLException {
        int attempts = due.attempts() + 1;
        int losses = due.losses() + (loss.isPresent() ? 1 : 0);
        take.setInt(1, attempts);
        take.setInt(2, losses);
        take.setLong(3, due.token() + 1);
        take.setLong(4, later(now, leaseFor));
        take.setLong(5, now);
        Text.bind(take, 6, loss);
        take.setLong(7, due.id());
        take.executeUpdate();
        return new Lease(
                new DispatchId(due.id()),
                new EventId(due.event()),
                handler,
                attempts,
                losses,
                due.token() + 1,
                due.forgiven(),
                due.carries() == 0 ? Optional.empty() : Optional.of(new DeliveryId(due.carries())),
                due.ordered());
    }

    boolean renew(Lease lease, long now, Duration leaseFor) throws SQLException {
        renew.setLong(1, later(now, leaseFor));
        renew.setLong(2, lease.dispatchId().value());
        renew.setLong(3, lease.token());
        return renew.executeUpdate() == 1;
    }

    /** The common end, without an error. */
    boolean handle(Lease lease) throws SQLException {
        handle.setLong(1, lease.dispatchId().value());
        handle.setLong(2, lease.token());
        return handle.executeUpdate() == 1;
    }

    /** Any end, with the error of the attempt when it failed. */
    boolean end(Lease lease, Completion.Next next, Optional<String> error, long now) throws SQLException {
        end.setInt(1, stateAfter(next).code());
        if (next instanceof Completion.Next.Retry retry) {
            end.setLong(2, later(now, retry.after()));
        } else {
            end.setNull(2, Types.INTEGER);
        }
        Text.bind(end, 3, error);
        end.setLong(4, lease.dispatchId().value());
        end.setLong(5, lease.token());
        return end.executeUpdate() == 1;
    }

    private static DispatchState stateAfter(Completion.Next next) {
        if (next instanceof Completion.Next.Retry) {
            return DispatchState.RETRYING;
        }
        return next instanceof Completion.Next.Handled ? DispatchState.HANDLED : DispatchState.DEAD;
    }

    boolean release(Lease lease, long now) throws SQLException {
        release.setLong(1, now);
        release.setLong(2, lease.dispatchId().value());
        release.setLong(3, lease.token());
        return release.executeUpdate() == 1;
    }

    int expireAll(long now) throws SQLException {
        expireAll.setLong(1, now);
        return expireAll.executeUpdate();
    }

    boolean held(Lease lease) throws SQLException {
        held.setLong(1, lease.dispatchId().value());
        held.setLong(2, lease.token());
        try (ResultSet row = held.executeQuery()) {
            return row.next();
        }
    }

    /** At most the end of time, as for a lease that shall never end. */
    private static long later(long now, Duration by) {
        long millis;
        try {
            millis = by.toMillis();
        } catch (ArithmeticException e) {
            return by.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        long sum = now + millis;
        return millis > 0 && sum < now ? Long.MAX_VALUE : sum;
    }
}
