package io.hooklatch.retention;

import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.PrunePlan.Limits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long what an endpoint received is kept for. What is not mentioned is kept for ever. Immutable.
 *
 * <pre>{@code
 * RetentionPolicy.keepEverything()
 *         .rows(Kept.HANDLED, Duration.ofDays(30))
 *         .bodies(Kept.HANDLED, Duration.ofDays(7))
 *         .rows(Kept.REFUSED, Duration.ofDays(14))
 * }</pre>
 */
public final class RetentionPolicy {
    /** No time may be shorter, so that nothing goes that somebody still looks at. */
    public static final Duration SHORTEST = Duration.ofHours(1);

    /** Keys may not go earlier: senders try again for days. */
    public static final Duration SHORTEST_KEYS = Duration.ofDays(7);

    /** How long keys are kept for unless said otherwise. */
    public static final Duration KEYS = Duration.ofDays(400);

    private final Map<Kept, Duration> rows;
    private final Map<Kept, Duration> bodies;
    private final Optional<Duration> keys;

    private RetentionPolicy(Map<Kept, Duration> rows, Map<Kept, Duration> bodies, Optional<Duration> keys) {
        this.rows = rows;
        this.bodies = bodies;
        this.keys = keys;
    }

    /** Nothing is removed. */
    public static RetentionPolicy keepEverything() {
        return new RetentionPolicy(Map.of(), Map.of(), Optional.of(KEYS));
    }

    /**
     * Rows of this kind go after this time, with all that hangs on them.
     *
     * @throws IllegalArgumentException when it is less than an hour
     */
    public RetentionPolicy rows(Kept kept, Duration time) {
        return new RetentionPolicy(with(rows, kept, time), bodies, keys);
    }

    /**
     * Bodies of this kind go after this time, while their rows stay. Without its body an event cannot be replayed, nor a
     * refused delivery be verified again.
     *
     * @throws IllegalArgumentException when it is less than an hour
     */
    public RetentionPolicy bodies(Kept kept, Duration time) {
        return new RetentionPolicy(rows, with(bodies, kept, time), keys);
    }

    /** Rows of this kind are kept for ever. */
    public RetentionPolicy rowsForever(Kept kept) {
        return new RetentionPolicy(without(rows, kept), bodies, keys);
    }

    /** Bodies of this kind are kept as long as their rows. */
    public RetentionPolicy bodiesForever(Kept kept) {
        return new RetentionPolicy(rows, without(bodies, kept), keys);
    }

    /**
     * The keys of an event go this long after it was stored, but never before it: from then on the same delivery makes a
     * new event. 400 days unless said otherwise.
     *
     * @throws IllegalArgumentException when it is less than seven days
     */
    public RetentionPolicy keys(Duration time) {
        if (time.compareTo(SHORTEST_KEYS) < 0) {
            throw new IllegalArgumentException("keys " + time + ": at least " + SHORTEST_KEYS
                    + " are needed, since senders try again for days and a late copy would run again");
        }
        return new RetentionPolicy(rows, bodies, Optional.of(time));
    }

    /** Keys are kept for ever. */
    public RetentionPolicy keysForever() {
        return new RetentionPolicy(rows, bodies, Optional.empty());
    }

    private static Map<Kept, Duration> with(Map<Kept, Duration> times, Kept kept, Duration time) {
        if (time.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(kept + " " + time + ": at least " + SHORTEST + " is needed");
        }
        Map<Kept, Duration> more = new EnumMap<>(Kept.class);
        more.putAll(times);
        more.put(kept, time);
        return more;
    }

    private static Map<Kept, Duration> without(Map<Kept, Duration> times, Kept kept) {
        Map<Kept, Duration> fewer = new EnumMap<>(Kept.class);
        fewer.putAll(times);
        fewer.remove(kept);
        return fewer;
    }

    /** How long rows of this kind are kept; absent when for ever. */
    public Optional<Duration> rows(Kept kept) {
        return Optional.ofNullable(rows.get(kept));
    }

    /** How long bodies of this kind are kept when that is shorter; absent when as long as their rows. */
    public Optional<Duration> bodies(Kept kept) {
        return Optional.ofNullable(bodies.get(kept));
    }

    /** How long keys are kept; absent when for ever. */
    public Optional<Duration> keys() {
        return keys;
    }

    /** Whether it removes nothing. */
    public boolean keepsEverything() {
        return rows.isEmpty() && bodies.isEmpty();
    }

    /** What it means at this time, in milliseconds since the epoch, UTC. */
    Limits limits(long now) {
        long keysBefore = keys.map(time -> before(now, time)).orElse(PrunePlan.NEVER);
        return new Limits(before(now, rows), before(now, bodies), keysBefore);
    }

    private static Map<Kept, Long> before(long now, Map<Kept, Duration> times) {
        Map<Kept, Long> limits = new EnumMap<>(Kept.class);
        times.forEach((kept, time) -> limits.put(kept, before(now, time)));
        return limits;
    }

    /** A time before the epoch stands for no limit, so that a span of ages removes nothing. */
    private static long before(long now, Duration time) {
        return time.compareTo(Duration.ofMillis(now)) > 0 ? PrunePlan.NEVER : now - time.toMillis();
    }

    @Override
    public String toString() {
        return "rows " + rows + ", bodies " + bodies + ", keys "
                + keys.map(Duration::toString).orElse("for ever");
    }
}
