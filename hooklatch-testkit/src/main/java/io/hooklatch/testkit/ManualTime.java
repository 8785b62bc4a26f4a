package io.hooklatch.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until a test moves it. Thread-safe.
 *
 * <pre>{@code
 * ManualTime time = ManualTime.start();
 * MemoryStore store = MemoryStore.open(time);
 * time.advance(Duration.ofMinutes(5)); // every lease of less than five minutes has run out
 * }</pre>
 */
public final class ManualTime implements InstantSource {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now;

    private ManualTime(Instant now) {
        this.now = now;
    }

    /** A clock that shows the start of 2026, UTC. */
    public static ManualTime start() {
        return at(START);
    }

    /** A clock that shows this moment. */
    public static ManualTime at(Instant moment) {
        return new ManualTime(moment);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /**
     * Moves the clock by this much; a negative duration turns it back, as a corrected system clock would.
     *
     * @return what it shows now
     */
    public synchronized Instant advance(Duration by) {
        now = now.plus(by);
        return now;
    }
}
