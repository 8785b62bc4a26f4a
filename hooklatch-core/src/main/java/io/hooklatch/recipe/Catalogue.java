package io.hooklatch.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The providers that come with the library. The names are known at once; a recipe is read when it is first asked for.
 * Thread-safe.
 */
public final class Catalogue {
    /** Where {@code providers/} of the repository is in the jar. */
    private static final String ROOT = "/io/hooklatch/providers/";

    private static final Catalogue STANDARD = new Catalogue(ROOT);

    private final String root;
    private final List<String> names;
    private final Map<String, String> canonical;
    private final ProviderCodes codes;
    private final Map<String, Recipe> loaded = new ConcurrentHashMap<>();

    /** A catalogue from resources; {@code index.txt} has one line for each provider: its name, then its aliases. */
    Catalogue(String root) {
        this(root, ProviderCodes.found());
    }

    private Catalogue(String root, ProviderCodes codes) {
        this.root = root;
        this.codes = codes;
        this.canonical = new HashMap<>();
        List<String> found = new ArrayList<>();
        for (String line : resource("index.txt").lines().toList()) {
            List<String> words = List.of(line.split(" "));
            found.add(words.get(0));
            words.forEach(word -> canonical.put(word, words.get(0)));
        }
        this.names = found.stream().sorted().toList();
    }

    /** The catalogue of this version of the library. */
    public static Catalogue standard() {
        return STANDARD;
    }

    /** This catalogue with exactly this code for the providers that need code, rather than what is on the class path. */
    public Catalogue with(ProviderCode... code) {
        return new Catalogue(root, new ProviderCodes(List.of(code)));
    }

    /**
     * The recipe of a provider, by its name or an alias of it.
     *
     * @throws IllegalStateException when the library's own data are broken, which its tests rule out
     */
    public Optional<Recipe> find(String name) {
        return Optional.ofNullable(canonical.get(name)).map(known -> loaded.computeIfAbsent(known, this::load));
    }

    /** Whether this is a provider's name or an alias of it. */
    public boolean knows(String name) {
        return canonical.containsKey(name);
    }

    /** Every provider's name in alphabetical order, without aliases. */
    public List<String> names() {
        return names;
    }

    /** Up to three names or aliases that somebody who wrote this one may have meant, nearest first. */
    public List<String> nearest(String name) {
        return Nearest.of(name, canonical.keySet());
    }

    private Recipe load(String name) {
        try {
            Metadata metadata = Metadata.parse(name, resource(name + "/metadata.json"));
            return RecipeDocument.recipe(
                    name,
                    metadata.version(),
                    metadata.tier(),
                    JsonTree.object("recipe " + name, resource(name + "/recipe.json")),
                    codes);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("provider " + name + " of the catalogue: " + e.getMessage(), e);
        }
    }

    private String resource(String file) {
        try (InputStream stream = Catalogue.class.getResourceAsStream(root + file)) {
            if (stream == null) {
                throw new IllegalStateException("the catalogue has no " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file + " of the catalogue", e);
        }
    }
}
