package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Text with sources in braces, such as <code>{query hub.challenge}</code>.
 *
 * @param sources the pieces in order
 */
record Template(List<Source> sources) {
    Template {
        sources = List.copyOf(sources);
    }

    /**
     * @param values the names of values that may stand in braces
     * @throws IllegalArgumentException when a brace is left open, or what stands in braces is no source
     */
    static Template parse(String text, Set<String> values) {
        List<Source> sources = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            if (open < 0) {
                sources.add(Source.text(text.substring(at)));
                break;
            }
            if (open > at) {
                sources.add(Source.text(text.substring(at, open)));
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("\"" + text + "\": { is not closed; end the name of a value with }");
            }
            Source source = Source.parse(text.substring(open + 1, close), values);
            if (source.credential() || source.kind() == Source.Kind.ANSWER_BODY) {
                throw new IllegalArgumentException("\"" + text + "\": " + text.substring(open, close + 1)
                        + " must not be shown to the sender; make a value of it with an algorithm");
            }
            sources.add(source);
            at = close + 1;
        }
        return new Template(sources);
    }

    /** Whether it is the time as a number and nothing else. */
    boolean onlyTime() {
        return sources.size() == 1
                && sources.get(0).kind() == Source.Kind.NOW
                && sources.get(0).unit() != TimestampUnit.ISO_8601;
    }

    /** The JSON place that is all of it; what stands there is answered as a number where it came as one. */
    Optional<From> onlyJsonPlace() {
        return sources.size() == 1
                ? sources.get(0).place().filter(from -> from.kind() == From.Kind.JSON)
                : Optional.empty();
    }
}
