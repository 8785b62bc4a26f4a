package io.hooklatch.jdbc.postgres.link;

import io.hooklatch.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bounded number of sessions, kept open between uses. Thread-safe. */
public final class Shelf implements AutoCloseable {
    /** One use of a session. */
    @FunctionalInterface
    public interface Use<T> {
        T with(Session session) throws SQLException;
    }

    private final Sessions sessions;
    private final Semaphore room;
    private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    public Shelf(Sessions sessions, int most) {
        this.sessions = sessions;
        this.room = new Semaphore(most, true);
    }

    /**
     * Asks something that changes nothing. On a session that broke while nobody used it, as after a restart of the
     * database, it is asked again on a new one.
     *
     * @throws StoreUnavailableException when there is no answer
     */
    public <T> T read(Use<T> question) {
        enter();
        try {
            Session kept = idle.poll();
            if (kept != null) {
                try {
                    return use(kept, question);
                } catch (SQLException e) {
                    if (PostgresFailure.concernsOneChange(e)) {
                        throw e;
                    }
                    dropIdle();
                }
            }
            return use(sessions.open(), question);
        } catch (SQLException e) {
            throw PostgresFailure.unavailable(sessions.settings(), e);
        } finally {
            room.release();
        }
    }

    private <T> T use(Session session, Use<T> question) throws SQLException {
        boolean sound = false;
        try {
            T answer = question.with(session);
            sound = true;
            return answer;
        } finally {
            if (sound) {
                keep(session);
            } else {
                sessions.abort(session);
            }
        }
    }

    /**
     * A session for longer, seen to be sound, with a transaction begun by its first statement. It comes back by {@link
     * #putBack} or {@link #drop}.
     */
    public Session take() throws SQLException {
        enter();
        boolean taken = false;
        try {
            Session session = idle.poll();
            if (session != null && !isSound(session)) {
                sessions.abort(session);
                dropIdle();
                session = null;
            }
            Session sound = session == null ? sessions.open() : session;
            sound.autoCommit(false);
            taken = true;
            return sound;
        } finally {
            if (!taken) {
                room.release();
            }
        }
    }

    private static boolean isSound(Session session) {
        try {
            session.now();
            session.rollback();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Takes back a session whose transaction is over. */
    public void putBack(Session session) {
        keep(session);
        room.release();
    }

    /**
     * Gives up a session in whatever state it is, also while another thread uses it; the server rolls back what was not
     * committed. Returns at once.
     */
    public void drop(Session session) {
        sessions.kill(session);
        room.release();
    }

    private void keep(Session session) {
        idle.push(session);
        if (closed) {
            giveBackIdle();
        }
    }

    private void enter() {
        boolean entered = false;
        try {
            entered = !closed && room.tryAcquire(sessions.settings().patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (entered && closed) {
            room.release();
        }
        if (closed) {
            throw new StoreUnavailableException(sessions.settings().name() + ": the inbox is closed");
        }
        if (!entered) {
            throw new StoreUnavailableException(sessions.settings().name()
                    + ": all of its connections of this kind are in use; allow it more, or look for what holds them");
        }
    }

    private void dropIdle() {
        for (@Nullable Session session = idle.poll(); session != null; session = idle.poll()) {
            sessions.abort(session);
        }
    }

    private void giveBackIdle() {
        for (@Nullable Session session = idle.poll(); session != null; session = idle.poll()) {
            sessions.giveBack(session);
        }
    }

    /** Lets nobody in any more; sessions in use are given back when they come. Idempotent. */
    @Override
    public void close() {
        closed = true;
        giveBackIdle();
    }
}
