package io.hooklatch.gateway.config;

import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.util.List;
import java.util.Optional;

/** How an endpoint verifies: exactly one of {@code provider}, {@code recipe} and {@code unverified}. */
final class VerificationReader {
    private final String endpoint;
    private final Section section;

    VerificationReader(String endpoint, Section section) {
        this.endpoint = endpoint;
        this.section = section;
    }

    /** The recipe; empty, and a problem, when none or several are named. */
    Optional<Recipe> read() {
        Optional<Value> provider = section.get("provider");
        Optional<Value> recipe = section.get("recipe");
        Optional<Value> unverified = section.get("unverified");
        List<String> named = List.of("provider", "recipe", "unverified").stream()
                .filter(setting -> section.get(setting).isPresent())
                .toList();
        if (named.isEmpty()) {
            section.wrong("nothing says how it verifies: name a provider, describe a recipe, or say unverified: true");
            return Optional.empty();
        }
        if (named.size() > 1) {
            section.wrong(named.get(1), "contradicts " + named.get(0) + ": keep one of the two");
            return Optional.empty();
        }
        return provider.flatMap(VerificationReader::provider)
                .or(() -> recipe.flatMap(this::own))
                .or(() -> unverified.flatMap(this::unverified));
    }

    private static Optional<Recipe> provider(Value value) {
        return value.as(name -> Catalogue.standard().find(name).orElseThrow(() -> {
            List<String> near = Catalogue.standard().nearest(name);
            return new IllegalArgumentException("is no provider of the catalogue: "
                    + (near.isEmpty() ? "describe it with recipe" : "did you mean " + String.join(" or ", near) + "?"));
        }));
    }

    private Optional<Recipe> own(Value value) {
        return value.asDocument(document -> Recipe.of(endpoint.replaceAll("[._]", "-"), document));
    }

    private Optional<Recipe> unverified(Value value) {
        if (!value.isText("true")) {
            value.wrong("the only value is true: remove it, and name a provider or a recipe");
            return Optional.empty();
        }
        return Optional.of(Recipe.unverified().build());
    }
}
