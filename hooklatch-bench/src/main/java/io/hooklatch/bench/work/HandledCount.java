package io.hooklatch.bench.work;

import io.hooklatch.bench.FirstProblem;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.observe.InboxListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is handled durably, and tells when it is all of it. Thread-safe. */
final class HandledCount implements InboxListener {
    private static final long STALLED_AFTER_SECONDS = 60;

    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong wanted = new AtomicLong(Long.MAX_VALUE);
    private final CountDownLatch end = new CountDownLatch(1);
    private final FirstProblem problem = new FirstProblem();

    @Override
    public void attempted(
            String handler,
            EventId eventId,
            DispatchId dispatchId,
            int attempt,
            AttemptOutcome outcome,
            DispatchState next,
            String error,
            long nanos) {
        if (next != DispatchState.HANDLED) {
            fail("an attempt ended " + outcome + ": " + error);
        } else if (handled.incrementAndGet() >= wanted.get()) {
            end.countDown();
        }
    }

    @Override
    public void fencedOff(String handler, EventId eventId, DispatchId dispatchId, int attempt) {
        fail("a result came too late");
    }

    @Override
    public void troubled(String where, String what) {
        fail(where + ": " + what);
    }

    private void fail(String why) {
        problem.report(why);
        end.countDown();
    }

    long soFar() {
        return handled.get();
    }

    /**
     * Waits until so many are handled.
     *
     * @throws IllegalStateException when something else happened to one of them, or nothing more happens
     */
    void await(long count) throws InterruptedException {
        wanted.set(count);
        while (handled.get() < count && problem.none()) {
            long before = handled.get();
            if (!end.await(STALLED_AFTER_SECONDS, TimeUnit.SECONDS) && handled.get() == before) {
                throw new IllegalStateException("stalled after " + before + " of " + count + " events");
            }
        }
        problem.raise();
    }
}
