package io.hooklatch.gateway.config;

/** How the text of a setting is read. */
@FunctionalInterface
interface Kind<T> {
    /**
     * The text as a value.
     *
     * @throws IllegalArgumentException when the text is wrong; its message follows the text in a sentence, as in {@code
     *     has no unit: write 30s}
     */
    T read(String text);
}
