package io.hooklatch.testkit;

import io.hooklatch.work.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Time that stands still until a test moves it: the clock and the timed calls of an inbox. Thread-safe.
 *
 * <pre>{@code
 * ManualTime time = ManualTime.start();
 * MemoryStore store = MemoryStore.open(time);
 * time.advance(Duration.ofMinutes(5)); // every lease of less than five minutes has run out
 * }</pre>
 *
 * <p>What was asked for by {@link #after} runs on the thread that calls {@link #advance}, each task while the clock shows
 * the very time at which it was due.
 */
public final class ManualTime implements Timer {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::number));
    private Instant now;
    private long nanos;
    private long target;
    private long asked;

    private record Waiting(long due, long number, Runnable task) {}

    private ManualTime(Instant now) {
        this.now = now;
    }

    /** Time that shows the start of 2026, UTC. */
    public static ManualTime start() {
        return at(START);
    }

    /** Time that shows this moment. */
    public static ManualTime at(Instant moment) {
        return new ManualTime(moment);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    /** A task that is due at once runs at the next {@link #advance}, also at one by nothing. */
    @Override
    public synchronized Runnable after(Duration delay, Runnable task) {
        Waiting call = new Waiting(nanos + Math.max(0, delay.toNanos()), asked++, task);
        waiting.add(call);
        return () -> cancel(call);
    }

    /**
     * Moves the time on and runs what becomes due, in the order of the due times, before it returns. A negative duration
     * turns back the clock alone, as a correction of a system clock does: nothing runs, and what waits waits as long as
     * before.
     *
     * @return what the clock shows now
     * @throws RuntimeException when a task does; what was due after it runs at the next advance
     */
    public Instant advance(Duration by) {
        if (by.isNegative()) {
            return turnBack(by);
        }
        long until = aim(by.toNanos());
        for (Optional<Runnable> task = nextUntil(until); task.isPresent(); task = nextUntil(until)) {
            task.get().run();
        }
        return instant();
    }

    /** How long until the next task is due; absent when none waits. */
    public synchronized Optional<Duration> untilNext() {
        return Optional.ofNullable(waiting.peek()).map(next -> Duration.ofNanos(Math.max(0, next.due() - nanos)));
    }

    /** Drops what waits now. The time can still be read, moved, and used by another inbox. */
    @Override
    public synchronized void close() {
        waiting.clear();
    }

    private synchronized Instant turnBack(Duration by) {
        now = now.plus(by);
        return now;
    }

    /** Advances of several threads add up. */
    private synchronized long aim(long by) {
        target = Math.max(target, nanos) + by;
        return target;
    }

    private synchronized Optional<Runnable> nextUntil(long until) {
        Waiting next = waiting.peek();
        if (next == null || next.due() > until) {
            move(until);
            return Optional.empty();
        }
        waiting.remove(next);
        move(next.due());
        return Optional.of(next.task());
    }

    private void move(long to) {
        if (to > nanos) {
            now = now.plusNanos(to - nanos);
            nanos = to;
        }
    }

    private synchronized void cancel(Waiting call) {
        waiting.remove(call);
    }
}
