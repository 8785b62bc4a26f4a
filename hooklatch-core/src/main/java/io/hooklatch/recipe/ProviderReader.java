package io.hooklatch.recipe;

import java.util.Optional;

/** Reads the two files that every provider has. */
final class ProviderReader {
    private ProviderReader() {}

    /**
     * @throws IllegalArgumentException when there are none, or they are wrong
     */
    static Metadata metadata(ProviderFiles files, String provider) {
        return Metadata.parse(
                provider,
                files.file(provider, "metadata.json")
                        .orElseThrow(() -> new IllegalArgumentException("metadata.json of " + provider
                                + " is missing: write it beside recipe.json, with name, version, support_tier,"
                                + " description and upstream_docs_url")));
    }

    /**
     * The recipe; absent where there is no {@code recipe.json}. The metadata are read when the recipe is asked for what
     * they say of it.
     *
     * @param codes the code that it may refer to
     * @throws IllegalArgumentException when the recipe is wrong
     */
    static Optional<Recipe> recipe(ProviderFiles files, String provider, ProviderCodes codes) {
        Optional<String> json = files.file(provider, "recipe.json");
        if (json.isEmpty()) {
            return Optional.empty();
        }
        Edition edition = Edition.of(files, provider);
        return Optional.of(
                RecipeDocument.recipe(provider, edition, JsonTree.object("recipe " + provider, json.get()), codes));
    }
}
