package io.hooklatch.recipe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names and values of {@code application/x-www-form-urlencoded} text: a form body or a query. An incomplete percent
 * escape stands for itself, so that every text has a reading.
 */
final class FormText {
    private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;

    private FormText() {}

    /** The value of the first field with this name, as UTF-8, or as ISO-8859-1 where it is none; null without one. */
    static @Nullable String first(byte[] text, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        while (from < text.length) {
            int end = indexOf(text, '&', from, text.length);
            int equals = indexOf(text, '=', from, end);
            if (Arrays.equals(decode(text, from, equals), wanted)) {
                return text(decode(text, Math.min(equals + 1, end), end));
            }
            from = end + 1;
        }
        return null;
    }

    /** Every field as its decoded name and value together, sorted by name and then by value, equal ones once. */
    static List<byte[]> sorted(byte[] text) {
        TreeSet<byte[][]> fields = new TreeSet<>(Comparator.<byte[][], byte[]>comparing(field -> field[0], BY_BYTES)
                .thenComparing(field -> field[1], BY_BYTES));
        int from = 0;
        while (from < text.length) {
            int end = indexOf(text, '&', from, text.length);
            int equals = indexOf(text, '=', from, end);
            if (end > from) {
                fields.add(new byte[][] {decode(text, from, equals), decode(text, Math.min(equals + 1, end), end)});
            }
            from = end + 1;
        }
        return fields.stream().flatMap(Arrays::stream).toList();
    }

    private static int indexOf(byte[] text, char wanted, int from, int end) {
        for (int i = from; i < end; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        return end;
    }

    private static byte[] decode(byte[] text, int from, int to) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            int value = text[i] == '%' && i + 2 < to ? escape(text[i + 1], text[i + 2]) : -1;
            if (value >= 0) {
                decoded.write(value);
                i += 2;
            } else {
                decoded.write(text[i] == '+' ? ' ' : text[i]);
            }
        }
        return decoded.toByteArray();
    }

    private static int escape(byte high, byte low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 ? -1 : 16 * h + l;
    }

    /** Bytes as UTF-8, or as ISO-8859-1 where they are none. */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
