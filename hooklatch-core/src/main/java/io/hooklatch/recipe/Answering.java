package io.hooklatch.recipe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a recipe answers by itself.
 *
 * @param handshakes the handshakes it knows, of which the first that fits counts
 * @param accepted the answer to an accepted delivery and to its duplicates, where it is more than 200
 */
record Answering(List<HandshakeRule> handshakes, Optional<AnswerRule> accepted) {
    static final Answering NONE = new Answering(List.of(), Optional.empty());

    Answering {
        handshakes = List.copyOf(handshakes);
    }

    /** Whether the endpoint's secret comes with a handshake. */
    boolean learns() {
        return handshakes.stream().anyMatch(rule -> rule.learns().isPresent());
    }

    /** The options that mean something to it. */
    Set<String> optionNames() {
        Set<String> names = new LinkedHashSet<>();
        for (HandshakeRule rule : handshakes) {
            rule.equal().values().forEach(source -> add(source, names));
            rule.answer().sources().forEach(source -> add(source, names));
        }
        accepted.ifPresent(rule -> rule.sources().forEach(source -> add(source, names)));
        if (learns()) {
            names.add(Options.LEARN_UNTIL);
        }
        return names;
    }

    private static void add(Source source, Set<String> names) {
        if (source.kind() == Source.Kind.OPTION) {
            names.add(source.name());
        }
    }

    /** The headers and parameters whose values are credentials. */
    Set<From> credentials() {
        Set<From> places = new LinkedHashSet<>();
        for (HandshakeRule rule : handshakes) {
            rule.learns().ifPresent(places::add);
            rule.equal().forEach((place, source) -> {
                if (source.credential()) {
                    places.add(place);
                }
            });
        }
        return places;
    }
}
