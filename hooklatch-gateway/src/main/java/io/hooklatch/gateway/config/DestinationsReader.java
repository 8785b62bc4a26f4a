package io.hooklatch.gateway.config;

import io.hooklatch.work.HandlerPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings below {@code destinations}, by the names of the destinations. */
final class DestinationsReader {
    /** What a handler is given beyond the time of a destination, so that the destination's own words end an attempt. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Set<String> names = new LinkedHashSet<>();
    private final List<DestinationConfig> found = new ArrayList<>();

    void read(Section destinations) {
        destinations.entries().forEach((name, value) -> {
            names.add(name);
            try {
                Kinds.name(name);
                read(name, value.section());
            } catch (IllegalArgumentException e) {
                destinations.wrong(name, Texts.quote(name) + " " + e.getMessage());
            }
        });
    }

    private void read(String name, Section section) {
        Optional<String> type = section.required("type", "type: http or type: log")
                .flatMap(value -> value.as(Kinds.oneOf(List.of("http", "log"))));
        HandlerPolicy policy = policy(section);
        if (type.isEmpty()) {
            return;
        }
        if (type.get().equals("log")) {
            boolean body = section.get("body", Kinds.BOOLEAN, false);
            found.add(new DestinationConfig(name, policy, new DestinationConfig.Target.Log(body)));
        } else {
            new HttpReader(section, policy.concurrency())
                    .read()
                    .ifPresent(settings -> found.add(new DestinationConfig(
                            name,
                            policy.timeout(settings.timeout().plus(GRACE)),
                            new DestinationConfig.Target.Http(settings))));
        }
        section.end();
    }

    private static HandlerPolicy policy(Section section) {
        HandlerPolicy usual = HandlerPolicy.defaults();
        int concurrency = section.get("concurrency", Kinds.integer(1, 1000), usual.concurrency());
        Section retry = section.section("retry");
        int attempts = retry.get("attempts", Kinds.integer(1, 1000), usual.attempts());
        Kind<Duration> wait = Kinds.duration(Duration.ofMillis(1), Duration.ofDays(30));
        Duration base = retry.get("base", wait, usual.base());
        Duration cap = retry.get("cap", wait, usual.cap().compareTo(base) < 0 ? base : usual.cap());
        retry.end();
        if (cap.compareTo(base) < 0) {
            retry.wrong("cap", Kinds.write(cap) + " is shorter than base, " + Kinds.write(base) + ": raise it");
            return usual;
        }
        return usual.attempts(attempts).backoff(base, cap).concurrency(concurrency);
    }

    /** The names of all, also of those that cannot be used. */
    Set<String> names() {
        return names;
    }

    List<DestinationConfig> found() {
        return found;
    }
}
