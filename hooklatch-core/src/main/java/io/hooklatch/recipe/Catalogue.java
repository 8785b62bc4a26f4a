package io.hooklatch.recipe;

import java.util.List;
import java.util.Optional;

/** The providers that come with the library. The names are known at once; a recipe is read when it is first asked for. */
public final class Catalogue {
    private static final Catalogue STANDARD = new Catalogue();

    private Catalogue() {}

    /** The catalogue of this version of the library. */
    public static Catalogue standard() {
        return STANDARD;
    }

    /** The recipe of a provider, by its name or an alias of it. */
    public Optional<Recipe> find(String name) {
        return Optional.empty();
    }

    /** Every provider's name in alphabetical order, without aliases. */
    public List<String> names() {
        return List.of();
    }

    /** Up to three names that somebody who wrote this one may have meant, nearest first. */
    public List<String> nearest(String name) {
        return List.of();
    }
}
