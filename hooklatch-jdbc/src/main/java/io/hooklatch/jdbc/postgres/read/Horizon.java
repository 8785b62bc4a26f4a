package io.hooklatch.jdbc.postgres.read;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.Settled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Up to where lists are settled, however long commits take. Every transaction that gives out ids holds a lock from before
 * it looks at the clock to its end ({@link Session#enter}). So once all that held it at one moment have ended, nothing with
 * an id of before that moment is to come. Thread-safe.
 */
final class Horizon {
    private static final String DRAWN =
            "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM hooklatch.attempt_id_seq";

    private static final String OPEN = "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'advisory' "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
            + "AND objsubid = 1 AND ((classid::bigint << 32) | objid::bigint) = " + Session.ENTERED;

    private Settled settled = new Settled(0, 0);
    private Moment waited = new Moment(settled, Set.of());

    /** What is settled when all of these transactions have ended. */
    private record Moment(Settled settled, Set<String> open) {}

    /** Looks again; the more often, the closer it follows. */
    synchronized Settled look(Session session) throws SQLException {
        Moment now = moment(session);
        if (Collections.disjoint(waited.open, now.open)) {
            settled = waited.settled;
            waited = now;
        }
        if (waited.open.isEmpty()) {
            settled = waited.settled;
        }
        return settled;
    }

    /** The ids first, then who may still store such: in the other order one could begin and draw in between. */
    private static Moment moment(Session session) throws SQLException {
        long rows = IdSequence.firstAt(session.now()) - 1;
        long attempts;
        try (ResultSet row = session.prepare(DRAWN).executeQuery()) {
            row.next();
            attempts = row.getLong(1);
        }
        Set<String> open = new HashSet<>();
        try (ResultSet row = session.prepare(OPEN).executeQuery()) {
            while (row.next()) {
                open.add(row.getString(1));
            }
        }
        return new Moment(new Settled(rows, attempts), open);
    }
}
