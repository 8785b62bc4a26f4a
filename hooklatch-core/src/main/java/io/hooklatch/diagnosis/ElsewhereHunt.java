package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.recipe.Misreading;
import io.hooklatch.recipe.RecipeShape;
import java.util.List;
import java.util.Optional;

/** Requests that another endpoint, with another recipe, would have accepted. */
final class ElsewhereHunt implements Hunt {
    private static final int MOST = 200;

    @Override
    public Optional<Diagnosis> in(Search search) {
        List<Setup> others = search.refusal.elsewhere();
        for (Setup other : others.subList(0, Math.min(MOST, others.size()))) {
            if (!other.recipe().id().equals(search.here.recipe().id())
                    && other.recipe().verifies()
                    && !RecipeShape.of(other.recipe()).coded()
                    && search.ring(
                                    Misreading.proofOnly(other.recipe()),
                                    Search.keys(other.secrets(), secret -> other),
                                    other.options())
                            .fits(search.request, search.refusal.receivedAt())) {
                return Optional.of(Diagnosis.proved(
                        Cause.WRONG_ENDPOINT,
                        "The request fits endpoint " + other.endpoint() + " with recipe "
                                + other.recipe().name() + ".",
                        "Correct the URL at the sender: this request belongs to endpoint " + other.endpoint() + "."));
            }
        }
        return Optional.empty();
    }
}
