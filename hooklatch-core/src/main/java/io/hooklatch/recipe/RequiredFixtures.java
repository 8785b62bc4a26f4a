package io.hooklatch.recipe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fixtures that a provider has to have; a curated one more than another. */
final class RequiredFixtures {
    private static final String NOT_UTF8 = "body_not_utf8";

    private RequiredFixtures() {}

    /** What is missing, in words. */
    static List<String> problems(Recipe recipe, Map<String, Fixture> fixtures) {
        List<String> problems = new ArrayList<>();
        for (String name : names(recipe)) {
            if (!fixtures.containsKey(name)) {
                problems.add(name + ".json is missing: a " + recipe.tier().text() + " provider of this scheme has one");
            }
        }
        for (String handshake : recipe.handshakeNames()) {
            if (fixtures.values().stream().noneMatch(fixture -> answers(fixture, handshake))) {
                problems.add("no fixture expects handshake " + handshake + " to be answered: add one");
            }
        }
        boolean answered = fixtures.values().stream()
                .anyMatch(fixture -> fixture.expected().containsKey(Expectation.ANSWER.field()));
        if (recipe.answering().accepted().isPresent() && !answered) {
            problems.add("no fixture expects the answer of the recipe: add it to valid.json");
        }
        Fixture bytes = fixtures.get(NOT_UTF8);
        if (bytes != null && !new String(bytes.request().body(), StandardCharsets.UTF_8).contains("\uFFFD")) {
            problems.add(NOT_UTF8 + ".json has a body that is UTF-8: put a byte such as FF into body_base64");
        }
        return problems;
    }

    private static boolean answers(Fixture fixture, String handshake) {
        return fixture.expected().get(Expectation.HANDSHAKE.field()) instanceof Map<?, ?> expected
                && handshake.equals(expected.get("name"))
                && expected.get("status") instanceof Long status
                && status < 300;
    }

    private static List<String> names(Recipe recipe) {
        List<String> names = new ArrayList<>(List.of("valid"));
        if (!recipe.verifies()) {
            return names;
        }
        boolean curated = recipe.tier() == Tier.CURATED;
        Set<Risk> risks = recipe.scheme().risks();
        names.addAll(List.of("tampered_body", "missing_signature"));
        if (curated) {
            names.addAll(List.of("wrong_secret", "malformed_signature", "older_secret_of_two"));
        }
        if (recipe.tolerance().isPresent()) {
            names.addAll(
                    curated ? List.of("stale", "just_inside", "from_the_future", "stale_and_wrong") : List.of("stale"));
        }
        if (curated && recipe.scheme().single() instanceof SignatureScheme scheme) {
            SignatureFormat format = scheme.format();
            if (format.shape() != SignatureFormat.Shape.VALUE || format.repeats()) {
                names.add("last_signature_fits");
            }
            if (!risks.contains(Risk.BODY_NOT_SIGNED)) {
                names.add(NOT_UTF8);
            }
        }
        return names;
    }
}
