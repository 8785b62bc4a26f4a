package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.recipe.Misreading;
import java.util.Optional;

/** The right signature written otherwise, in the right header. */
final class FormatHunt implements Hunt {
    @Override
    public Optional<Diagnosis> in(Search search) {
        for (Misreading misreading : Misreading.of(search.proof)) {
            if (misreading.kind() != Misreading.Kind.KEY && search.fits(misreading.recipe(), search.here.options())) {
                return Optional.of(meaning(misreading));
            }
        }
        return Optional.empty();
    }

    private static Diagnosis meaning(Misreading misreading) {
        String words = misreading.words();
        return switch (misreading.kind()) {
            case ENCODING, KEY ->
                Diagnosis.proved(
                        Cause.SIGNATURE_ENCODING,
                        "The signature fits when read as " + words + ".",
                        "Have the sender write it as the recipe says, or write a recipe with encoding " + words + ".");
            case PREFIX ->
                Diagnosis.proved(
                        Cause.WRONG_PREFIX,
                        "The proof fits when read with " + words + ".",
                        "Find out what changes the header on the way, or write a recipe with " + words + ".");
            case ALGORITHM ->
                Diagnosis.proved(
                        Cause.WRONG_ALGORITHM,
                        "The signature was made with " + words + ".",
                        "Choose the algorithm of the recipe at the sender, or write a recipe with " + words + ".");
        };
    }
}
