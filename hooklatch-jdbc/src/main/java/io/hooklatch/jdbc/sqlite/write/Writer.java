package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.SupersededNews;
import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.jdbc.sqlite.file.Connections;
import io.hooklatch.jdbc.sqlite.file.DiskGuard;
import io.hooklatch.jdbc.sqlite.file.SqliteFailure;
import io.hooklatch.jdbc.sqlite.keys.KeyHash;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes everything that waits, up to a batch, commits once, and tells the callers. A change
 * that the database refuses does not harm the others of its batch. After a failure of the disk the batch fails, nothing
 * is tried a second time, and the next batch begins on a new connection that has read everything anew.
 */
public final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final SqliteSettings settings;
    private final DiskGuard guard;
    private final CommitGate gate;
    private final SharedValues values;
    private final WriteQueue queue;
    private final Notifier notifier;
    private final Thread thread;
    private final IdSequence ids;
    private final KeyHash hash;
    private final SupersededNews news = new SupersededNews();
    private volatile @Nullable WriteSession session;
    private final Reopening reopening = new Reopening(System::nanoTime);
    private @Nullable StoreException failing;

    /** Opens the file for writing and starts the thread. */
    public Writer(SqliteSettings settings, SharedValues values, DiskGuard guard) throws SQLException {
        this(settings, values, guard, CommitGate.OPEN, null);
    }

    /**
     * @param hash for tests; null for the inbox's own
     */
    Writer(SqliteSettings settings, SharedValues values, DiskGuard guard, CommitGate gate, @Nullable KeyHash hash)
            throws SQLException {
        this.settings = settings;
        this.guard = guard;
        this.values = values;
        this.gate = gate;
        this.queue = new WriteQueue(settings);
        Connection connection = Connections.writer(settings);
        try {
            this.ids = new IdSequence(settings.clock(), 0, IdRows.greatest(connection));
            this.hash = hash == null ? KeyHash.seeded(seed(connection)) : hash;
            this.session = new WriteSession(connection, settings, values, ids, this.hash);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        notifier = new Notifier(settings.name());
        thread = new Thread(this::run, "hooklatch-writer " + settings.name());
        thread.setDaemon(true);
        thread.start();
    }

    private static long seed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT value FROM main.hooklatch_inbox WHERE name = 'hash_seed'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Queues a delivery of so many rows, with a body of so many bytes; fails at once when too much waits. */
    <T> CompletionStage<T> deliver(Write.Change<T> change, int rows, int bytes) {
        Write<T> write = Write.delivery(change, rows, bytes);
        Optional<StoreUnavailableException> refused = guard.refusesDelivery(bytes);
        if (refused.isPresent()) {
            return CompletableFuture.failedStage(refused.get());
        }
        try {
            queue.addDelivery(write);
        } catch (StoreException e) {
            return CompletableFuture.failedStage(e);
        }
        return write.stage();
    }

    /** Queues work on what is stored. */
    <T> CompletionStage<T> work(Write.Change<T> change) {
        Write<T> write = Write.work(change);
        try {
            queue.addWork(write);
        } catch (StoreException e) {
            return CompletableFuture.failedStage(e);
        }
        return write.stage();
    }

    /** Commits something harmless, after a look at the disk. */
    <T> CompletionStage<T> probe(Write.Change<T> change) {
        guard.look();
        Optional<StoreUnavailableException> refused = guard.refusesDeliveries();
        return refused.isPresent() ? CompletableFuture.failedStage(refused.get()) : work(change);
    }

    void lend(Turn turn) {
        queue.addTurn(turn);
    }

    /** How many writes wait for their commit. */
    public int waiting() {
        return queue.waiting();
    }

    /** The hash of this key at this endpoint, as the key index has it. */
    public long hash(String endpoint, String key) {
        return hash.of(endpoint, key);
    }

    /** The events of the key index in memory that may have a key with this hash; absent while the writer has failed. */
    public Optional<long[]> recentEvents(long keyHash) {
        WriteSession current = session;
        return current == null ? Optional.empty() : Optional.of(current.keys().recent(keyHash));
    }

    /** Whom to tell of what was superseded, on the thread that writes. */
    public SupersededNews news() {
        return news;
    }

    private void run() {
        try {
            List<Write<?>> batch = new ArrayList<>();
            while (queue.take(batch)) {
                if (!batch.isEmpty()) {
                    commit(batch);
                    queue.done(batch);
                    notifier.tell(batch);
                    batch = new ArrayList<>();
                }
                Turn turn = queue.takeTurn();
                if (turn != null) {
                    lendTo(turn);
                    queue.turnDone();
                }
            }
        } finally {
            queue.abandon();
            closeSession();
        }
    }

    private void commit(List<Write<?>> batch) {
        int done = 0;
        try {
            requireOwner();
            if (commitTogether(batch)) {
                return;
            }
            for (; done < batch.size(); done++) {
                commitAlone(batch.get(done));
            }
        } catch (SQLException
                | RuntimeException
                | Error e) { // whatever it is, callers wait and the thread has to go on
            StoreException failure = failed(e);
            batch.subList(done, batch.size()).forEach(write -> write.fail(failure));
        }
    }

    private void requireOwner() {
        Optional<StoreUnavailableException> refused = guard.refusesAll();
        if (refused.isPresent()) {
            closeSession();
            throw refused.get();
        }
    }

    /** False when some change was refused, and so nothing is written. */
    private boolean commitTogether(List<Write<?>> batch) throws SQLException {
        WriteSession current = session();
        current.begin();
        for (Write<?> write : batch) {
            if (refusal(write, current).isPresent()) {
                current.rollback();
                return false;
            }
        }
        gate.beforeCommit();
        current.commit();
        worked();
        news.tell(current.takeSuperseded());
        return true;
    }

    private void commitAlone(Write<?> write) throws SQLException {
        WriteSession current = session();
        current.begin();
        Optional<Exception> refusal = refusal(write, current);
        if (refusal.isPresent()) {
            current.rollback();
            LOG.warn(
                    "{}: a write was refused: {}",
                    settings.name(),
                    refusal.get().toString());
            write.fail(new StoreException(
                    settings.name() + ": the write was refused ("
                            + refusal.get().getMessage() + ")",
                    refusal.get()));
            return;
        }
        gate.beforeCommit();
        current.commit();
        worked();
        news.tell(current.takeSuperseded());
    }

    private void worked() {
        if (failing != null) {
            failing = null;
            LOG.info("{}: commits again", settings.name());
        }
    }

    /** Applies the change; why it cannot be, when that concerns this change alone. */
    private static Optional<Exception> refusal(Write<?> write, WriteSession current) throws SQLException {
        try {
            write.apply(current);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        } catch (SQLException e) {
            if (SqliteFailure.concernsOneChange(e)) {
                return Optional.of(e);
            }
            throw e;
        }
    }

    private void lendTo(Turn turn) {
        try {
            requireOwner();
            if (!turn.run(session(), gate)) {
                closeSession();
            }
        } catch (SQLException | RuntimeException | Error e) { // as above
            turn.failed(failed(e));
        }
        turn.tell();
    }

    private WriteSession session() throws SQLException {
        WriteSession current = session;
        if (current != null) {
            return current;
        }
        StoreException known = failing;
        if (known != null && !reopening.allowed()) {
            throw known; // a disk that fails is not opened anew for every write
        }
        Connection connection = Connections.writer(settings);
        try {
            WriteSession opened = new WriteSession(connection, settings, values, ids, hash);
            session = opened;
            return opened;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** What to tell about a commit that failed. The connection is given up: what it still believes may be wrong. */
    private StoreException failed(Throwable error) {
        StoreException failure = explain(error);
        if (failing == null) {
            LOG.error("{}", failure.getMessage());
        }
        failing = failure;
        if (error instanceof SQLException e) {
            guard.failed(e);
        }
        WriteSession current = session;
        if (current == null || current.inTransaction()) {
            closeSession();
        }
        return failure;
    }

    private StoreException explain(Throwable error) {
        if (error instanceof StoreException known) {
            return known;
        }
        return error instanceof SQLException e
                ? SqliteFailure.explain(settings, e)
                : new StoreUnavailableException(settings.name() + ": the writer failed (" + error + ")", error);
    }

    /** How often the file was opened anew after a failure. */
    int reopened() {
        return reopening.count();
    }

    private void closeSession() {
        WriteSession current = session;
        session = null;
        if (current == null) {
            return;
        }
        try {
            current.close();
        } catch (SQLException e) {
            LOG.warn("{}: the writing connection did not close: {}", settings.name(), e.getMessage());
        }
    }

    /** Commits what was accepted, then ends. Idempotent. */
    @Override
    public void close() {
        queue.close();
        if (Thread.currentThread() == thread) {
            return; // called by a continuation; the writer ends after this batch
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        notifier.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
