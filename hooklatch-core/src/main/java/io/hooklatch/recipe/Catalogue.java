package io.hooklatch.recipe;

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
    /** Where the build puts {@code providers/} of the repository. */
    private static final String RESOURCE = "/io/hooklatch/providers.zip";

    private static final Catalogue STANDARD = new Catalogue(PackedProviders.resource(RESOURCE));

    private final PackedProviders files;
    private final List<String> names;
    private final Map<String, String> canonical;
    private final ProviderCodes codes;
    private final Map<String, Recipe> loaded = new ConcurrentHashMap<>();

    /** A catalogue of files; {@code index.txt} has one line for each provider: its name, then its aliases. */
    Catalogue(PackedProviders files) {
        this(files, ProviderCodes.found());
    }

    private Catalogue(PackedProviders files, ProviderCodes codes) {
        this.files = files;
        this.codes = codes;
        this.canonical = new HashMap<>();
        List<String> found = new ArrayList<>();
        String index =
                files.text("index.txt").orElseThrow(() -> new IllegalStateException("the catalogue has no index.txt"));
        for (String line : index.lines().toList()) {
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
        return new Catalogue(files, new ProviderCodes(List.of(code)));
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

    /**
     * What is said about a provider beside its recipe, by its name or an alias of it.
     *
     * @throws IllegalStateException as for {@link #find}
     */
    public Optional<Metadata> metadata(String name) {
        return Optional.ofNullable(canonical.get(name)).map(known -> ProviderReader.metadata(files, known));
    }

    /** Every provider's name in alphabetical order, without aliases. */
    public List<String> names() {
        return names;
    }

    /** Providers that the catalogue cannot have, by name in alphabetical order, each with the reason in words. */
    public Map<String, String> impossible() {
        return Impossible.parse(files.text("impossible.json").orElse("{}"));
    }

    /** Up to three names or aliases that somebody who wrote this one may have meant, nearest first. */
    public List<String> nearest(String name) {
        return Nearest.of(name, canonical.keySet());
    }

    private Recipe load(String name) {
        try {
            return ProviderReader.recipe(files, name, codes)
                    .orElseThrow(() -> new IllegalArgumentException("recipe.json is missing"));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("provider " + name + " of the catalogue: " + e.getMessage(), e);
        }
    }
}
