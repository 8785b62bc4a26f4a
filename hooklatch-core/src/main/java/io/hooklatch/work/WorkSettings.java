package io.hooklatch.work;

import io.hooklatch.observe.Listeners;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What the engine is given besides the store and the handlers.
 *
 * @param random for the jitter of retries; used by one thread at a time
 * @param leaseFor how long a lease lasts unless renewed; renewed when a third of it has passed
 */
public record WorkSettings(Timer timer, RandomGenerator random, Listeners listeners, Duration leaseFor) {
    /** The default time of a lease. */
    public static final Duration LEASE_FOR = Duration.ofSeconds(60);

    public WorkSettings {
        if (leaseFor.compareTo(Duration.ofMillis(300)) < 0) {
            throw new IllegalArgumentException("lease time " + leaseFor + ": it must be at least 300 ms");
        }
    }
}
