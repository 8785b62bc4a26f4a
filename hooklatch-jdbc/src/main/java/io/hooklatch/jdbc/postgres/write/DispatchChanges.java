package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.jdbc.postgres.order.Lines;
import io.hooklatch.jdbc.postgres.order.Locks;
import io.hooklatch.jdbc.postgres.read.DispatchRows;
import io.hooklatch.jdbc.postgres.write.Changes.Made;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Change;
import io.hooklatch.store.ItemText;
import io.hooklatch.store.ReplayPlan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replays, requeues and ignores. The rows are locked before it is decided, so workers, and whoever removes what is old, are
 * either before or behind.
 */
final class DispatchChanges {
    private static final String ENDPOINT = "SELECT endpoint FROM hooklatch.event WHERE id = ? FOR SHARE";

    private static final String DELIVERY = "SELECT 1 FROM hooklatch.delivery WHERE id = ? FOR SHARE";

    /** Whether the body that an event, or else a delivery by itself, brings to a handler was removed. */
    private static final String BODY_GONE = "SELECT octet_length(body) < received_length FROM hooklatch.delivery "
            + "WHERE id = coalesce(?, (SELECT delivery FROM hooklatch.event WHERE id = ?)) FOR SHARE";

    private static final String QUEUE = "UPDATE hooklatch.dispatch SET state = 1, handler = ?, due_at = ?, "
            + "forgiven = attempts, losses = 0, leased_at = NULL WHERE id = ?";

    private static final String ADD = "INSERT INTO hooklatch.dispatch (id, event, token, due_at, attempts, losses, "
            + "state, endpoint, handler, last_error, carries) VALUES (?,?,0,?,0,0,1,?,?,'',?)";

    private static final String IGNORE = "UPDATE hooklatch.dispatch SET state = 6, due_at = NULL, leased_at = NULL, "
            + "token = token + 1 WHERE id = ?";

    private final Session session;
    private final Ids ids;
    private final long now;
    private final Consumer<String> woken;

    DispatchChanges(Session session, Ids ids, long now, Consumer<String> woken) {
        this.session = session;
        this.ids = ids;
        this.now = now;
        this.woken = woken;
    }

    Made make(Change change) throws SQLException {
        if (change instanceof Change.Replay replay) {
            return replay(replay.event(), replay.handlers(), Optional.empty());
        }
        if (change instanceof Change.ReplayDelivery replay) {
            return exists(replay.delivery())
                    ? replay(replay.event(), replay.handlers(), Optional.of(replay.delivery()))
                    : Made.of(false, ItemText.NO_DELIVERY);
        }
        if (change instanceof Change.Requeue requeue) {
            return requeue(requeue.dispatch());
        }
        if (change instanceof Change.IgnoreEvent ignore) {
            Lines.needOfEvent(session, ignore.event());
            return ignore(ItemText.NO_EVENT, DispatchRows.lockedOfEvent(session, ignore.event()));
        }
        if (change instanceof Change.IgnoreDispatch ignore) {
            Locks.need(session, Lines.locks(session, List.of(ignore.dispatch().value())));
            return ignore(
                    ItemText.NO_DISPATCH,
                    DispatchRows.locked(session, ignore.dispatch()).stream().toList());
        }
        throw new IllegalArgumentException(change + " is none of dispatches");
    }

    private boolean exists(DeliveryId delivery) throws SQLException {
        PreparedStatement select = session.prepare(DELIVERY);
        select.setLong(1, delivery.value());
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    private Made replay(EventId event, List<String> handlers, Optional<DeliveryId> carries) throws SQLException {
        Optional<String> endpoint = endpoint(event);
        if (endpoint.isEmpty()) {
            return Made.of(false, ItemText.NO_EVENT);
        }
        if (bodyGone(carries, event)) {
            return Made.of(false, ItemText.BODY_GONE);
        }
        Lines.needOfEvent(session, event);
        List<Dispatch> all = DispatchRows.lockedOfEvent(session, event);
        List<Dispatch> own =
                all.stream().filter(row -> row.carries().equals(carries)).toList();
        ReplayPlan plan = ReplayPlan.of(own, handlers);
        for (Map.Entry<DispatchId, String> one : plan.queued().entrySet()) {
            queue(one.getKey(), one.getValue(), true);
        }
        for (String handler : plan.added()) {
            add(event, endpoint.get(), handler, carries, all.get(0).id());
        }
        return Made.of(plan.changes(), plan.detail());
    }

    private boolean bodyGone(Optional<DeliveryId> carries, EventId event) throws SQLException {
        PreparedStatement select = session.prepare(BODY_GONE);
        Binding.setLong(select, 1, carries.map(DeliveryId::value));
        select.setLong(2, event.value());
        try (ResultSet row = select.executeQuery()) {
            return !row.next() || row.getBoolean(1);
        }
    }

    /** As it is stored. */
    private Optional<String> endpoint(EventId event) throws SQLException {
        PreparedStatement select = session.prepare(ENDPOINT);
        select.setLong(1, event.value());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private void queue(DispatchId dispatch, String handler, boolean anew) throws SQLException {
        PreparedStatement queue = session.prepare(QUEUE);
        StoredText.bind(queue, 1, handler);
        queue.setLong(2, now);
        queue.setLong(3, dispatch.value());
        queue.executeUpdate();
        Lines.queuedAgain(session, dispatch.value(), handler, anew);
        woken.accept(handler);
    }

    private void add(EventId event, String endpoint, String handler, Optional<DeliveryId> carries, DispatchId sibling)
            throws SQLException {
        long id = ids.next();
        PreparedStatement add = session.prepare(ADD);
        add.setLong(1, id);
        add.setLong(2, event.value());
        add.setLong(3, now);
        add.setString(4, endpoint);
        StoredText.bind(add, 5, handler);
        Binding.setLong(add, 6, carries.map(DeliveryId::value));
        add.executeUpdate();
        Lines.added(session, id, handler, sibling.value(), carries.isPresent());
        woken.accept(handler);
    }

    private Made requeue(DispatchId id) throws SQLException {
        Locks.need(session, Lines.locks(session, List.of(id.value())));
        Optional<Dispatch> found = DispatchRows.locked(session, id);
        if (found.isEmpty()) {
            return Made.of(false, ItemText.NO_DISPATCH);
        }
        Dispatch dispatch = found.get();
        if (dispatch.state() != DispatchState.DEAD && dispatch.state() != DispatchState.RETRYING) {
            return Made.of(false, ItemText.notRequeued(dispatch.state()));
        }
        if (bodyGone(dispatch.carries(), dispatch.eventId())) {
            return Made.of(false, ItemText.BODY_GONE);
        }
        queue(id, dispatch.handler().orElseThrow(), false);
        return Made.of(true, ItemText.queued(dispatch.handler().orElseThrow()));
    }

    private Made ignore(String none, List<Dispatch> rows) throws SQLException {
        if (rows.isEmpty()) {
            return Made.of(false, none);
        }
        List<Dispatch> left = rows.stream()
                .filter(row -> row.state() != DispatchState.IGNORED)
                .toList();
        long running = left.stream()
                .filter(row -> row.state() == DispatchState.RUNNING)
                .count();
        PreparedStatement ignore = session.prepare(IGNORE);
        for (Dispatch dispatch : left) {
            ignore.setLong(1, dispatch.id().value());
            ignore.executeUpdate();
            dispatch.handler().ifPresent(woken);
        }
        Lines.leave(session, now, left.stream().map(row -> row.id().value()).toList());
        return left.isEmpty() ? Made.of(false, ItemText.IGNORED_ALREADY) : Made.of(true, ItemText.ignored(running));
    }
}
