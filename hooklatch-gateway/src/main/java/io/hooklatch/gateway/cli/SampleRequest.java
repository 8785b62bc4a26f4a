package io.hooklatch.gateway.cli;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.ProviderFiles;
import io.hooklatch.recipe.Recipe;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code send} sends for a provider: the request of its valid fixture under new names, with the options it needs. */
final class SampleRequest {
    private final Recipe recipe;
    private final Optional<Fixture> valid;

    /** The samples of a provider; those of one that has no fixture are made of its recipe alone. */
    SampleRequest(Recipe recipe, ProviderFiles files) {
        this.recipe = recipe;
        this.valid = files.providers().contains(recipe.name())
                ? Optional.ofNullable(
                        new FixtureRunner(files).fixtures(recipe.name()).get("valid"))
                : Optional.empty();
    }

    /** An unsigned request for this URL. */
    Request to(URI url, Names names, long nowMillis) {
        String target = Poster.target(url);
        return valid.map(fixture -> fixture.sample(recipe, target, names, nowMillis))
                .orElseGet(() -> recipe.sample(target, names));
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
