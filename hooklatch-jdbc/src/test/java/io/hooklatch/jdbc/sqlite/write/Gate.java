package io.hooklatch.jdbc.sqlite.write;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A disk that a test can stop and break. */
final class Gate implements CommitGate {
    private static final int OPEN = 1_000_000;

    private final Semaphore passes = new Semaphore(OPEN);
    private final Semaphore arrivals = new Semaphore(0);
    private final AtomicReference<SQLiteErrorCode> failure = new AtomicReference<>();
    private volatile Optional<SQLiteErrorCode> always = Optional.empty();
    private volatile Runnable onArrival = () -> {};

    @Override
    public void beforeCommit() throws SQLException {
        arrivals.release();
        onArrival.run();
        passes.acquireUninterruptibly();
        SQLiteErrorCode code = always.orElse(failure.getAndSet(null));
        if (code != null) {
            throw new SQLiteException("the test's disk says " + code, code);
        }
    }

    /** From now on the disk takes for ever. */
    void stop() {
        passes.drainPermits();
        arrivals.drainPermits();
    }

    void go() {
        passes.release(OPEN);
    }

    /** Waits until the writer is about to commit. */
    void awaitArrival() throws InterruptedException {
        if (!arrivals.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the writer does not come to a commit");
        }
    }

    /** Makes the next commit fail with this code. */
    void failNext(SQLiteErrorCode code) {
        failure.set(code);
    }

    /** Makes every commit fail with this code, or none from now on. */
    void failAlways(Optional<SQLiteErrorCode> code) {
        always = code;
    }

    /** Called by the writer before each commit. */
    void onArrival(Runnable action) {
        onArrival = action;
    }
}
