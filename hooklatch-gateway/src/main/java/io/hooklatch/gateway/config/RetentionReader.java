package io.hooklatch.gateway.config;

import io.hooklatch.retention.RetentionPolicy;
import io.hooklatch.retention.RetentionSettings;
import io.hooklatch.store.PrunePlan.Kept;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings below {@code retention}, those for all and those of one endpoint. */
final class RetentionReader {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Kind<Duration> TIME = Kinds.duration(RetentionPolicy.SHORTEST, LONGEST);
    private static final Kind<Duration> KEYS = Kinds.duration(RetentionPolicy.SHORTEST_KEYS, LONGEST);
    private static final Kind<Duration> EVERY = Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(7));
    private static final String FOREVER = "forever";

    private final Duration every;
    private final RetentionPolicy policy;

    /** Reads the common settings. */
    RetentionReader(Section common) {
        this.every = common.get("every", EVERY, RetentionSettings.EVERY);
        this.policy = policy(common, RetentionPolicy.keepEverything());
    }

    /** The settings of one endpoint, where they differ from the common ones. */
    RetentionPolicy policy(Section own) {
        return policy(own, policy);
    }

    /** Nothing when nothing is ever removed. */
    Optional<RetentionSettings> settings(Map<String, RetentionPolicy> endpoints) {
        if (policy.keepsEverything() && endpoints.values().stream().allMatch(RetentionPolicy::keepsEverything)) {
            return Optional.empty();
        }
        RetentionSettings settings = RetentionSettings.of(policy).every(every);
        for (Map.Entry<String, RetentionPolicy> endpoint : endpoints.entrySet()) {
            settings = settings.endpoint(endpoint.getKey(), endpoint.getValue());
        }
        return Optional.of(settings);
    }

    private RetentionPolicy policy(Section section, RetentionPolicy usual) {
        RetentionPolicy found = usual;
        Section bodies = section.section("bodies");
        for (Kept kept : Kept.values()) {
            String name = kept.name().toLowerCase(Locale.ROOT);
            Optional<Value> rows = section.get(name);
            if (rows.isPresent() && rows.get().isText(FOREVER)) {
                found = found.rowsForever(kept);
            } else {
                Optional<Duration> time = rows.flatMap(value -> value.as(TIME));
                found = time.isPresent() ? found.rows(kept, time.get()) : found;
            }
            Optional<Value> body = bodies.get(name);
            if (body.isPresent() && body.get().isText(FOREVER)) {
                found = found.bodiesForever(kept);
            } else {
                Optional<Duration> time = body.flatMap(value -> value.as(TIME));
                found = time.isPresent() ? found.bodies(kept, time.get()) : found;
            }
        }
        bodies.end();
        Optional<Value> keys = section.get("keys");
        if (keys.isPresent() && keys.get().isText(FOREVER)) {
            found = found.keysForever();
        } else {
            Optional<Duration> time = keys.flatMap(value -> value.as(KEYS));
            found = time.isPresent() ? found.keys(time.get()) : found;
        }
        section.end();
        return found;
    }
}
