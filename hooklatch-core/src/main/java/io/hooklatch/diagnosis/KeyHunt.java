package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.recipe.Misreading;
import io.hooklatch.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The right secret made into another key. */
final class KeyHunt implements Hunt {
    @Override
    public Optional<Diagnosis> in(Search search) {
        List<String> own = search.here.secrets();
        List<String> bare = own.stream()
                .map(Affixes::withoutPrefix)
                .filter(secret -> !own.contains(secret))
                .toList();
        Optional<Diagnosis> prefix = tried(search, search.proof, bare, prefix());
        if (prefix.isPresent()) {
            return prefix;
        }
        List<String> all = new ArrayList<>(own);
        all.addAll(bare);
        for (Misreading misreading : Misreading.of(search.proof)) {
            if (misreading.kind() == Misreading.Kind.KEY) {
                Optional<Diagnosis> found =
                        tried(search, misreading.recipe(), all, reading(misreading.words(), search.shape.decodesKey()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnosis> tried(Search search, Recipe recipe, List<String> secrets, Diagnosis meaning) {
        return search.ring(recipe, Search.keys(secrets, secret -> meaning), search.here.options())
                .fitting(search.request, search.refusal.receivedAt());
    }

    private static Diagnosis prefix() {
        return Diagnosis.proved(
                Cause.SECRET_PREFIX,
                "It was signed with the secret without the prefix before its first underscore.",
                "Take the prefix off the secret here, or have the sender use the whole of it.");
    }

    private static Diagnosis reading(String words, boolean decodes) {
        if (words.equals("text")) {
            return Diagnosis.proved(
                    Cause.SECRET_USED_RAW,
                    "It was signed with the text of the secret as the key; this recipe decodes the secret first.",
                    "Have the sender decode the secret, or write a recipe whose key is the text.");
        }
        if (decodes) {
            return Diagnosis.proved(
                    Cause.SECRET_ENCODING,
                    "It was signed with the secret decoded from " + words + "; this recipe decodes it otherwise.",
                    "Configure the secret in the form that the recipe expects.");
        }
        return Diagnosis.proved(
                Cause.SECRET_DECODED,
                "It was signed with the secret decoded from " + words + "; this recipe uses its text as the key.",
                "Have the sender use the text of the secret, or write a recipe whose key is " + words + ".");
    }
}
