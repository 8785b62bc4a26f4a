package io.hooklatch.gateway.cli.view;

import io.hooklatch.gateway.log.OneLine;

/** Somebody else's text on a terminal. */
public final class Safe {
    private static final String MORE = "...";

    private Safe() {}

    /**
     * One line: control characters, escape sequences, line ends, marks of direction and everything else that is not
     * drawn are written as {@code \}{@code uXXXX}.
     */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> OneLine.append(line, c));
        return line.toString();
    }

    /** The same, cut to a width of characters. */
    public static String line(String text, int width) {
        String line = line(text);
        if (line.length() <= width) {
            return line;
        }
        int end = Math.max(0, width - MORE.length());
        // Not between the two halves of one character.
        if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + MORE;
    }
}
