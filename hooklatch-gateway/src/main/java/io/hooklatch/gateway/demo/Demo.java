package io.hooklatch.gateway.demo;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.receive.EndpointBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Starts a gateway and an application behind it, sends the traffic of the {@link Plan}, and compares what the store holds
 * afterwards with what the plan comes to.
 */
public final class Demo {
    private final DemoSettings settings;
    private final Screen screen;
    private final InstantSource clock;
    private final UnaryOperator<EndpointBuilder> change;
    private final Plan plan;
    private final List<String> differences = new ArrayList<>();

    /**
     * What somebody needs to send one more.
     *
     * @param stripeSecret made for this run
     * @param stripeUrl of the endpoint that it belongs to
     */
    public record Running(String stripeSecret, String stripeUrl) {
        @Override
        public String toString() {
            return stripeUrl;
        }
    }

    /** @param clock the time that requests are signed with; that of the gateway */
    public Demo(DemoSettings settings, Screen screen, InstantSource clock) {
        this(settings, screen, clock, UnaryOperator.identity());
    }

    /** @param change made to every endpoint of the gateway, unknown to the plan */
    Demo(DemoSettings settings, Screen screen, InstantSource clock, UnaryOperator<EndpointBuilder> change) {
        this.settings = settings;
        this.screen = screen;
        this.clock = clock;
        this.change = change;
        this.plan = Plan.of(Providers.all(new SecureRandom()), settings.volume());
    }

    /**
     * Runs it once.
     *
     * @param afterwards is run after the report, while the gateway is still there
     * @return whether every number is the expected one
     * @throws IOException when the gateway cannot start
     */
    public boolean run(Consumer<Running> afterwards) throws IOException {
        try (DemoTarget application = DemoTarget.start();
                Gateway gateway = Gateway.start(DemoGateway.config(settings, plan, application.url(), change))) {
            head(gateway);
            Findings findings = new Findings(gateway.inbox().reader());
            Sent volume = traffic(gateway, application, findings);
            report(findings, application);
            rate(findings, volume);
            verdict();
            DemoProvider first = plan.providers().get(0);
            afterwards.accept(new Running(first.secret(), origin(gateway) + first.path()));
        }
        return differences.isEmpty();
    }

    private static String origin(Gateway gateway) {
        return "http://127.0.0.1:" + gateway.port();
    }

    private void head(Gateway gateway) {
        screen.line(screen.strong("Hooklatch demo") + ": " + plan.providers().size() + " providers, "
                + Text.grouped(plan.requests()) + " requests over " + Traffic.CONNECTIONS + " connections");
        screen.line("");
        screen.line("  webhooks  " + origin(gateway) + "/webhooks/...");
        screen.line("  admin     http://127.0.0.1:" + gateway.adminPort() + "/metrics");
        screen.line("  database  " + settings.database().toAbsolutePath());
        screen.line("");
    }

    private Sent traffic(Gateway gateway, DemoTarget application, Findings findings) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port());
        Sent last = Sent.NOTHING;
        try (Progress progress = new Progress(screen);
                Traffic traffic = new Traffic(address, clock)) {
            for (Scenario scenario : Scenario.values()) {
                List<Batch> batches = plan.of(scenario);
                progress.begin(
                        scenario.words(),
                        0,
                        batches.stream().mapToInt(Batch::requests).sum());
                last = traffic.send(batches, progress::done);
                last.surprises().forEach((what, times) -> differences.add(what + ", " + times + " times"));
                progress.end();
                part(
                        scenario.words(),
                        last.requests(),
                        "requests",
                        last.seconds(),
                        last.surprises().isEmpty());
            }
            drain(progress, application, findings);
        }
        return last;
    }

    private void drain(Progress progress, DemoTarget application, Findings findings) {
        long events = plan.whole().get(Figure.HANDLED);
        progress.begin("handed to the application", application.taken(), events);
        long begun = System.nanoTime();
        boolean settled = new Drain(findings::settled, () -> progress.done(application.taken())).await();
        progress.end();
        part("handed to the application", application.taken(), "events", (System.nanoTime() - begun) / 1e9, settled);
        if (!settled) {
            differences.add("after " + Drain.LONGEST.toSeconds() + " s some events are still under way");
        }
    }

    private void part(String words, long count, String what, double seconds, boolean well) {
        screen.line("  " + (well ? screen.done() : screen.failed()) + " " + Text.left(words, 38)
                + Text.right(Text.grouped(count), 10) + " " + Text.left(what, 8)
                + screen.faint(Text.right(Text.tenths(seconds) + " s", 8)));
    }

    private void report(Findings findings, DemoTarget application) {
        Map<String, Tally> found = new LinkedHashMap<>();
        plan.providers().forEach(provider -> found.put(provider.name(), findings.of(provider.name())));
        Report report = new Report(screen, plan.expected(), found);
        screen.line("");
        report.print();
        screen.line("");
        differences.addAll(report.differences());
        Tally.compare(differences, "application: events taken", plan.whole().get(Figure.HANDLED), application.taken());
    }

    private void rate(Findings findings, Sent volume) {
        String endpoint = plan.of(Scenario.VOLUME).get(0).provider().name();
        long stored = findings.accepted(endpoint, DemoProvider.type(Scenario.VOLUME));
        screen.line("  " + screen.strong(Text.grouped(Math.round(stored / volume.seconds())) + " durable receipts/s")
                + ": " + Text.grouped(stored) + " in " + Text.tenths(volume.seconds())
                + " s, each on disk before its answer; p50 " + Text.tenths(volume.millis(0.50)) + " ms, p99 "
                + Text.tenths(volume.millis(0.99)) + " ms");
        screen.line(screen.faint("  senders, gateway and application share the "
                + Runtime.getRuntime().availableProcessors() + " processors of this machine"));
        screen.line("");
    }

    private void verdict() {
        if (differences.isEmpty()) {
            screen.line(screen.done() + " " + screen.good("Every number is exactly the expected one."));
        } else {
            screen.line(screen.failed() + " " + screen.bad("Not as expected:"));
            differences.forEach(difference -> screen.line("  " + difference));
        }
        screen.line("The database stays at " + settings.database().toAbsolutePath());
    }
}
