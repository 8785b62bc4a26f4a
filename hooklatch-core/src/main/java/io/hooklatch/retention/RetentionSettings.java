package io.hooklatch.retention;

import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.PrunePlan.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What is cleared, and how often. Immutable. */
public final class RetentionSettings {
    /** How often unless said otherwise. */
    public static final Duration EVERY = Duration.ofHours(1);

    private final RetentionPolicy others;
    private final Map<String, RetentionPolicy> endpoints;
    private final Duration every;

    private RetentionSettings(RetentionPolicy others, Map<String, RetentionPolicy> endpoints, Duration every) {
        this.others = others;
        this.endpoints = Map.copyOf(endpoints);
        this.every = every;
    }

    /** This policy for every endpoint that gets none of its own, also for what came by one that is not described any more. */
    public static RetentionSettings of(RetentionPolicy policy) {
        return new RetentionSettings(policy, Map.of(), EVERY);
    }

    /** Another policy for this endpoint, in the place of the common one. */
    public RetentionSettings endpoint(String name, RetentionPolicy policy) {
        Map<String, RetentionPolicy> more = new HashMap<>(endpoints);
        more.put(name, policy);
        return new RetentionSettings(others, more, every);
    }

    /**
     * How long after a clearing the next one begins; an hour unless said otherwise.
     *
     * @throws IllegalArgumentException when it is less than a minute
     */
    public RetentionSettings every(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("every " + time + ": at least a minute is needed");
        }
        return new RetentionSettings(others, endpoints, time);
    }

    /** The endpoints with a policy of their own. */
    public Set<String> endpoints() {
        return endpoints.keySet();
    }

    /** The policy of this endpoint: its own, or the common one. */
    public RetentionPolicy policy(String endpoint) {
        return endpoints.getOrDefault(endpoint, others);
    }

    /** The policy of every endpoint that has none of its own. */
    public RetentionPolicy common() {
        return others;
    }

    /** How long after a clearing the next one begins. */
    public Duration every() {
        return every;
    }

    /** What is to go at this time of the store, in milliseconds since the epoch, UTC. */
    PrunePlan plan(long now) {
        Map<String, Limits> limits = new HashMap<>();
        endpoints.forEach((name, policy) -> limits.put(name, policy.limits(now)));
        return new PrunePlan(limits, others.limits(now));
    }
}
