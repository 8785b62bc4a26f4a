package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.jdbc.postgres.link.PostgresFailure;
import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.Sessions;
import io.hooklatch.jdbc.postgres.link.Skew;
import io.hooklatch.jdbc.postgres.order.LockedException;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with one connection: takes what waits, commits it as one transaction, and tells the callers.
 *
 * <p>A change that the database refuses does not harm the others of its batch: the batch is rolled back and each change
 * gets a transaction of its own. After any other failure nothing is tried again, the connection is given up, and the next
 * batch opens a new one.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** So often a transaction looks again when others took keys or ids meanwhile. */
    private static final int ROUNDS = 20;

    private final PostgresSettings settings;
    private final Sessions sessions;
    private final Ids ids;
    private final Bounds bounds;
    private final LaneQueue queue;
    private final Thread thread;
    private @Nullable Session session;
    private long now;
    /** Known in the database, or usual. */
    private Skew skew = Skew.USUAL;

    Lane(PostgresSettings settings, Sessions sessions, Ids ids, Bounds bounds, int number) {
        this.settings = settings;
        this.sessions = sessions;
        this.ids = ids;
        this.bounds = bounds;
        this.queue = new LaneQueue(settings.batchRows(), Math.max(1, settings.queueBytes() / 4 / settings.lanes()));
        this.thread = new Thread(this::run, "hooklatch-postgres-" + number + " " + settings.schema());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Queues a write that the bounds let in. False when closed. */
    boolean add(Write<?> write) {
        return queue.add(write);
    }

    private void run() {
        List<Write<?>> batch = new ArrayList<>();
        while (queue.take(batch)) {
            try {
                commit(batch);
            } catch (RuntimeException | Error e) { // a bug; the callers are told and the lane goes on
                LOG.error("{}: a lane failed", settings.name(), e);
                giveUp();
                failAll(batch, new StoreException(settings.name() + ": the writes failed: " + e, e));
            }
            for (Write<?> write : batch) {
                bounds.leave(write);
                tell(write);
            }
            batch.clear();
        }
        if (session != null) {
            sessions.giveBack(session);
        }
    }

    private void tell(Write<?> write) {
        try {
            write.tell();
        } catch (RuntimeException | Error e) { // of whoever waits for it, on this thread
            LOG.error("{}: what was to follow a commit failed", settings.name(), e);
        }
    }

    private void commit(List<Write<?>> batch) {
        try {
            inOneTransaction(batch);
        } catch (SQLException e) {
            if (!recovered(e)) {
                failAll(batch, PostgresFailure.unavailable(settings, e));
            } else if (batch.size() == 1) {
                failAll(batch, refused(e));
            } else {
                oneByOne(batch);
            }
        }
    }

    private void oneByOne(List<Write<?>> batch) {
        for (Write<?> write : batch) {
            try {
                inOneTransaction(List.of(write));
            } catch (SQLException e) {
                write.fail(recovered(e) ? refused(e) : PostgresFailure.unavailable(settings, e));
            }
        }
    }

    private StoreUnavailableException refused(SQLException e) {
        return new StoreUnavailableException(
                settings.name() + ": the database refused the change, which is rolled back: "
                        + PostgresFailure.words(e),
                e);
    }

    private void inOneTransaction(List<Write<?>> batch) throws SQLException {
        Session ready = begin();
        widen(ready, batch);
        Set<Integer> locks = new HashSet<>();
        for (int round = 1; ; round++) {
            try {
                Transaction.apply(ready, ids, now, batch, locks);
                ready.commit();
                return;
            } catch (LockedException e) {
                ready.rollback();
                locks.addAll(e.numbers());
                round--; // each time there are more of them, and they are few
                look(ready);
            } catch (KeyRaceException e) {
                ready.rollback();
                if (round == ROUNDS) {
                    throw e;
                }
                look(ready);
            } catch (SQLException e) {
                if (!PostgresFailure.isUniqueViolation(e) || round == ROUNDS) {
                    throw e;
                }
                ready.rollback();
                ids.renumber(ready);
                look(ready);
                widen(ready, batch);
            }
        }
    }

    /** A session that just answered: nothing was begun on one that broke while nobody used it, so a new one is as good. */
    private Session begin() throws SQLException {
        Session kept = session;
        if (kept != null) {
            try {
                look(kept);
                return kept;
            } catch (SQLException e) {
                LOG.info("{}: a connection was lost: {}", settings.name(), e.getMessage());
                giveUp();
            }
        }
        Session fresh = sessions.open();
        session = fresh;
        fresh.autoCommit(false);
        look(fresh);
        return fresh;
    }

    /** Looks at the clock, and so begins a transaction. */
    private void look(Session ready) throws SQLException {
        now = ready.enter();
        ids.clock(now);
    }

    /** Makes known that rows will bear other times than their ids, by more than was known, before they can be read. */
    private void widen(Session ready, List<Write<?>> batch) throws SQLException {
        long idMillis = ids.time();
        Skew wide = skew.covering(now, idMillis);
        for (Write<?> write : batch) {
            if (write instanceof Append append) {
                wide = wide.covering(append.delivery().receivedAt(), idMillis);
            }
        }
        if (!wide.equals(skew)) {
            wide.store(ready);
            ready.commit();
            skew = wide;
            look(ready);
        }
    }

    /** Whether the transaction is rolled back and the session can go on; else it is given up. */
    private boolean recovered(SQLException e) {
        Session broken = session;
        if (broken != null && PostgresFailure.concernsOneChange(e)) {
            try {
                broken.rollback();
                return true;
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
        }
        giveUp();
        return false;
    }

    private void giveUp() {
        if (session != null) {
            sessions.abort(session);
            session = null;
        }
    }

    private static void failAll(List<Write<?>> batch, StoreException cause) {
        batch.forEach(write -> write.fail(cause));
    }

    /** Lets nothing more in. */
    void close() {
        queue.close();
    }

    /** Waits until what was accepted is committed, unless this is called by the lane itself. */
    void join() {
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
