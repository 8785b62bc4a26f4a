package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Headers;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.RecipeShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the names of the headers tell about sender and way. */
final class HeaderGuesses {
    private static final Set<String> GENERAL = Set.of(
            "authorization", "content-type", "content-digest", "date", "digest", "host", "user-agent", "x-api-key");
    private static final List<String> OF_PROXIES = List.of(
            "via", "forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip", "cf-ray");
    private static final int MOST_NAMED = 3;

    /** A header that more recipes than this know tells nothing about the sender. */
    private static final int COMMON = 3;

    private HeaderGuesses() {}

    /** For requests in which a header is missing. */
    static Optional<Diagnosis> about(Refusal refusal, List<Recipe> known) {
        Headers headers = refusal.request().headers();
        RecipeShape shape = RecipeShape.of(refusal.here().recipe());
        if (present(headers, shape.proofHeaders())) {
            String detail = refusal.verdict().detail();
            return detail.contains("header")
                    ? Guesses.guess(
                            Cause.HEADER_STRIPPED,
                            "The signature arrived without a header that belongs to it: " + detail + ".",
                            "Let the proxy in front pass on every header of the sender.")
                    : Optional.empty();
        }
        boolean others = present(headers, shape.otherHeaders());
        Optional<Diagnosis> provider = others ? Optional.empty() : provider(refusal, known);
        return provider.isPresent() ? provider : unsigned(refusal, shape, others);
    }

    private static Optional<Diagnosis> unsigned(Refusal refusal, RecipeShape shape, boolean others) {
        List<String> missing = shape.proofHeaders();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(" or ", missing);
        boolean underscore = missing.stream().anyMatch(name -> name.indexOf('_') >= 0);
        if (underscore || present(refusal.request().headers(), OF_PROXIES)) {
            return Guesses.guess(
                    Cause.HEADER_STRIPPED,
                    "The request came through a proxy without " + names
                            + (underscore ? ", and some proxies drop names with an underscore." : "."),
                    "Let the proxy pass that header on; if it does, the sender does not sign: give it the secret.");
        }
        return Optional.of(new Diagnosis(
                Cause.NOT_SIGNED,
                others ? Confidence.MEDIUM : Confidence.LOW,
                others
                        ? "Other headers of " + refusal.here().recipe().name() + " arrived, and " + names + " did not."
                        : "Nothing in the headers tells of a signature.",
                "Configure the secret at the sender, so that it signs; or find out who else sends to this URL."));
    }

    /** The provider whose own headers arrived, if it is another. */
    static Optional<Diagnosis> provider(Refusal refusal, List<Recipe> known) {
        Headers headers = refusal.request().headers();
        RecipeShape own = RecipeShape.of(refusal.here().recipe());
        if (present(headers, own.otherHeaders())) {
            return Optional.empty();
        }
        Map<String, Integer> users = users(known);
        int best = 0;
        List<String> names = new ArrayList<>();
        for (Recipe recipe : known) {
            RecipeShape shape = RecipeShape.of(recipe);
            int score = present(headers, shape.proofHeaders()) ? score(headers, shape, own, users) : 0;
            if (score > best) {
                best = score;
                names.clear();
            }
            if (score > 0 && score == best) {
                names.add(recipe.name());
            }
        }
        if (names.isEmpty() || names.size() > MOST_NAMED) {
            return Optional.empty();
        }
        return Guesses.guess(
                Cause.WRONG_PROVIDER,
                "The headers are those of " + String.join(" or ", names) + ", and the endpoint expects "
                        + refusal.here().recipe().name() + ".",
                "Choose the provider and the secret of the endpoint by who sends, or correct the URL at the sender.");
    }

    private static int score(Headers headers, RecipeShape shape, RecipeShape own, Map<String, Integer> users) {
        int score = 0;
        for (String name : all(shape)) {
            boolean telling = !GENERAL.contains(name)
                    && users.getOrDefault(name, 0) <= COMMON
                    && !own.proofHeaders().contains(name);
            score += telling && headers.has(name) ? 1 : 0;
        }
        return score;
    }

    private static Map<String, Integer> users(List<Recipe> known) {
        Map<String, Integer> users = new HashMap<>();
        known.forEach(recipe -> all(RecipeShape.of(recipe)).forEach(name -> users.merge(name, 1, Integer::sum)));
        return users;
    }

    private static List<String> all(RecipeShape shape) {
        List<String> names = new ArrayList<>(shape.proofHeaders());
        names.addAll(shape.otherHeaders());
        return names;
    }

    private static boolean present(Headers headers, Iterable<String> names) {
        for (String name : names) {
            if (!GENERAL.contains(name) && headers.has(name)) {
                return true;
            }
        }
        return false;
    }
}
