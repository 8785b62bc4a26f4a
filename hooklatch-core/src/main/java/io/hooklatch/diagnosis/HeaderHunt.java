package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Header;
import io.hooklatch.recipe.Misreading;
import io.hooklatch.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The right signature or token in another header. */
final class HeaderHunt implements Hunt {
    private static final int MOST = 60;
    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_VALUE = 6;
    private static final int LONGEST_VALUE = 4096;

    @Override
    public Optional<Diagnosis> in(Search search) {
        for (String name : names(search)) {
            Optional<Recipe> there = Misreading.inHeader(search.proof, name);
            if (there.isEmpty()) {
                return Optional.empty();
            }
            List<Recipe> readings = new ArrayList<>(List.of(there.get()));
            boolean own = search.shape.proofHeaders().stream().anyMatch(search.request.headers()::has);
            Misreading.of(there.get()).stream()
                    .filter(reading -> !own)
                    .filter(reading ->
                            reading.kind() == Misreading.Kind.PREFIX || reading.kind() == Misreading.Kind.ENCODING)
                    .forEach(reading -> readings.add(reading.recipe()));
            for (Recipe reading : readings) {
                if (search.fits(reading, search.here.options())) {
                    return Optional.of(Diagnosis.proved(
                            Cause.WRONG_HEADER,
                            "The proof stands in the header " + name + " and fits.",
                            "Have the sender use " + String.join(" or ", search.shape.proofHeaders())
                                    + ", or name the header in a recipe; if a proxy renames it, let it not."));
                }
            }
        }
        return Optional.empty();
    }

    private static Set<String> names(Search search) {
        Set<String> names = new LinkedHashSet<>();
        for (Header line : search.request.headers()) {
            String name = line.name().toLowerCase(Locale.ROOT);
            boolean telling = name.matches("[a-z0-9_-]{1," + LONGEST_NAME + "}")
                    && (name.matches(".*(sig|hmac|hash|digest|token|secret|auth|key|hook).*") || name.startsWith("x-"));
            boolean fitting =
                    line.value().length() >= SHORTEST_VALUE && line.value().length() <= LONGEST_VALUE;
            if (telling
                    && fitting
                    && names.size() < MOST
                    && !search.shape.proofHeaders().contains(name)) {
                names.add(name);
            }
        }
        return names;
    }
}
