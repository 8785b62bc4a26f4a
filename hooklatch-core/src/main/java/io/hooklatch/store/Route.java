package io.hooklatch.store;

import java.time.Duration;
import java.util.Optional;

/**
 * One handler for a new event.
 *
 * @param handler the handler's name
 * @param claimFor when present, the dispatch is born leased to the caller for this long
 */
public record Route(String handler, Optional<Duration> claimFor) {
    /** Queued for any worker. */
    public static Route queued(String handler) {
        return new Route(handler, Optional.empty());
    }

    /** Leased to the caller in the same commit. */
    public static Route claimed(String handler, Duration leaseFor) {
        return new Route(handler, Optional.of(leaseFor));
    }
}
