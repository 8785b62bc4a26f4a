package io.hooklatch.jdbc.row;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text in a column, without loss. A JSON string can hold half a surrogate pair ({@code "\ud800"}), which UTF-8 cannot:
 * stored as text, two such keys would become equal. Such a text is stored as a blob of its UTF-16 units.
 */
public final class Text {
    private Text() {}

    public static void bind(PreparedStatement statement, int index, @Nullable String text) throws SQLException {
        if (text == null || isWellFormed(text)) {
            statement.setString(index, text);
        } else {
            statement.setBytes(index, units(text));
        }
    }

    public static void bind(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        bind(statement, index, text.orElse(null));
    }

    /** The column's text; null when the column is. */
    public static @Nullable String read(ResultSet row, int index) throws SQLException {
        Object value = row.getObject(index);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof byte[] units) {
            return text(units);
        }
        throw new SQLException(
                "column " + index + " should hold text, not " + value.getClass().getSimpleName());
    }

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Not by an encoder, which would replace the very units that matter. */
    private static byte[] units(String text) {
        byte[] units = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            units[2 * i] = (byte) (text.charAt(i) >>> 8);
            units[2 * i + 1] = (byte) text.charAt(i);
        }
        return units;
    }

    private static String text(byte[] units) {
        char[] chars = new char[units.length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) ((units[2 * i] & 0xFF) << 8 | (units[2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }

    /** For columns where absence and the empty text are the same. */
    public static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
