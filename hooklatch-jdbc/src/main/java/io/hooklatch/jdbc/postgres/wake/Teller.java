package io.hooklatch.jdbc.postgres.wake;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.Sessions;
import io.hooklatch.jdbc.postgres.link.Shelf;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notes, on a thread and a connection of its own: the server makes transactions with notes queue up at their
 * commit, so none of those that receive or complete must have one. Many that come at once are told once.
 */
final class Teller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    /** Between two notes about the same, so that a flood of events is no flood of notes. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Nothing rests on these transactions, so none has to reach the disk. */
    private static final String TELL = "SELECT set_config('synchronous_commit', 'off', true), "
            + "pg_notify(channel, note) FROM unnest(?::text[], ?::text[]) AS told (channel, note)";

    private final PostgresSettings settings;
    private final Shelf shelf;
    private final String node;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Set<Note> notes = new LinkedHashSet<>();
    private final Thread thread;
    private boolean started;
    private boolean closed;
    private boolean troubled;

    Teller(PostgresSettings settings, Sessions sessions, String node) {
        this.settings = settings;
        this.shelf = new Shelf(sessions, 1);
        this.node = node;
        this.thread = new Thread(this::run, "hooklatch-postgres-tell " + settings.schema());
        thread.setDaemon(true);
    }

    void tell(String handler) {
        add(Note.work(settings.schema(), node, StoredText.encode(handler)));
    }

    void tellEndpointChange() {
        add(Note.endpointChange(settings.schema(), node));
    }

    private void add(Note note) {
        lock.lock();
        try {
            if (closed || !notes.add(note)) {
                return;
            }
            if (!started) {
                started = true;
                thread.start();
            }
            change.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Set<Note> some = take(); !some.isEmpty(); some = take()) {
            try {
                send(some);
                troubled = false;
            } catch (StoreException e) {
                if (!troubled) {
                    LOG.warn("{}: other nodes are not told of work, and find it by polling: {}", settings.name(), e);
                }
                troubled = true;
            }
            pause();
        }
    }

    private void send(Set<Note> some) {
        String[] channels = some.stream().map(note -> note.channel().text()).toArray(String[]::new);
        String[] payloads = some.stream().map(Note::payload).toArray(String[]::new);
        boolean sent = shelf.read(session -> send(session, channels, payloads));
        assert sent;
    }

    private static boolean send(Session session, String[] channels, String[] payloads) throws SQLException {
        PreparedStatement tell = session.prepare(TELL);
        tell.setArray(1, session.array("text", channels));
        tell.setArray(2, session.array("text", payloads));
        return tell.execute();
    }

    /** What is to be told; waits for it. Empty when closed and all is told. */
    private Set<Note> take() {
        lock.lock();
        try {
            while (notes.isEmpty() && !closed) {
                change.awaitUninterruptibly();
            }
            Set<Note> some = new LinkedHashSet<>(notes);
            notes.clear();
            return some;
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = PAUSE_NANOS;
            while (left > 0 && !closed) {
                left = change.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: nobody interrupts this thread", settings.name(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Tells what is left, and waits for that as long as the database may take. */
    @Override
    public void close() {
        boolean running;
        lock.lock();
        try {
            closed = true;
            running = started;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        if (running && Thread.currentThread() != thread) {
            try {
                thread.join(2 * settings.patience().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        shelf.close();
    }
}
