package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shows that a fixture can fail, by spoiling it. */
final class FixtureProof {
    private FixtureProof() {}

    /** What could be spoilt without being noticed; empty for a good fixture. */
    static List<String> blindSpots(Fixture fixture, Recipe recipe) {
        List<String> unseen = new ArrayList<>();
        if (fixture.valid() && recipe.verifies()) {
            unseenSpoiling(fixture, recipe).ifPresent(unseen::add);
        }
        fixture.expected().forEach((field, value) -> {
            if (fixture.expecting(field, another(value)).differences(recipe).isEmpty()) {
                unseen.add(field + " may as well be " + JsonText.of(another(value)));
            }
        });
        return unseen;
    }

    /** What may change although it is signed, or is the token. */
    static Optional<String> unseenSpoiling(Fixture fixture, Recipe recipe) {
        boolean body = signsBody(recipe);
        Fixture spoilt = body
                ? fixture.withRequest(oneBitOff(fixture.request()))
                : fixture.withSecrets(List.of("another-secret-than-the-right-one"));
        return notices(spoilt, recipe)
                ? Optional.empty()
                : Optional.of(body ? "one bit of the body may change" : "any secret will do");
    }

    /** Another secret may be of no use to the scheme at all, which is noticed, too. */
    private static boolean notices(Fixture spoilt, Recipe recipe) {
        try {
            return spoilt.differences(recipe).stream()
                    .anyMatch(difference -> difference.startsWith(Expectation.SIGNATURE_VALID.field()));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static boolean signsBody(Recipe recipe) {
        return !(recipe.scheme().single() instanceof TokenScheme)
                && !recipe.scheme().risks().contains(Risk.BODY_NOT_SIGNED);
    }

    private static Request oneBitOff(Request request) {
        int length = Math.max(1, request.body().length);
        byte[] body = Arrays.copyOf(request.body(), length);
        body[length / 2] ^= 1;
        return request.withBody(body);
    }

    /** A value of the same form that is not this one. */
    private static Object another(Object value) {
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            Map<String, Object> other = new TreeMap<>();
            map.forEach((name, inner) -> other.put(name.toString(), another(inner)));
            return other;
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(FixtureProof::another).toList();
        }
        String text = value instanceof String string ? string : JsonText.of(value);
        return text.isEmpty()
                ? "?"
                : text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) ^ 1);
    }
}
