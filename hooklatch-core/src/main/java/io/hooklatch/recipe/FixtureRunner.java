package io.hooklatch.recipe;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the fixtures of providers and reports what differs. Schemas of metadata, recipes and fixtures are strict: what is
 * not of them is a difference, too, named with the file and the nearest word. Thread-safe.
 */
public final class FixtureRunner {
    private final ProviderFiles files;
    private final Function<String, Optional<Recipe>> inCode;

    /** A runner for these files; a provider without a {@code recipe.json} is the one of the catalogue with its name. */
    public FixtureRunner(ProviderFiles files) {
        this(files, Catalogue.standard()::find);
    }

    /**
     * A runner for these files.
     *
     * @param inCode gives the provider of this name where there is no {@code recipe.json}, because it is code
     */
    public FixtureRunner(ProviderFiles files, Function<String, Optional<Recipe>> inCode) {
        this.files = files;
        this.inCode = inCode;
    }

    /** Runs everything: a result for each fixture, and one for each file that is wrong. */
    public List<FixtureResult> run() {
        return files.providers().stream()
                .flatMap(provider -> run(provider).stream())
                .toList();
    }

    /** Runs the fixtures of one provider, and looks whether it has those that its tier requires. */
    public List<FixtureResult> run(String provider) {
        return each(provider, true, Fixture::differences);
    }

    /**
     * Spoils every fixture of one provider and looks whether that is noticed: a byte of what is signed, or the token, and
     * every expected value by itself. A fixture that holds all the same proves nothing, which is its difference here.
     */
    public List<FixtureResult> prove(String provider) {
        return each(provider, false, FixtureProof::blindSpots);
    }

    /** The fixtures of one provider that can be read, by the names of their files without the end. */
    public Map<String, Fixture> fixtures(String provider) {
        Map<String, Fixture> fixtures = new LinkedHashMap<>();
        read(provider, fixtures);
        return fixtures;
    }

    /**
     * The recipe of one provider.
     *
     * @throws IllegalArgumentException when its metadata or its recipe are missing or wrong
     */
    public Recipe recipe(String provider) {
        if (files.file(provider, "recipe.json").isPresent()) {
            ProviderReader.metadata(files, provider);
        }
        return ProviderReader.recipe(files, provider, ProviderCodes.found())
                .or(() -> inCode.apply(provider))
                .orElseThrow(() -> new IllegalArgumentException(
                        "recipe.json of " + provider + " is missing, and there is no code of this name"));
    }

    private List<FixtureResult> each(String provider, boolean complete, Check check) {
        List<FixtureResult> results = new ArrayList<>();
        Map<String, Fixture> fixtures = new LinkedHashMap<>();
        results.addAll(read(provider, fixtures));
        Recipe recipe;
        try {
            recipe = recipe(provider);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            results.add(new FixtureResult(provider, "recipe", List.of(message(e))));
            return results;
        }
        fixtures.forEach((name, fixture) ->
                results.add(new FixtureResult(provider, name, guarded(() -> check.differences(fixture, recipe)))));
        if (complete) {
            Set<String> read = fixtures.keySet();
            List<String> missing = guarded(() -> RequiredFixtures.problems(recipe, fixtures));
            if (!missing.isEmpty() && results.stream().allMatch(result -> read.contains(result.name()))) {
                results.add(new FixtureResult(provider, "fixtures", missing));
            }
        }
        return results;
    }

    /** Puts the fixtures that can be read into the map, and returns the failures of the others. */
    private List<FixtureResult> read(String provider, Map<String, Fixture> fixtures) {
        List<FixtureResult> failures = new ArrayList<>();
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> unread = guarded(() -> {
            texts.putAll(files.fixtures(provider));
            return List.of();
        });
        if (!unread.isEmpty()) {
            failures.add(new FixtureResult(provider, "fixtures", unread));
        }
        texts.forEach((file, text) -> {
            String name = file.replaceFirst("\\.json$", "");
            List<String> wrong = guarded(() -> {
                if (name.equals(file)) {
                    return List.of(file + " is no fixture: its name ends in .json, or it belongs elsewhere");
                }
                fixtures.put(name, Fixture.parse(provider + "/fixtures/" + file, text));
                return List.of();
            });
            if (!wrong.isEmpty()) {
                failures.add(new FixtureResult(provider, name, wrong));
            }
        });
        return failures;
    }

    /** What a fixture is examined for. */
    private interface Check {
        List<String> differences(Fixture fixture, Recipe recipe);
    }

    private static List<String> guarded(Supplier<List<String>> check) {
        try {
            return check.get();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return List.of(message(e));
        }
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
