package io.hooklatch.gateway.log;

import java.util.HexFormat;

/** Somebody else's text inside one line of a log. */
public final class OneLine {
    private OneLine() {}

    /**
     * In quotes, with quotes and backslashes escaped, and with everything that could end the line, steer a terminal or
     * turn the direction of reading written as {@code \}{@code uXXXX}.
     */
    public static String quote(String text) {
        StringBuilder line = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                line.append('\\');
            }
            append(line, c);
        });
        return line.append('"').toString();
    }

    /** Adds one character, as it is when it is drawn and does nothing else, escaped otherwise. */
    public static void append(StringBuilder line, int c) {
        if (harmless(c)) {
            line.appendCodePoint(c);
        } else {
            for (char unit : Character.toChars(c)) {
                line.append("\\u").append(HexFormat.of().toHexDigits(unit));
            }
        }
    }

    private static boolean harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
