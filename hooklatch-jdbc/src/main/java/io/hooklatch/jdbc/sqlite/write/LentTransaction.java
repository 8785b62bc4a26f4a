package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.guard.Lender;
import io.hooklatch.jdbc.guard.LentConnection;
import io.hooklatch.jdbc.guard.SqlDialect;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/**
 * A transaction in the hands of another thread. Whoever holds the lock may use the connection: the runner around each
 * call of a handler and for the bookkeeping between them, the writer to take the transaction back.
 */
final class LentTransaction implements SQLiteCommitListener, AutoCloseable {
    /** How long one call of a handler that is over may go on before SQLite is told again to stop it. */
    private static final long NUDGE_MILLIS = 20;

    private final WriteSession session;
    private final SQLiteConnection connection;
    private final long limitNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch finished = new CountDownLatch(1);
    /** When the piece of work that runs, or the wait for the next, is over; by {@link System#nanoTime}. */
    private volatile long deadline;
    /** The deadline that the writer saw pass; whoever has that one is late, however it ends. */
    private volatile long passed;

    private volatile boolean ended;

    // Under the lock:
    private boolean takenBack;
    private int current = -1;
    private @Nullable Loan loan;
    private @Nullable Thread runner;

    LentTransaction(WriteSession session, Duration timeLimit) {
        this.session = session;
        this.connection = (SQLiteConnection) session.connection();
        this.limitNanos = nanos(timeLimit);
        this.deadline = System.nanoTime() + limitNanos;
        this.passed = deadline - 1;
        connection.addCommitListener(this);
    }

    private static long nanos(Duration limit) {
        try {
            return Math.min(limit.toNanos(), Long.MAX_VALUE / 4);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 4;
        }
    }

    /** Runs each piece of work; called on the executor's thread. */
    void runAll(List<Lease> leases, TransactionalWork work, TransactionOutcome[] outcomes) {
        try {
            for (int i = 0; i < leases.size() && !over(); i++) {
                runOne(i, leases.get(i), work, outcomes);
            }
        } finally {
            finished.countDown();
        }
    }

    private boolean over() {
        lock.lock();
        try {
            return takenBack || ended;
        } finally {
            lock.unlock();
        }
    }

    private void runOne(int index, Lease lease, TransactionalWork work, TransactionOutcome[] outcomes) {
        Loan mine = new Loan();
        lock.lock();
        try {
            if (takenBack) {
                return;
            }
            if (!session.held(lease)) {
                outcomes[index] = new TransactionOutcome.Fenced();
                return;
            }
            session.savepoint();
            loan = mine;
            current = index;
            runner = Thread.currentThread();
            deadline = System.nanoTime() + limitNanos;
        } catch (SQLException e) {
            outcomes[index] = new TransactionOutcome.RolledBack(e);
            ended = true;
            return;
        } finally {
            lock.unlock();
        }
        Completion completion = null;
        Throwable failure = null;
        try {
            completion = work.run(lease, mine.lent.connection());
        } catch (Throwable e) { // whatever a handler throws is its own failure, and the next piece of work goes on
            failure = e;
        }
        lock.lock();
        try {
            if (takenBack || passed == deadline) {
                Thread.interrupted(); // that was for the handler, not for the next task of this thread
            }
            if (takenBack) {
                return;
            }
            if (passed == deadline) {
                giveUp(outcomes);
                return;
            }
            outcomes[index] = ended
                    ? new TransactionOutcome.RolledBack(failure == null ? endedBehindOurBack() : failure)
                    : finish(mine.lent, lease, completion, failure);
        } catch (SQLException e) {
            outcomes[index] = new TransactionOutcome.RolledBack(e);
            ended = true;
        } finally {
            current = -1;
            runner = null;
            loan = null;
            deadline = System.nanoTime() + limitNanos;
            lock.unlock();
        }
    }

    private static StoreException endedBehindOurBack() {
        return new StoreException("the work ended the transaction by a statement, a trigger or a constraint");
    }

    private TransactionOutcome finish(
            LentConnection mine, Lease lease, @Nullable Completion completion, @Nullable Throwable failure)
            throws SQLException {
        mine.closeStatements();
        Throwable cause = failure == null ? objection(lease, completion) : failure;
        if (cause == null && completion != null) {
            if (session.complete(completion)) {
                session.releaseSavepoint();
                return new TransactionOutcome.Committed();
            }
            session.rollbackToSavepoint();
            return new TransactionOutcome.Fenced();
        }
        session.rollbackToSavepoint();
        return new TransactionOutcome.RolledBack(cause == null ? endedBehindOurBack() : cause);
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

    /** Waits until the work is done or has outlived its limit; called on the writer's thread. */
    void await(TransactionOutcome[] outcomes) throws SQLException {
        boolean interrupted = false;
        while (true) {
            try {
                if (finished.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    break;
                }
                if (takeBack(outcomes)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when the work had ended in time after all, and the next is running. */
    private boolean takeBack(TransactionOutcome[] outcomes) throws InterruptedException, SQLException {
        long mine = deadline;
        if (mine - System.nanoTime() > 0) {
            return false;
        }
        passed = mine;
        while (!lock.tryLock(NUDGE_MILLIS, TimeUnit.MILLISECONDS)) {
            if (deadline == mine) {
                connection.getDatabase().interrupt();
            }
        }
        try {
            if (takenBack || finished.getCount() == 0) {
                return true;
            }
            if (deadline != mine) {
                return false;
            }
            giveUp(outcomes);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the loan in the middle of a piece of work, or before the executor came to the next. */
    private void giveUp(TransactionOutcome[] outcomes) {
        takenBack = true;
        if (current < 0) {
            return;
        }
        outcomes[current] = new TransactionOutcome.TimedOut();
        if (runner != null && runner != Thread.currentThread()) {
            runner.interrupt();
        }
        try {
            if (loan != null) {
                loan.lent.closeStatements();
            }
            if (!ended) {
                session.rollbackToSavepoint();
            }
        } catch (SQLException e) {
            ended = true;
        }
    }

    /** Whether the transaction is gone: everything in it is lost, or committed against our will. */
    boolean ended() {
        return ended;
    }

    @Override
    public void onCommit() {
        ended = true;
    }

    @Override
    public void onRollback() {
        ended = true;
    }

    /** The connection for one piece of work. It is worth nothing from the moment another one, or none, is current. */
    private final class Loan implements Lender {
        private final LentConnection lent = new LentConnection(connection, SqlDialect.SQLITE, this);

        @Override
        public void beforeCall() throws SQLException {
            lock.lock();
            if (takenBack || ended || loan != this || passed == deadline) {
                lock.unlock();
                throw new SQLException(
                        "this connection was lent to one call of a transactional handler, which is over");
            }
        }

        @Override
        public void afterCall() {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        connection.removeCommitListener(this);
    }
}
