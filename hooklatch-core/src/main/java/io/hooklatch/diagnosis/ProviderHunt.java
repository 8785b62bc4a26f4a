package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.recipe.Misreading;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.RecipeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests signed with this endpoint's secret as another provider signs. */
final class ProviderHunt implements Hunt {
    private static final int MOST_NAMED = 5;

    @Override
    public Optional<Diagnosis> in(Search search) {
        List<String> fitting = new ArrayList<>();
        for (Recipe recipe : search.otherRecipes()) {
            if (recipe.verifies()
                    && present(search, recipe)
                    && fitting.size() < MOST_NAMED
                    && search.fits(Misreading.proofOnly(recipe), search.here.options())) {
                fitting.add(recipe.name());
            }
        }
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.proved(
                Cause.WRONG_PROVIDER,
                "With this endpoint's secret the request fits as " + String.join(" or ", fitting)
                        + " signs, and not as " + search.here.recipe().name() + ".",
                "Choose the provider of the endpoint by who sends: " + String.join(" or ", fitting) + "."));
    }

    private static boolean present(Search search, Recipe recipe) {
        RecipeShape shape = RecipeShape.of(recipe);
        return shape.proofHeaders().isEmpty() || shape.proofHeaders().stream().anyMatch(search.request.headers()::has);
    }
}
