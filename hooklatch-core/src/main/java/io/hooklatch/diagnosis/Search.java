package io.hooklatch.diagnosis;

import io.hooklatch.message.Request;
import io.hooklatch.recipe.Misreading;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.RecipeShape;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** One refusal being looked into: what all hunts share. One thread. */
final class Search {
    final Refusal refusal;
    final Setup here;
    final Request request;
    final Purse purse;
    /** This endpoint's recipe without time and ids: what it says is only whether the proof fits. */
    final Recipe proof;

    final RecipeShape shape;

    private final Supplier<List<Recipe>> known;
    private final Keyring<Integer> own;

    Search(Refusal refusal, Supplier<List<Recipe>> known, Purse purse) {
        this.refusal = refusal;
        this.here = refusal.here();
        this.request = refusal.request();
        this.purse = purse;
        this.known = known;
        this.proof = Misreading.proofOnly(here.recipe());
        this.shape = RecipeShape.of(here.recipe());
        this.own = ring(proof, shape.coded() ? List.of() : numbered(here.secrets()), here.options());
    }

    /** The recipes that a sender may use, without this endpoint's. */
    List<Recipe> otherRecipes() {
        return known.get().stream()
                .filter(recipe -> !recipe.name().equals(here.recipe().name()))
                .toList();
    }

    /** Whether this request's proof fits the endpoint as it is configured, whatever the time. */
    boolean fits(Request changed) {
        return own.fits(changed, refusal.receivedAt());
    }

    /** Whether this request's proof fits a recipe with this endpoint's own secrets. */
    boolean fits(Recipe recipe, Map<String, String> options) {
        return ring(recipe, numbered(here.secrets()), options).fits(request, refusal.receivedAt());
    }

    <T> Keyring<T> ring(Recipe recipe, List<Keyring.Key<T>> keys, Map<String, String> options) {
        return new Keyring<>(purse, recipe, keys, options);
    }

    /** These secrets under the same name. */
    static <T> List<Keyring.Key<T>> keys(List<String> secrets, Function<String, T> name) {
        return secrets.stream()
                .map(secret -> new Keyring.Key<>(secret, name.apply(secret)))
                .toList();
    }

    private static List<Keyring.Key<Integer>> numbered(List<String> secrets) {
        return keys(secrets, secret -> secrets.indexOf(secret) + 1);
    }
}
