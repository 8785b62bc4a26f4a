package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.Lane;
import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.message.DispatchState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Streams of dispatch ids by state. */
final class DispatchStreams {
    private static final String OF_LANE = "SELECT id FROM hooklatch_dispatch INDEXED BY hooklatch_dispatch_state "
            + "WHERE state NOT IN (2, 4) AND state = ? AND lane = ?";

    private static final String LATER_EVENTS = "SELECT DISTINCT event AS id FROM hooklatch_later_dispatch l WHERE "
            + "(SELECT d.state FROM hooklatch_dispatch d WHERE d.id = l.dispatch) IN (?, ?)";

    private final ReadSession session;
    private final List<Lane> lanes;
    private final List<String> handlers;

    /**
     * @param values their lanes are all that existed when the question was asked
     */
    DispatchStreams(ReadSession session, SharedValues values) {
        this.session = session;
        this.lanes = values.lanes().all();
        this.handlers = values.handlers().all();
    }

    /** Whether the dispatches in this state are few, or can be found by an index. */
    static boolean findable(DispatchState state) {
        return state != DispatchState.HANDLED;
    }

    /** Those in a findable state whose lane fits, and perhaps others. */
    IdStream in(DispatchState state, Predicate<Lane> lane, DispatchReads reads, IdRange range) throws SQLException {
        if (state == DispatchState.RUNNING) {
            return IdStream.of(reads.running(), range);
        }
        Set<String> paused = reads.held();
        Predicate<Lane> held = of -> of.handler() != 0 && paused.contains(handlers.get(of.handler() - 1));
        List<IdStream> parts = new ArrayList<>();
        if (state == DispatchState.PAUSED) {
            addTo(parts, DispatchState.QUEUED, lane.and(held), range);
            addTo(parts, DispatchState.RETRYING, lane.and(held), range);
        } else if (state == DispatchState.QUEUED || state == DispatchState.RETRYING) {
            addTo(parts, state, lane.and(held.negate()), range);
        } else {
            addTo(parts, state, lane, range);
        }
        return IdStream.merge(parts);
    }

    private void addTo(List<IdStream> parts, DispatchState state, Predicate<Lane> lane, IdRange range) {
        for (int i = 0; i < lanes.size(); i++) {
            if (lane.test(lanes.get(i))) {
                int number = i + 1;
                parts.add(new ChunkedIds(
                        session,
                        OF_LANE,
                        statement -> {
                            statement.setInt(1, state.code());
                            statement.setInt(2, number);
                            return 3;
                        },
                        range,
                        1));
            }
        }
    }

    /** The events of which a dispatch that was made later may be in this state. */
    IdStream laterEvents(DispatchState state, IdRange range) {
        boolean paused = state == DispatchState.PAUSED;
        return new ChunkedIds(
                session,
                LATER_EVENTS,
                statement -> {
                    statement.setInt(1, (paused ? DispatchState.QUEUED : state).code());
                    statement.setInt(2, (paused ? DispatchState.RETRYING : state).code());
                    return 3;
                },
                range,
                1);
    }

    /** The dispatches that were made later than their events. */
    IdStream later(IdRange range) {
        return new ChunkedIds(
                session, "SELECT dispatch AS id FROM hooklatch_later_dispatch WHERE true", statement -> 1, range, 1);
    }

    /** The handled ones, which are many and have no index: found by looking at all, in the database. */
    IdStream handled(IdRange range, int first) {
        return new ChunkedIds(
                session, "SELECT id FROM hooklatch_dispatch NOT INDEXED WHERE state = 4", statement -> 1, range, first);
    }

    /** All of them. */
    IdStream all(IdRange range, int first) {
        return new ChunkedIds(session, "SELECT id FROM hooklatch_dispatch WHERE true", statement -> 1, range, first);
    }
}
