package io.hooklatch.gateway.render;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The constants of enums as they are written: in lower case. */
public final class Words {
    private Words() {}

    /** The word for it. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant that is written so.
     *
     * @throws IllegalArgumentException when there is none; the message names all
     */
    public static <E extends Enum<E>> E of(Class<E> words, String text) {
        for (E word : words.getEnumConstants()) {
            if (of(word).equals(text)) {
                return word;
            }
        }
        throw new IllegalArgumentException("is none of "
                + Arrays.stream(words.getEnumConstants()).map(Words::of).collect(Collectors.joining(", ")));
    }
}
