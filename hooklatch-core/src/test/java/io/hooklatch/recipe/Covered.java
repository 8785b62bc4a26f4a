package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request proves by its signature or token, told from the recipe's data and not by the engine's own reading of the
 * signed parts. Requests that differ in it cannot both be accepted with the same proof.
 */
final class Covered {
    private static final int SHORTEST_PROOF = 20;

    private Covered() {}

    /** The covered values, each with the name of its part. */
    static List<String> of(Recipe recipe, Request request) {
        return of(recipe.scheme(), request);
    }

    private static List<String> of(Scheme any, Request request) {
        List<String> covered = new ArrayList<>();
        if (any instanceof EachScheme each) {
            for (JsonRange element : JsonRange.elements(request.body(), each.array(), EachVerifier.MOST)
                    .orElse(List.of())) {
                covered.addAll(of(each.element(), request.withBody(element.in(request.body()))));
            }
        }
        if (any instanceof SignatureScheme scheme) {
            for (Part part : scheme.signs()) {
                covered.add(part + ": " + part(part, request));
            }
            scheme.timestamp()
                    .filter(rule -> scheme.signs().contains(Part.timestamp()))
                    .ifPresent(rule -> covered.add("timestamp: " + values(rule.from(), request)));
        }
        return covered;
    }

    private static String part(Part part, Request request) {
        return switch (part.kind()) {
            case BODY, BODY_HASH -> text(request.body());
            case PATH -> request.path();
            case URL -> part.form().holdsQuery() ? request.query() : "";
            case SORTED_FORM ->
                FormText.sorted(request.body()).stream()
                        .map(Covered::text)
                        .toList()
                        .toString();
            case VALUE -> cut(part, values(part.places(), request));
            default -> "";
        };
    }

    private static String cut(Part part, String value) {
        return Optional.ofNullable(new Cut(part.word(0), part.word(1)).of(value))
                .orElse("");
    }

    /** The first value that is there; of a header every line of that name. */
    private static String values(List<From> places, Request request) {
        for (From place : places) {
            String value = place.kind() == From.Kind.HEADER
                    ? String.join("\n", request.headers().all(place.name()))
                    : Optional.ofNullable(new Values(List.of(place)).read(request)[0])
                            .orElse("");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** Whether the proof of a good request, where it is one word in a place of its own, still stands in another one. */
    static boolean proofIsThere(Recipe recipe, Request good, Request other) {
        if (recipe.scheme() instanceof SignatureScheme scheme) {
            boolean anyCase = scheme.format().encoding() == Encoding.HEX
                    || scheme.format().encoding() == Encoding.HEX_UPPER;
            String there = all(scheme.in(), other, anyCase);
            List<String> proofs = Stream.of(all(scheme.in(), good, anyCase).split("[^A-Za-z0-9+/_-]+"))
                    .filter(word -> word.length() >= SHORTEST_PROOF)
                    .toList();
            return proofs.isEmpty() || proofs.stream().anyMatch(there::contains);
        }
        if (recipe.scheme() instanceof TokenScheme token) {
            String shown = all(token.in(), good, false);
            return all(token.in(), other, false)
                    .contains(shown.substring(token.prefix().length()).replaceAll("=+$", ""));
        }
        return true;
    }

    private static String all(List<From> places, Request request, boolean anyCase) {
        StringBuilder text = new StringBuilder();
        places.forEach(place -> text.append(values(List.of(place), request)).append('\n'));
        String joined = text.toString().strip();
        return anyCase ? joined.toLowerCase(Locale.ROOT) : joined;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
