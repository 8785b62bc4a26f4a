package io.hooklatch.gateway.config;

import io.hooklatch.gateway.ingress.IngressLimits;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.retention.RetentionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration file says, complete and checked. Immutable.
 *
 * @param store where the inbox is kept
 * @param listen where webhooks are received
 * @param admin the operators' side
 * @param limits what the ingress accepts
 * @param shutdownWithin how long a stop may take to finish what is running
 * @param leaseFor how long work that a process took is nobody else's without a sign of life
 * @param endpoints in the order of the file
 * @param destinations in the order of the file
 * @param routes in the order of the file
 * @param retention what is removed after a time; absent when everything is kept
 * @param warnings what is allowed and doubtful
 */
public record GatewayConfig(
        StoreConfig store,
        ListenAddress listen,
        AdminConfig admin,
        IngressLimits limits,
        Duration shutdownWithin,
        Duration leaseFor,
        List<Endpoint> endpoints,
        List<DestinationConfig> destinations,
        List<RouteConfig> routes,
        Optional<RetentionSettings> retention,
        List<ConfigProblem> warnings) {

    public GatewayConfig {
        endpoints = List.copyOf(endpoints);
        destinations = List.copyOf(destinations);
        routes = List.copyOf(routes);
        warnings = List.copyOf(warnings);
    }
}
