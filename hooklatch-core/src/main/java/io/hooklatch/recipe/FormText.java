package io.hooklatch.recipe;

import io.hooklatch.message.FormCoding;
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
        Span value = place(text, name);
        return value == null ? null : text(FormCoding.decode(text, value.from(), value.to()));
    }

    /** Where the value of the first field with this name stands, as it is written; null without one. */
    static @Nullable Span place(byte[] text, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        while (from < text.length) {
            int end = indexOf(text, '&', from, text.length);
            int equals = indexOf(text, '=', from, end);
            if (Arrays.equals(FormCoding.decode(text, from, equals), wanted)) {
                return new Span(Math.min(equals + 1, end), end);
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
                fields.add(new byte[][] {
                    FormCoding.decode(text, from, equals), FormCoding.decode(text, Math.min(equals + 1, end), end)
                });
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
