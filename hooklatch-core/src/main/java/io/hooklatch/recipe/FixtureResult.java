package io.hooklatch.recipe;

import java.util.List;

/**
 * What came of one fixture, or of one file that has to be right before fixtures mean something.
 *
 * @param provider the provider's name
 * @param name the fixture's file without its end, such as {@code stale}; otherwise a file, such as {@code recipe.json}
 * @param differences what is not as expected, each in a line; empty when it passed
 */
public record FixtureResult(String provider, String name, List<String> differences) {
    public FixtureResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }

    /** In a line: {@code stripe/stale: signature_valid: expected false, was true}. */
    @Override
    public String toString() {
        return provider + "/" + name + ": " + (passed() ? "passed" : String.join("; ", differences));
    }
}
