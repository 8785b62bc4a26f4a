package io.hooklatch.gateway.cli;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.ProviderFiles;
import io.hooklatch.recipe.Recipe;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code send} sends for a provider: the request of its valid fixture, or of one of the type that is wanted, under new
 * names, with the options it needs.
 */
final class SampleRequest {
    private final Recipe recipe;
    private final Map<String, Fixture> fixtures;
    private final Optional<Fixture> valid;

    /** The samples of a provider; those of one that has no fixture are made of its recipe alone. */
    SampleRequest(Recipe recipe, ProviderFiles files) {
        this.recipe = recipe;
        this.fixtures = files.providers().contains(recipe.name())
                ? new TreeMap<>(new FixtureRunner(files).fixtures(recipe.name()))
                : Map.of();
        this.valid = Optional.ofNullable(fixtures.get("valid"));
    }

    /**
     * An unsigned request for this URL.
     *
     * @throws IllegalArgumentException when it cannot be of the type in the names
     */
    Request to(URI url, Names names, long nowMillis) {
        String target = Poster.target(url);
        Optional<Fixture> ofType = names.eventType()
                .flatMap(type -> fixtures.values().stream()
                        .filter(fixture -> types(fixture).contains(type))
                        .findFirst());
        return ofType.or(() -> valid)
                .map(fixture -> fixture.sample(recipe, target, names, nowMillis))
                .orElseGet(() -> recipe.sample(target, names));
    }

    /** The types of which there are samples. */
    Set<String> types() {
        return fixtures.values().stream()
                .flatMap(fixture -> types(fixture).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> types(Fixture fixture) {
        if (!fixture.valid()) {
            return List.of();
        }
        List<?> events = fixture.expected().get("events") instanceof List<?> list ? list : List.of();
        return Stream.concat(Stream.of(fixture.expected()), events.stream())
                .map(one -> one instanceof Map<?, ?> names ? names.get("event_type") : null)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** The options to sign with: those that are given, else those of the fixture, and this URL as the registered one. */
    Map<String, String> options(URI url, Map<String, String> given) {
        Map<String, String> options = new HashMap<>();
        valid.ifPresent(fixture -> options.putAll(fixture.options()));
        if (recipe.optionNames().contains("url")) {
            options.put("url", url.toString());
        }
        options.putAll(given);
        return options;
    }
}
