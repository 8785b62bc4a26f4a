package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.file.Connections;
import io.hooklatch.jdbc.sqlite.file.SqliteFailure;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** So many reading connections, opened when first needed and again after a failure. */
final class ReadPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);

    /** How long a reader waits for the others, in seconds. */
    private static final long PATIENCE = 30;

    private final SqliteSettings settings;
    private final Semaphore permits;
    private final Deque<ReadSession> idle = new ArrayDeque<>();
    private boolean closed;

    ReadPool(SqliteSettings settings) {
        this.settings = settings;
        this.permits = new Semaphore(settings.readers(), true);
    }

    /** One question. */
    @FunctionalInterface
    interface Question<T> {
        T ask(ReadSession session) throws SQLException;
    }

    /** Asks within one snapshot. */
    <T> T read(Question<T> question) {
        acquire();
        try {
            ReadSession session = take();
            boolean sound = false;
            try {
                session.begin();
                T answer = question.ask(session);
                session.end();
                sound = true;
                return answer;
            } finally {
                giveBack(session, sound);
            }
        } catch (SQLException e) {
            throw SqliteFailure.explain(settings, e);
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(PATIENCE, TimeUnit.SECONDS)) {
                throw new StoreUnavailableException(
                        settings.name() + ": all " + settings.readers() + " readers were busy for " + PATIENCE + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(settings.name() + ": interrupted while waiting to read", e);
        }
    }

    private ReadSession take() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw closedException();
            }
            ReadSession session = idle.pollFirst();
            if (session != null) {
                return session;
            }
        }
        return new ReadSession(Connections.reader(settings));
    }

    private void giveBack(ReadSession session, boolean sound) {
        synchronized (idle) {
            if (sound && !closed) {
                idle.addFirst(session);
                return;
            }
        }
        close(session);
    }

    private void close(ReadSession session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.warn("{}: a reading connection did not close: {}", settings.name(), e.getMessage());
        }
    }

    private StoreException closedException() {
        return new StoreUnavailableException(settings.name() + ": the inbox is closed");
    }

    /** Refuses further questions; those being asked are answered. Idempotent. */
    @Override
    public void close() {
        Deque<ReadSession> left;
        synchronized (idle) {
            closed = true;
            left = new ArrayDeque<>(idle);
            idle.clear();
        }
        left.forEach(this::close);
    }
}
