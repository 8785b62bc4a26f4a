package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.store.IdSequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The ids that this node gives out, by the database's clock as its lanes saw it last. Every opened store takes the next
 * number of a thousand, so two that live at the same time make different ids; if ever they did not, the primary key
 * refuses the second, and {@link #renumber} takes another number. Thread-safe.
 */
final class Ids {
    private long clock;
    private long last;
    private IdSequence sequence;

    private Ids(long clock, IdSequence sequence) {
        this.clock = clock;
        this.sequence = sequence;
    }

    static Ids open(Session session) throws SQLException {
        Ids ids = new Ids(session.now(), new IdSequence(() -> Instant.EPOCH, 0, 0));
        ids.renumber(session);
        return ids;
    }

    /** Takes another number; ids go on above those that are stored. */
    void renumber(Session session) throws SQLException {
        try (ResultSet row = session.prepare("SELECT nextval('hooklatch.node_number')::int, greatest("
                        + "(SELECT max(id) FROM hooklatch.delivery), (SELECT max(id) FROM hooklatch.dispatch), "
                        + "(SELECT max(event) FROM hooklatch.dedupe_key), 0)")
                .executeQuery()) {
            row.next();
            restart(row.getInt(1), row.getLong(2));
        }
    }

    private synchronized void restart(int number, long stored) {
        last = Math.max(last, stored);
        sequence = new IdSequence(() -> Instant.ofEpochMilli(clock), number, stored);
    }

    synchronized void clock(long millis) {
        clock = Math.max(clock, millis);
    }

    /** The time of the ids that are given out now, in milliseconds since the epoch, UTC. */
    synchronized long time() {
        return Math.max(clock, IdSequence.timeOf(last));
    }

    synchronized long next() {
        last = sequence.next();
        return last;
    }
}
