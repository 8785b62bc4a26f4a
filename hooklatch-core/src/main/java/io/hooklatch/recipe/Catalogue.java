package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
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
        StringTokenizer lines = new StringTokenizer(index(), "\n");
        while (lines.hasMoreTokens()) {
            StringTokenizer words = new StringTokenizer(lines.nextToken(), " ");
            String name = words.nextToken();
            found.add(name);
            canonical.put(name, name);
            while (words.hasMoreTokens()) {
                canonical.put(words.nextToken(), name);
            }
        }
        Collections.sort(found);
        this.names = List.copyOf(found);
    }

    private String index() {
        Optional<String> index = files.text("index.txt");
        if (index.isEmpty()) {
            throw new IllegalStateException("the catalogue has no index.txt");
        }
        return index.get();
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
        String known = canonical.get(name);
        if (known == null) {
            return Optional.empty();
        }
        Recipe recipe = loaded.get(known);
        return Optional.of(recipe == null ? kept(known, load(known)) : recipe);
    }

    /** The same recipe for everybody, also when two load it at once. */
    private Recipe kept(String name, Recipe recipe) {
        Recipe earlier = loaded.putIfAbsent(name, recipe);
        return earlier == null ? recipe : earlier;
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
            Optional<Recipe> recipe = ProviderReader.recipe(files, name, codes);
            if (recipe.isEmpty()) {
                throw new IllegalArgumentException("recipe.json is missing");
            }
            return recipe.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("provider " + name + " of the catalogue: " + e.getMessage(), e);
        }
    }
}
