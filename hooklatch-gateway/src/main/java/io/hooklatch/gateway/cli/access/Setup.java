package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.data.DocBuilder;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;

/** What is configured, as the objects of the admin API. */
final class Setup {
    private Setup() {}

    static Doc of(Endpoint endpoint) {
        Recipe recipe = endpoint.recipe();
        return new DocBuilder()
                .put("name", endpoint.name())
                .put("path", endpoint.path())
                .put("recipe", recipe.id())
                .put("verifies", recipe.verifies())
                .put("tier", Rows.lower(recipe.tier()))
                .put("enabled", endpoint.enabled())
                .put("max_body_bytes", endpoint.maxBodyBytes())
                .put("dedupe_by", recipe.dedupesBy())
                .build();
    }
}
