package io.hooklatch.recipe;

import java.util.Optional;
import java.util.Set;

/**
 * Where one piece of an answer comes from.
 *
 * @param kind which kind of source
 * @param name the option, the text, the value's name or the unit of the time
 * @param place the place in the request, for a place
 */
record Source(Kind kind, String name, Optional<From> place) {
    enum Kind {
        /** A place in the request. */
        PLACE,
        /** What the endpoint set. */
        OPTION,
        /** The endpoint's newest secret, as it was given. */
        SECRET,
        /** The request's method. */
        METHOD,
        /** The raw path of the request's target. */
        PATH,
        /** The time of receipt. */
        NOW,
        /** The body of the answer that is being made. */
        ANSWER_BODY,
        /** Another value of the same answer. */
        VALUE,
        /** The same text in every answer. */
        TEXT
    }

    /**
     * Reads one of the words.
     *
     * @param values the names of values that may be named
     * @throws IllegalArgumentException when the text is none of them
     */
    static Source parse(String text, Set<String> values) {
        if (values.contains(text)) {
            return of(Kind.VALUE, text);
        }
        return switch (text) {
            case "secret" -> of(Kind.SECRET, "");
            case "method" -> of(Kind.METHOD, "");
            case "path" -> of(Kind.PATH, "");
            case "answer body" -> of(Kind.ANSWER_BODY, "");
            case "now s", "now ms", "now iso-8601" -> of(Kind.NOW, text.substring("now ".length()));
            default ->
                text.startsWith("option ")
                        ? option(text.substring("option ".length()))
                        : new Source(Kind.PLACE, "", Optional.of(From.parse(text)));
        };
    }

    /** Whether options and values may be called so: lower-case letters, digits and _, a letter first. */
    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || !(c == '_' || (c >= '0' && c <= '9')))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    static Source text(String text) {
        return of(Kind.TEXT, text);
    }

    private static Source option(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "option \"" + name + "\": use lower-case letters, digits and _, as in option verify_token");
        }
        return of(Kind.OPTION, name);
    }

    private static Source of(Kind kind, String name) {
        return new Source(kind, name, Optional.empty());
    }

    /** Whether its value is a credential: the secret, or an option that is one by its name. */
    boolean credential() {
        return kind == Kind.SECRET || (kind == Kind.OPTION && Options.isSecret(name));
    }

    /** The unit of a time. */
    TimestampUnit unit() {
        return switch (name) {
            case "s" -> TimestampUnit.SECONDS;
            case "ms" -> TimestampUnit.MILLISECONDS;
            default -> TimestampUnit.ISO_8601;
        };
    }
}
