package io.hooklatch.gateway.admin;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one endpoint, looked up once and then by index. Thread-safe. */
final class EndpointCounters {
    private final MeterRegistry registry;
    private final String endpoint;
    private final Counter events;
    private final Counter duplicates;
    private final Counter divergent;
    private final Map<Verdict.Kind, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<Reason, Counter> refused = new ConcurrentHashMap<>();

    EndpointCounters(MeterRegistry registry, String endpoint) {
        this.registry = registry;
        this.endpoint = endpoint;
        this.events = Counter.builder("hooklatch.events")
                .description("Events created by an accepted delivery")
                .tag("endpoint", endpoint)
                .register(registry);
        this.duplicates = duplicates("false");
        this.divergent = duplicates("true");
    }

    void stored(Receipt receipt) {
        receipt.verdict().ifPresent(verdict -> delivery(verdict).increment());
        for (ReceivedEvent event : receipt.events()) {
            if (event.duplicate()) {
                (event.divergent() ? divergent : duplicates).increment();
            } else {
                events.increment();
            }
        }
    }

    private Counter delivery(Verdict verdict) {
        return verdict.reason()
                .map(reason -> refused.computeIfAbsent(reason, why -> deliveries(Verdict.Kind.REFUSED, lower(why))))
                .orElseGet(() -> accepted.computeIfAbsent(verdict.kind(), kind -> deliveries(kind, "none")));
    }

    private Counter deliveries(Verdict.Kind kind, String reason) {
        return Counter.builder("hooklatch.deliveries")
                .description("Deliveries stored, by verdict")
                .tag("endpoint", endpoint)
                .tag("verdict", lower(kind))
                .tag("reason", reason)
                .register(registry);
    }

    private Counter duplicates(String isDivergent) {
        return Counter.builder("hooklatch.duplicates")
                .description("Events received that existed before; divergent with other bytes")
                .tag("endpoint", endpoint)
                .tag("divergent", isDivergent)
                .register(registry);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
