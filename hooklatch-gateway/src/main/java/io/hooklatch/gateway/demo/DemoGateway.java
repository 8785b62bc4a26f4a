package io.hooklatch.gateway.demo;

import io.hooklatch.gateway.config.AdminConfig;
import io.hooklatch.gateway.config.DestinationConfig;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.config.ListenAddress;
import io.hooklatch.gateway.config.RouteConfig;
import io.hooklatch.gateway.config.StoreConfig;
import io.hooklatch.gateway.destination.HttpSettings;
import io.hooklatch.gateway.ingress.IngressLimits;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.work.HandlerPolicy;
import io.hooklatch.work.WorkSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The configuration that the demo's gateway runs with: free ports, one endpoint per provider, one destination for all. */
final class DemoGateway {
    private static final String DESTINATION = "application";
    private static final ListenAddress FREE_PORT = new ListenAddress("127.0.0.1", 0);
    private static final int CONCURRENCY = 16;

    private DemoGateway() {}

    static GatewayConfig config(
            DemoSettings settings, Plan plan, URI application, UnaryOperator<EndpointBuilder> change) {
        return new GatewayConfig(
                new StoreConfig.Sqlite(settings.database().toAbsolutePath()),
                FREE_PORT,
                AdminConfig.at(FREE_PORT),
                IngressLimits.defaults(),
                Duration.ofSeconds(10),
                WorkSettings.LEASE_FOR,
                plan.providers().stream()
                        .map(provider -> change.apply(provider.endpoint()).build())
                        .toList(),
                List.of(new DestinationConfig(
                        DESTINATION, policy(), new DestinationConfig.Target.Http(http(application)))),
                List.of(new RouteConfig(
                        plan.providers().stream().map(DemoProvider::name).toList(), List.of(), List.of(DESTINATION))),
                Optional.empty(),
                List.of());
    }

    /** Retries soon, so that nobody has to wait for them. */
    private static HandlerPolicy policy() {
        return HandlerPolicy.defaults()
                .backoff(Duration.ofMillis(50), Duration.ofMillis(500))
                .concurrency(CONCURRENCY);
    }

    private static HttpSettings http(URI application) {
        HttpSettings usual = HttpSettings.to(application);
        return new HttpSettings(
                application,
                usual.signature(),
                usual.headers(),
                usual.timeout(),
                usual.connectTimeout(),
                true,
                Set.of(),
                usual.maxRetryAfter(),
                usual.maxResponse(),
                CONCURRENCY);
    }
}
