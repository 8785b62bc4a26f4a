package io.hooklatch.gateway.config;

import java.util.List;

/**
 * Which events go where.
 *
 * @param endpoints names of endpoints, at least one
 * @param types event types, a trailing {@code *} standing for any ending; none for every event
 * @param destinations names of destinations, at least one
 */
public record RouteConfig(List<String> endpoints, List<String> types, List<String> destinations) {
    public RouteConfig {
        endpoints = List.copyOf(endpoints);
        types = List.copyOf(types);
        destinations = List.copyOf(destinations);
    }
}
