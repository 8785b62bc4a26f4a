package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.Lane;
import io.hooklatch.message.DispatchState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Streams of dispatch ids by state. */
final class DispatchStreams {
    private static final String OF_LANE = "SELECT id FROM hooklatch_dispatch INDEXED BY hooklatch_dispatch_state "
            + "WHERE state NOT IN (2, 4) AND state = ? AND lane = ?";

    private final ReadSession session;
    private final List<Lane> lanes;

    /**
     * @param lanes all that existed when the question was asked, by number
     */
    DispatchStreams(ReadSession session, List<Lane> lanes) {
        this.session = session;
        this.lanes = lanes;
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
        List<IdStream> parts = new ArrayList<>();
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
        return IdStream.merge(parts);
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
