package io.hooklatch.jdbc.postgres.link;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text in a column, without loss. PostgreSQL keeps no NUL and UTF-8 no half of a surrogate pair. A text that has one, or
 * that starts with U+0001, is stored as U+0001 and the hexadecimal digits of its UTF-16 units; any other as it is. So two
 * texts are equal in the database exactly when they are.
 */
public final class StoredText {
    private static final char MARK = '\u0001';
    private static final int DIGITS = 4;
    private static final String HEX = "0123456789abcdef";

    private StoredText() {}

    /** The text as it is stored. */
    public static String encode(String text) {
        return isPlain(text) ? text : MARK + hex(text);
    }

    /** The text that was stored so. */
    public static String decode(String stored) {
        if (stored.isEmpty() || stored.charAt(0) != MARK) {
            return stored;
        }
        char[] units = new char[(stored.length() - 1) / DIGITS];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) Integer.parseInt(stored, 1 + DIGITS * i, 1 + DIGITS * (i + 1), 16);
        }
        return new String(units);
    }

    public static void bind(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        statement.setString(index, text.map(StoredText::encode).orElse(null));
    }

    public static void bind(PreparedStatement statement, int index, String text) throws SQLException {
        statement.setString(index, encode(text));
    }

    /** The text of a column that is never null. */
    public static String read(ResultSet row, String column) throws SQLException {
        return decode(row.getString(column));
    }

    /** The text of a column that may be null. */
    public static Optional<String> find(ResultSet row, String column) throws SQLException {
        @Nullable String stored = row.getString(column);
        return stored == null ? Optional.empty() : Optional.of(decode(stored));
    }

    private static String hex(String text) {
        StringBuilder digits = new StringBuilder(DIGITS * text.length());
        for (int i = 0; i < text.length(); i++) {
            for (int shift = 12; shift >= 0; shift -= 4) {
                digits.append(HEX.charAt(text.charAt(i) >>> shift & 0xF));
            }
        }
        return digits.toString();
    }

    private static boolean isPlain(String text) {
        if (!text.isEmpty() && text.charAt(0) == MARK) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
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
}
