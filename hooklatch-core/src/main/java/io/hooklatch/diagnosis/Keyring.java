package io.hooklatch.diagnosis;

import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A recipe compiled with those of several secrets that it can use, each with a name to tell it by. One search. */
final class Keyring<T> {
    /** A secret and what it is. */
    record Key<T>(String secret, T name) {
        @Override
        public String toString() {
            return "Key[" + name + "]";
        }
    }

    private final Purse purse;
    private final List<T> names = new ArrayList<>();
    private final List<Verifier> verifiers = new ArrayList<>();

    Keyring(Purse purse, Recipe recipe, List<Key<T>> keys, Map<String, String> options) {
        this.purse = purse;
        Map<String, String> known = new TreeMap<>(options);
        known.keySet().retainAll(recipe.optionNames());
        for (Key<T> key : keys) {
            purse.work(key.secret().length() + 64L);
            compiled(recipe, key.secret(), known).ifPresent(verifier -> {
                verifiers.add(verifier);
                names.add(key.name());
            });
        }
    }

    private static Optional<Verifier> compiled(Recipe recipe, String secret, Map<String, String> options) {
        try {
            return Optional.of(recipe.verifier(List.of(secret), options));
        } catch (IllegalArgumentException e) {
            // This secret cannot be meant for this recipe, so it explains nothing.
            return Optional.empty();
        }
    }

    /** The first secret that the request's proof fits. The time is of no matter, since the recipe does not look at it. */
    Optional<T> fitting(Request request, long nowMillis) {
        for (int i = 0; i < verifiers.size(); i++) {
            purse.candidate(request.body().length + 256L);
            Verdict verdict = verifiers.get(i).verify(request, nowMillis);
            if (verdict.kind() == Verdict.Kind.VERIFIED || verdict.kind() == Verdict.Kind.AUTHENTICATED) {
                return Optional.of(names.get(i));
            }
        }
        return Optional.empty();
    }

    boolean fits(Request request, long nowMillis) {
        return fitting(request, nowMillis).isPresent();
    }
}
