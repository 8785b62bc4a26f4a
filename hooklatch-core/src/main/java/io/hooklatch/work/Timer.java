package io.hooklatch.work;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Time as the inbox sees it: what it is now, how long something took, and calls in the future. Injected, so that tests
 * step it by hand. Thread-safe.
 */
public interface Timer extends InstantSource, AutoCloseable {
    /** A count of nanoseconds that only grows, for measuring spans within this process. */
    long nanos();

    /**
     * Runs the task once after this time, on a thread of the timer; the task must be short and must not block.
     *
     * @return cancels it when still waiting
     */
    Runnable after(Duration delay, Runnable task);

    /** Drops what still waits. Idempotent. */
    @Override
    void close();

    /** The time of this machine. Its one thread is a daemon. */
    static Timer system() {
        return new SystemTimer();
    }
}
