package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.List;

/** What a recipe's names and keys mean, and what their owner should know, in words. */
final class NamingWords {
    private NamingWords() {}

    static List<String> warnings(Scheme scheme, Naming naming) {
        List<String> warnings = new ArrayList<>();
        scheme.risks().forEach(risk -> warnings.add(risk.meaning()));
        if (naming.dedupe().isEmpty() && !naming.eventId().isEmpty() && !scheme.covers(naming.eventId())) {
            warnings.add(From.describe(naming.eventId())
                    + " is not signed: requests with equal signed bytes are one event, whatever their ids");
        }
        for (From from : naming.dedupe().orElse(List.of())) {
            if (!scheme.covers(List.of(from))) {
                warnings.add(from.describe()
                        + " is not signed: a captured request sent again under another id is another event");
            }
        }
        return warnings;
    }

    static String dedupesBy(Scheme scheme, Naming naming) {
        String keys = keys(scheme, naming);
        return naming.events()
                .map(array -> keys + " of each of " + array.describe())
                .orElse(keys);
    }

    private static String keys(Scheme scheme, Naming naming) {
        if (naming.dedupe().isPresent()) {
            List<From> places = naming.dedupe().get();
            return places.isEmpty()
                    ? "nothing"
                    : String.join(" + ", places.stream().map(From::describe).toList());
        }
        List<From> places = naming.eventId().isEmpty() ? List.of(From.bodyDigest()) : naming.eventId();
        boolean alone = scheme.covers(places) || naming.events().isPresent();
        return From.describe(places) + (alone ? "" : ", and signed bytes");
    }
}
