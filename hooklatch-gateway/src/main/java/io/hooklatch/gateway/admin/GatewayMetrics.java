package io.hooklatch.gateway.admin;

import io.hooklatch.message.DispatchState;
import io.hooklatch.observe.InboxListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Every figure of the gateway and of the JVM under it, for Prometheus. Thread-safe. */
public final class GatewayMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InboxMetrics inbox = new InboxMetrics(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Starts with the figures of the JVM. */
    public GatewayMetrics() {
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** To be told what the inbox does, and what the ingress turns away. */
    public InboxListener listener() {
        return inbox;
    }

    /** Where further figures can be registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Adds what the store holds.
     *
     * @param pendingWrites as {@code Hooklatch::pendingWrites}
     * @param openDispatches as {@code InboxReader::openDispatches}; may block
     */
    public void watchStore(Supplier<Number> pendingWrites, Supplier<Map<DispatchState, Long>> openDispatches) {
        Gauge.builder("hooklatch.store.pending.writes", pendingWrites)
                .description("Writes that wait for their commit")
                .register(registry);
        OpenDispatches counts = new OpenDispatches(openDispatches, System::nanoTime);
        for (DispatchState state : DispatchState.values()) {
            if (state != DispatchState.HANDLED) {
                Gauge.builder("hooklatch.dispatches", counts, all -> all.in(state))
                        .description("Dispatches in each state that is not handled")
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .strongReference(true)
                        .register(registry);
            }
        }
    }

    /**
     * Adds what the ingress holds.
     *
     * @param connections as {@code Ingress::openConnections}
     * @param bytes as {@code Ingress::bufferedBytes}
     */
    public void watchIngress(Supplier<Number> connections, Supplier<Number> bytes) {
        Gauge.builder("hooklatch.ingress.connections", connections)
                .description("Connections that are open")
                .register(registry);
        Gauge.builder("hooklatch.ingress.buffered", bytes)
                .description("Bytes of unfinished heads and of bodies whose receipt is pending")
                .baseUnit("bytes")
                .register(registry);
    }

    /** All figures in the text format of Prometheus. May block on the store. */
    public String scrape() {
        return registry.scrape();
    }

    /** Stops listening to the JVM. */
    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
