package io.hooklatch.recipe;

/** Builds a recipe that has nothing to set but names: a shared token, or no verification. */
public final class TokenRecipeBuilder extends RecipeBuilder<TokenRecipeBuilder> {
    private final Scheme scheme;

    TokenRecipeBuilder(String name, Scheme scheme) {
        super(name);
        this.scheme = scheme;
    }

    @Override
    TokenRecipeBuilder self() {
        return this;
    }

    @Override
    Scheme scheme() {
        return scheme;
    }
}
