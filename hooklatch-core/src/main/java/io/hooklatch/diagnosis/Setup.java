package io.hooklatch.diagnosis;

import io.hooklatch.recipe.Recipe;
import java.util.List;
import java.util.Map;

/**
 * How one endpoint verifies, as the search compares it. Immutable.
 *
 * @param endpoint the endpoint's name
 * @param recipe its recipe
 * @param secrets its live secrets, newest first
 * @param retired secrets that were live once and are no longer accepted
 * @param options its options, such as {@code url}
 */
public record Setup(
        String endpoint, Recipe recipe, List<String> secrets, List<String> retired, Map<String, String> options) {
    public Setup {
        secrets = List.copyOf(secrets);
        retired = List.copyOf(retired);
        options = Map.copyOf(options);
    }

    /** The name and the recipe; never a secret. */
    @Override
    public String toString() {
        return "Setup[" + endpoint + ", " + recipe.id() + "]";
    }
}
