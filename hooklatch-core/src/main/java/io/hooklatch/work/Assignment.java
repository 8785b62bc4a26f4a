package io.hooklatch.work;

import io.hooklatch.message.Event;
import io.hooklatch.store.Lease;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One lease in the hands of this process, from the claim until its result is durable. Whoever wins {@link #end()} decides
 * the result; everyone else is too late.
 */
final class Assignment {
    final Lease lease;
    final Event event;
    final long leasedAtNanos;

    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable Thread thread;
    private boolean left;
    private volatile long startedAt;
    private volatile long startedNanos;
    private volatile long tookNanos = -1;
    private volatile boolean started;

    Assignment(Lease lease, Event event, long leasedAtNanos) {
        this.lease = lease;
        this.event = event;
        this.leasedAtNanos = leasedAtNanos;
    }

    /** Whether it may be what killed the process in an earlier attempt. */
    boolean suspect() {
        return lease.losses() > 0;
    }

    synchronized void start(Timer timer, @Nullable Thread runner) {
        thread = runner;
        startedAt = timer.millis();
        startedNanos = timer.nanos();
        started = true;
    }

    /** True for exactly one caller. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }

    /** Whether the handler was called and has not been judged yet. */
    boolean running() {
        return started && !ended.get();
    }

    long startedAt() {
        return startedAt;
    }

    /** Since the handler was called, or how long it took once that is known. */
    long nanosSinceStart(Timer timer) {
        long took = tookNanos;
        if (took >= 0) {
            return took;
        }
        return started ? timer.nanos() - startedNanos : 0;
    }

    /** The handler has returned; what follows until its result is durable is not its time. */
    void returned(Timer timer) {
        tookNanos = timer.nanos() - startedNanos;
    }

    /** Interrupts the thread that runs it, unless it has left. Only for the winner of {@link #end()}. */
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** The running thread is done with it and can no longer be interrupted for its sake. */
    synchronized void leave() {
        thread = null;
        left = true;
        Thread.interrupted();
    }

    /** Whether the thread that ran it has left. */
    synchronized boolean left() {
        return left;
    }
}
