package io.hooklatch.jdbc.postgres.wake;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.jdbc.postgres.link.PostgresFailure;
import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.Sessions;
import io.hooklatch.jdbc.postgres.link.StoredText;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for the notes of other nodes, on a thread and a connection of its own. When the connection is lost it is opened
 * again, and whatever was told meanwhile counts as told.
 */
final class Hearer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hearer.class);

    /** So long nothing may be heard before the connection is asked whether it lives. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final long BEFORE_NEXT_TRY_MILLIS = 500;

    private final PostgresSettings settings;
    private final Sessions sessions;
    private final String node;
    private final Consumer<Optional<String>> heard;
    private final Runnable heardEndpointChange;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Session session;
    private boolean started;
    private boolean troubled;

    Hearer(
            PostgresSettings settings,
            Sessions sessions,
            String node,
            Consumer<Optional<String>> heard,
            Runnable heardEndpointChange) {
        this.settings = settings;
        this.sessions = sessions;
        this.node = node;
        this.heard = heard;
        this.heardEndpointChange = heardEndpointChange;
        this.thread = new Thread(this::run, "hooklatch-postgres-hear " + settings.schema());
        thread.setDaemon(true);
    }

    /** Begins to listen, the first time. */
    synchronized void start() {
        if (!started && !over()) {
            started = true;
            thread.start();
        }
    }

    private void run() {
        boolean goesOn = true;
        while (goesOn && !over()) {
            try {
                goesOn = listen();
            } catch (SQLException e) {
                if (!over()) {
                    report(e);
                }
            }
            giveUp();
            goesOn = goesOn && !closedWithin(BEFORE_NEXT_TRY_MILLIS);
        }
    }

    private void report(SQLException e) {
        if (!troubled) {
            LOG.warn(
                    "{}: work of other nodes is found by polling until they can be heard again: {}",
                    settings.name(),
                    PostgresFailure.words(e));
        }
        troubled = true;
    }

    /** Listens until the connection breaks; false when the driver cannot tell what it hears. */
    private boolean listen() throws SQLException {
        Session opened = sessions.open();
        session = opened;
        if (over()) { // closed meanwhile, and not seen by who closed it
            return false;
        }
        Optional<DriverNotes> notes = DriverNotes.of(opened.connection());
        if (notes.isEmpty()) {
            LOG.info(
                    "{}: work of other nodes is found by polling: the driver is not PostgreSQL's own", settings.name());
            return false;
        }
        for (Note.Channel channel : Note.Channel.values()) {
            notes.get().listen(channel.text());
        }
        if (troubled) {
            LOG.info("{}: other nodes are heard again", settings.name());
        }
        troubled = false;
        pass(() -> heard.accept(Optional.empty()));
        pass(heardEndpointChange);
        while (!over()) {
            for (Note note : notes.get().await(QUIET)) {
                hear(note);
            }
        }
        return false;
    }

    private void hear(Note note) {
        if (note.schema().equals(settings.schema()) && !note.node().equals(node)) {
            pass(
                    note.channel() == Note.Channel.ENDPOINT
                            ? heardEndpointChange
                            : () -> heard.accept(note.handler().map(StoredText::decode)));
        }
    }

    private void pass(Runnable signal) {
        try {
            signal.run();
        } catch (RuntimeException e) { // of whoever is told
            LOG.error("{}: what was to follow a note failed", settings.name(), e);
        }
    }

    private void giveUp() {
        Session broken = session;
        session = null;
        if (broken != null) {
            sessions.abort(broken);
        }
    }

    private boolean over() {
        return closed.getCount() == 0;
    }

    private boolean closedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true; // nobody but the end of the program interrupts this thread
        }
    }

    /** Cuts the connection, and with it the wait. */
    @Override
    public void close() {
        closed.countDown();
        Session open = session;
        if (open != null) {
            sessions.abort(open);
        }
    }
}
