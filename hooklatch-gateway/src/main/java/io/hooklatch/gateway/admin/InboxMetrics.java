package io.hooklatch.gateway.admin;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Receipt;
import io.hooklatch.observe.InboxListener;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.observe.TurnedAway;
import io.hooklatch.store.Superseded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts what the inbox does. Every label has few values: endpoints and handlers are those of the configuration, and
 * whatever is asked for beside them counts under the one endpoint {@code unknown}. Thread-safe.
 */
public final class InboxMetrics implements InboxListener {
    static final String UNKNOWN = "unknown";

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Timer receive;
    private final Counter troubles;
    private final Map<String, EndpointCounters> endpoints = new ConcurrentHashMap<>();
    private final Map<AwayKey, Counter> away = new ConcurrentHashMap<>();
    private final Map<DiagnosisKey, Counter> diagnoses = new ConcurrentHashMap<>();
    private final Map<AttemptKey, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<String, Timer> runs = new ConcurrentHashMap<>();
    private final Map<String, Counter> fencedOff = new ConcurrentHashMap<>();
    private final Map<String, Counter> superseded = new ConcurrentHashMap<>();

    private record AwayKey(String endpoint, int status, TurnedAway cause) {}

    private record DiagnosisKey(String endpoint, String cause) {}

    private record AttemptKey(String handler, AttemptOutcome outcome) {}

    /** Registers its figures with this registry. */
    public InboxMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.receive = Timer.builder("hooklatch.receive")
                .description("From capture to durable, of every stored delivery")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        this.troubles = Counter.builder("hooklatch.troubles")
                .description("Things that went wrong and that no delivery or attempt carries; see the log")
                .register(registry);
    }

    @Override
    public void stored(String endpoint, Receipt receipt, long nanos) {
        receive.record(nanos, TimeUnit.NANOSECONDS);
        endpoints
                .computeIfAbsent(endpoint, name -> new EndpointCounters(registry, name))
                .stored(receipt);
    }

    @Override
    public void diagnosed(String endpoint, DeliveryId delivery, Diagnosis diagnosis) {
        diagnosis(endpoint, diagnosis.cause().text());
    }

    @Override
    public void undiagnosed(String endpoint, DeliveryId delivery) {
        diagnosis(endpoint, "dropped");
    }

    private void diagnosis(String endpoint, String cause) {
        diagnoses
                .computeIfAbsent(
                        new DiagnosisKey(endpoint, cause),
                        key -> Counter.builder("hooklatch.diagnoses")
                                .description("Causes found for refusals; those that were not looked for as dropped")
                                .tag("endpoint", key.endpoint())
                                .tag("cause", key.cause())
                                .register(registry))
                .increment();
    }

    @Override
    public void turnedAway(String endpoint, int status, TurnedAway cause) {
        String name = endpoint.isEmpty() ? UNKNOWN : endpoint;
        away.computeIfAbsent(
                        new AwayKey(name, status, cause),
                        key -> Counter.builder("hooklatch.turned.away")
                                .description("Requests answered without being stored")
                                .tag("endpoint", key.endpoint())
                                .tag("status", Integer.toString(key.status()))
                                .tag("cause", lower(key.cause()))
                                .register(registry))
                .increment();
    }

    @Override
    public void attempted(
            String handler,
            EventId eventId,
            DispatchId dispatchId,
            int attempt,
            AttemptOutcome outcome,
            DispatchState next,
            String error,
            long nanos) {
        attempts.computeIfAbsent(
                        new AttemptKey(handler, outcome),
                        key -> Counter.builder("hooklatch.attempts")
                                .description("Attempts that ended, by outcome")
                                .tag("handler", key.handler())
                                .tag("outcome", lower(key.outcome()))
                                .register(registry))
                .increment();
        runs.computeIfAbsent(
                        handler,
                        name -> Timer.builder("hooklatch.attempt.duration")
                                .description("How long handlers ran")
                                .tag("handler", name)
                                .serviceLevelObjectives(BOUNDS)
                                .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void fencedOff(String handler, EventId eventId, DispatchId dispatchId, int attempt) {
        fencedOff
                .computeIfAbsent(
                        handler,
                        name -> Counter.builder("hooklatch.fenced.off")
                                .description("Results of attempts that came too late and were not taken")
                                .tag("handler", name)
                                .register(registry))
                .increment();
    }

    @Override
    public void superseded(Superseded what) {
        superseded
                .computeIfAbsent(
                        what.handler(),
                        name -> Counter.builder("hooklatch.superseded")
                                .description("Events not handled because a newer one was handled before")
                                .tag("handler", name)
                                .register(registry))
                .increment();
    }

    @Override
    public void cleared(RetentionRun run) {
        removed("deliveries", (double) run.removed().deliveries());
        removed("events", (double) run.removed().events());
        removed("dispatches", (double) run.removed().dispatches());
        removed("attempts", (double) run.removed().attempts());
        removed("bodies", (double) run.removed().bodies());
        removed("keys", (double) run.removed().keys());
    }

    private void removed(String what, double count) {
        Counter.builder("hooklatch.removed")
                .description("Rows removed because they had served their time")
                .tag("what", what)
                .register(registry)
                .increment(count);
    }

    @Override
    public void troubled(String where, String problem) {
        troubles.increment();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
