package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.jdbc.postgres.link.PostgresFailure;
import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.Shelf;
import io.hooklatch.jdbc.postgres.order.Lines;
import io.hooklatch.jdbc.postgres.order.Locks;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of a list of leases, run on a thread of the caller's executor, each piece in a transaction of its own. Nothing
 * of the inbox is locked while a handler works: its lease is looked at before, and asked for again by the statement that
 * records the end, just before the commit.
 */
final class Turn implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private final PostgresSettings settings;
    private final Shelf shelf;
    private final ScheduledExecutorService timer;
    private final List<Lease> leases;
    private final TransactionalWork work;
    private final long limitNanos;
    private final Runnable whenOver;
    private final TransactionOutcome[] outcomes;
    private final CompletableFuture<List<TransactionOutcome>> stage = new CompletableFuture<>();
    /** Whether somebody saw to it: the executor's thread, or whoever gave up waiting for that. */
    private final AtomicBoolean begun = new AtomicBoolean();

    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Future<?> beginning;
    /** Whether the last piece of work did anything with the connection. */
    private boolean touched;
    /** Whether the session was given up in the middle of a piece of work, so that its thread must not touch it. */
    private boolean takenBack;

    Turn(
            PostgresSettings settings,
            Shelf shelf,
            ScheduledExecutorService timer,
            List<Lease> leases,
            TransactionalWork work,
            Duration timeLimit,
            Runnable whenOver) {
        this.settings = settings;
        this.shelf = shelf;
        this.timer = timer;
        this.leases = List.copyOf(leases);
        this.work = work;
        this.limitNanos = nanos(timeLimit);
        this.whenOver = whenOver;
        this.outcomes = new TransactionOutcome[leases.size()];
        Arrays.fill(outcomes, new TransactionOutcome.NotRun());
    }

    private static long nanos(Duration limit) {
        try {
            return Math.min(limit.toNanos(), Long.MAX_VALUE / 4);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 4;
        }
    }

    CompletionStage<List<TransactionOutcome>> stage() {
        return stage;
    }

    /** The executor has as long to begin as a piece of work has to end. */
    void await() {
        beginning = timer.schedule(this::notRun, limitNanos, TimeUnit.NANOSECONDS);
    }

    /** Nobody runs it, unless somebody does already. */
    void notRun() {
        if (begun.compareAndSet(false, true)) {
            tell();
        }
    }

    @Override
    public void run() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        Session session;
        try {
            session = shelf.take();
        } catch (SQLException | StoreException e) {
            LOG.warn("{}: no connection for transactional handlers: {}", settings.name(), e.getMessage());
            tell();
            return;
        }
        boolean sound = false;
        try {
            sound = runAll(session);
        } finally {
            if (sound) {
                shelf.putBack(session);
            } else if (!takenBack) {
                shelf.drop(session);
            }
            tell();
        }
    }

    /** False when the session is of no use any more. */
    private boolean runAll(Session session) {
        for (int i = 0; i < outcomes.length; i++) {
            touched = false;
            try {
                TransactionOutcome outcome = runOne(session, i);
                if (outcome instanceof TransactionOutcome.TimedOut) {
                    takenBack = true;
                    return false;
                }
                outcomes[i] = outcome;
            } catch (SQLException e) {
                outcomes[i] = new TransactionOutcome.RolledBack(e);
                if (!rolledBack(session, e)) {
                    return false;
                }
            }
            if (touched && !cleaned(session)) {
                return false;
            }
        }
        return true;
    }

    private boolean cleaned(Session session) {
        try {
            session.clean();
            return true;
        } catch (SQLException e) {
            LOG.info("{}: a connection that a handler used is given up: {}", settings.name(), e.getMessage());
            return false;
        }
    }

    private static boolean rolledBack(Session session, SQLException e) {
        if (!PostgresFailure.concernsOneChange(e)) {
            return false;
        }
        try {
            session.rollback();
            return true;
        } catch (SQLException again) {
            e.addSuppressed(again);
            return false;
        }
    }

    private TransactionOutcome runOne(Session session, int index) throws SQLException {
        Lease lease = leases.get(index);
        if (!Held.isHeld(session, lease)) {
            session.rollback();
            return new TransactionOutcome.Fenced();
        }
        String transaction = session.beginForOthers(TimeUnit.NANOSECONDS.toMillis(limitNanos));
        Piece piece = new Piece(session, Thread.currentThread());
        Future<?> limit = timer.schedule(() -> late(piece, session, index), limitNanos, TimeUnit.NANOSECONDS);
        Completion completion = null;
        Throwable failure = null;
        try {
            completion = work.run(lease, piece.connection());
        } catch (Throwable e) { // whatever a handler throws is its own failure, and the next piece of work goes on
            failure = e;
        }
        if (!piece.end()) {
            return new TransactionOutcome.TimedOut();
        }
        touched = piece.used();
        limit.cancel(false);
        Throwable cause = failure == null ? objection(lease, completion) : failure;
        if (cause == null) {
            piece.closeStatements();
            if (!session.transaction().equals(transaction)) {
                throw new SQLException("the work ended the inbox's transaction by a statement of its own", "25000");
            }
        }
        if (cause != null || completion == null) {
            session.answerInTime();
            session.rollback();
            piece.closeStatements();
            return new TransactionOutcome.RolledBack(cause == null ? new StoreException("no completion") : cause);
        }
        long now = session.enter();
        List<Long> ordered =
                Complete.concernsOthers(completion) ? List.of(lease.dispatchId().value()) : List.of();
        if (!ordered.isEmpty()) {
            Locks.take(session, Lines.locks(session, ordered));
        }
        if (!Held.complete(session, now, completion)) {
            session.rollback();
            return new TransactionOutcome.Fenced();
        }
        if (!ordered.isEmpty()) {
            Lines.handled(session, now, ordered);
        }
        session.commit();
        return new TransactionOutcome.Committed();
    }

    /** On the timer's thread: the work outlived its limit. Its transaction can no longer commit. */
    private void late(Piece piece, Session session, int index) {
        if (piece.takeBack()) {
            outcomes[index] = new TransactionOutcome.TimedOut();
            shelf.drop(session);
            tell();
        }
    }

    /** Why this completion cannot be committed; null when it can. */
    private static @Nullable Throwable objection(Lease lease, @Nullable Completion completion) {
        if (completion == null) {
            return new StoreException("the work of " + lease.dispatchId() + " returned no completion");
        }
        if (!completion.lease().equals(lease)) {
            return new StoreException(
                    "the work of " + lease.dispatchId() + " returned the completion of another lease");
        }
        if (!(completion.next() instanceof Completion.Next.Handled)) {
            return new StoreException(
                    "the work of " + lease.dispatchId() + " did not end handled, so its writes are rolled back");
        }
        return null;
    }

    private void tell() {
        if (told.compareAndSet(false, true)) {
            Future<?> limit = beginning;
            if (limit != null) {
                limit.cancel(false);
            }
            whenOver.run();
            stage.complete(List.of(outcomes));
        }
    }
}
