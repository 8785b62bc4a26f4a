package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.ElementPlace;
import io.hooklatch.jdbc.row.Lane;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dispatches as operators move them. */
final class OperatorRows {
    private static final String COLUMNS =
            "SELECT id, event, lane, state, attempts, losses, carries FROM main.hooklatch_dispatch WHERE ";

    private final SharedRows shared;
    private final IdRows ids;
    private final OrderRows order;
    private final PreparedStatement ofEvent;
    private final PreparedStatement one;
    private final PreparedStatement requeue;
    private final PreparedStatement ignore;
    private final PreparedStatement insert;
    private final PreparedStatement link;
    private final PreparedStatement body;
    private final PreparedStatement delivery;

    OperatorRows(Connection connection, SharedRows shared, IdRows ids, OrderRows order) throws SQLException {
        this.shared = shared;
        this.order = order;
        this.ids = ids;
        ofEvent = connection.prepareStatement(COLUMNS + "id > ?1 AND id < coalesce((SELECT id FROM "
                + "main.hooklatch_delivery WHERE id > ?1 ORDER BY id LIMIT 1), 0x7fffffffffffffff) AND event = ?1 UNION "
                + COLUMNS + "id IN (SELECT dispatch FROM main.hooklatch_later_dispatch WHERE event = ?1) ORDER BY id");
        one = connection.prepareStatement(COLUMNS + "id = ?");
        requeue = connection.prepareStatement("UPDATE main.hooklatch_dispatch SET state = 1, due_at = ?, lane = ?, "
                + "handler = ?, forgiven = attempts, losses = 0 WHERE id = ?");
        ignore = connection.prepareStatement(
                "UPDATE main.hooklatch_dispatch SET state = 6, due_at = NULL, " + "token = token + 1 WHERE id = ?");
        insert = connection.prepareStatement("INSERT INTO main.hooklatch_dispatch (id, event, lane, handler, due_at, "
                + "carries, state, attempts, losses, token) VALUES (?, ?, ?, ?, ?, ?, 1, 0, 0, 0)");
        link = connection.prepareStatement("INSERT INTO main.hooklatch_later_dispatch (dispatch, event) VALUES (?, ?)");
        body = connection.prepareStatement("SELECT profile, received_length IS NOT NULL, "
                + "CASE WHEN length(body) <= 20 THEN body END FROM main.hooklatch_delivery WHERE id = ?");
        delivery = connection.prepareStatement("SELECT profile FROM main.hooklatch_delivery WHERE id = ?");
    }

    /** A dispatch with its lane; in the state that is stored, without due time and error. */
    record Row(Dispatch dispatch, Lane lane) {}

    List<Row> ofEvent(EventId event) throws SQLException {
        ofEvent.setLong(1, event.value());
        return rows(ofEvent);
    }

    Optional<Row> find(DispatchId id) throws SQLException {
        one.setLong(1, id.value());
        return rows(one).stream().findFirst();
    }

    private List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Lane lane = shared.lane(row.getInt(3));
                long carries = row.getLong(7);
                rows.add(new Row(
                        new Dispatch(
                                new DispatchId(row.getLong(1)),
                                new EventId(row.getLong(2)),
                                lane.endpoint(),
                                shared.handlerName(lane.handler()),
                                DispatchState.ofCode(row.getInt(4)),
                                row.getInt(5),
                                row.getInt(6),
                                Optional.empty(),
                                "",
                                carries == 0 ? Optional.empty() : Optional.of(new DeliveryId(carries)),
                                Optional.empty()),
                        lane));
            }
        }
        return rows;
    }

    /** Whether there is a delivery of this number, and not only a part of one. */
    boolean isDelivery(DeliveryId id) throws SQLException {
        delivery.setLong(1, id.value());
        try (ResultSet row = delivery.executeQuery()) {
            return row.next() && !shared.profile(row.getInt(1)).has(Traits.ELEMENT);
        }
    }

    /** Whether the body that this event or delivery would bring to a handler was removed. */
    boolean bodyGone(long id) throws SQLException {
        body.setLong(1, id);
        long whole;
        try (ResultSet row = body.executeQuery()) {
            if (!row.next()) {
                return true;
            }
            if (!shared.profile(row.getInt(1)).has(Traits.ELEMENT)) {
                return row.getBoolean(2);
            }
            whole = ElementPlace.decode(row.getBytes(3)).delivery();
        }
        return bodyGone(whole);
    }

    /**
     * Queues it to this handler, due now unless others of its line come first.
     *
     * @param anew whether it is handled whatever was, and not only goes on
     */
    void requeue(Row row, String to, boolean anew, long now) throws SQLException {
        move(row, DispatchState.QUEUED);
        int handler = shared.handler(to);
        requeue.setLong(1, now);
        requeue.setInt(2, shared.lane(row.lane().endpoint(), row.lane().eventType(), handler));
        requeue.setInt(3, handler);
        requeue.setLong(4, row.dispatch().id().value());
        requeue.executeUpdate();
        order.queuedAgain(row.dispatch().id().value(), handler, anew);
    }

    void ignore(Row row, long now) throws SQLException {
        move(row, DispatchState.IGNORED);
        ignore.setLong(1, row.dispatch().id().value());
        ignore.executeUpdate();
        order.leave(row.dispatch().id().value(), now);
    }

    private static void move(Row row, DispatchState to) {
        if (!row.dispatch().state().next().contains(to)) {
            throw new IllegalStateException(
                    row.dispatch().id() + " cannot move from " + row.dispatch().state() + " to " + to);
        }
    }

    /** One more dispatch of the event that has this one. */
    void add(Row sibling, String to, Optional<DeliveryId> carries, long now) throws SQLException {
        long id = ids.next();
        long event = sibling.dispatch().eventId().value();
        int handler = shared.handler(to);
        insert.setLong(1, id);
        insert.setLong(2, event);
        insert.setInt(3, shared.lane(sibling.lane().endpoint(), sibling.lane().eventType(), handler));
        insert.setInt(4, handler);
        insert.setLong(5, now);
        if (carries.isPresent()) {
            insert.setLong(6, carries.get().value());
        } else {
            insert.setNull(6, Types.INTEGER);
        }
        insert.executeUpdate();
        link.setLong(1, id);
        link.setLong(2, event);
        link.executeUpdate();
        order.added(id, handler, sibling.dispatch().id().value(), carries.isPresent());
    }
}
