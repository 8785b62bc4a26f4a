package io.hooklatch.work;

import java.time.Duration;

/** At most one pending wake-up, the earliest that was asked for. Thread-safe. */
final class Wake {
    private final Timer timer;
    private final Runnable task;

    private long dueNanos;
    private Runnable cancel = () -> {};
    private boolean pending;
    private boolean closed;

    Wake(Timer timer, Runnable task) {
        this.timer = timer;
        this.task = task;
    }

    synchronized void in(Duration delay) {
        long due = timer.nanos() + Math.max(1_000_000, delay.toNanos());
        if (closed || (pending && dueNanos - due <= 0)) {
            return;
        }
        cancel.run();
        pending = true;
        dueNanos = due;
        cancel = timer.after(Duration.ofNanos(due - timer.nanos()), this::fire);
    }

    private void fire() {
        synchronized (this) {
            if (closed || !pending) {
                return;
            }
            pending = false;
        }
        task.run();
    }

    synchronized void close() {
        closed = true;
        cancel.run();
    }
}
