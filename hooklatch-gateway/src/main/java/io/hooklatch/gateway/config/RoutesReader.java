package io.hooklatch.gateway.config;

import io.hooklatch.work.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The list {@code routes}. */
final class RoutesReader {
    private final Set<String> endpoints;
    private final Set<String> destinations;
    private final List<RouteConfig> found = new ArrayList<>();
    private final Set<String> routed = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    RoutesReader(Set<String> endpoints, Set<String> destinations) {
        this.endpoints = endpoints;
        this.destinations = destinations;
    }

    void read(List<Value> routes) {
        for (Value value : routes) {
            Section route = value.section();
            List<String> from =
                    read(route.required("endpoint", "endpoint: NAME"), item -> item.as(Kinds.oneOf(endpoints)));
            List<String> types = read(route.get("types"), item -> item.asSentence(RoutesReader::type));
            List<String> to = read(route.required("to", "to: DESTINATION"), item -> item.as(Kinds.oneOf(destinations)));
            route.end();
            routed.addAll(from);
            used.addAll(to);
            found.add(new RouteConfig(from, types, to));
        }
    }

    private static String type(String text) {
        Selector.onEvery().type(text);
        return text;
    }

    private static List<String> read(Optional<Value> value, Function<Value, Optional<String>> kind) {
        List<String> texts = new ArrayList<>();
        value.ifPresent(list -> {
            if (list.items().isEmpty()) {
                list.wrong("the list is empty: name at least one");
            }
            list.items().forEach(item -> kind.apply(item).ifPresent(texts::add));
        });
        return texts;
    }

    /** What no route mentions is allowed and seldom meant. */
    void unused(Section endpoints, Section destinations) {
        this.endpoints.stream()
                .filter(name -> !routed.contains(name))
                .forEach(name -> endpoints.doubtful(name, "no route leads from here: its events stay unrouted"));
        this.destinations.stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> destinations.doubtful(name, "no route leads here"));
    }

    List<RouteConfig> found() {
        return found;
    }
}
