package io.hooklatch.work;

import java.time.Duration;

/**
 * How often, how long and how many at once. Immutable; start from {@link #defaults()} and change what differs.
 *
 * @param attempts how many runs before the dispatch is dead, at least 1; default 12, which with the other defaults spans
 *     about a day
 * @param base the longest wait before the second attempt; doubles with each further one; default 5 s
 * @param cap the longest wait between attempts; default 6 h
 * @param timeout how long one run may take; default 30 s
 * @param concurrency how many runs at once, at least 1; default 8
 * @param losses after how many runs that ended with the process itself the dispatch is dead, at least 1; default 3
 */
public record HandlerPolicy(int attempts, Duration base, Duration cap, Duration timeout, int concurrency, int losses) {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final HandlerPolicy DEFAULTS =
            new HandlerPolicy(12, Duration.ofSeconds(5), Duration.ofHours(6), Duration.ofSeconds(30), 8, 3);

    public HandlerPolicy {
        atLeastOne("attempts", attempts);
        positive("base", base);
        positive("cap", cap);
        positive("timeout", timeout);
        atLeastOne("concurrency", concurrency);
        atLeastOne("losses", losses);
        if (cap.compareTo(base) < 0) {
            throw new IllegalArgumentException(
                    "cap " + cap + " is shorter than base " + base + ": raise the cap or lower the base");
        }
    }

    public static HandlerPolicy defaults() {
        return DEFAULTS;
    }

    public HandlerPolicy attempts(int most) {
        return new HandlerPolicy(most, base, cap, timeout, concurrency, losses);
    }

    /** Waits grow from {@code first} to {@code longest}, each a random part of its turn (full jitter). */
    public HandlerPolicy backoff(Duration first, Duration longest) {
        return new HandlerPolicy(attempts, first, longest, timeout, concurrency, losses);
    }

    public HandlerPolicy timeout(Duration longest) {
        return new HandlerPolicy(attempts, base, cap, longest, concurrency, losses);
    }

    public HandlerPolicy concurrency(int most) {
        return new HandlerPolicy(attempts, base, cap, timeout, most, losses);
    }

    public HandlerPolicy losses(int most) {
        return new HandlerPolicy(attempts, base, cap, timeout, concurrency, most);
    }

    /** The upper bound of the wait after this many attempts, in milliseconds: base doubled each time, at most the cap. */
    long bound(int attemptsMade) {
        int doublings = Math.min(attemptsMade - 1, 62);
        long first = Math.max(1, base.toMillis());
        long bound = first > (Long.MAX_VALUE >> doublings) ? Long.MAX_VALUE : first << doublings;
        return Math.min(bound, Math.max(1, cap.toMillis()));
    }

    private static void atLeastOne(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " " + value + ": it must be at least 1");
        }
    }

    private static void positive(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(setting + " " + value + ": it must be longer than zero");
        }
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(setting + " " + value + ": it must be at most " + LONGEST);
        }
    }
}
