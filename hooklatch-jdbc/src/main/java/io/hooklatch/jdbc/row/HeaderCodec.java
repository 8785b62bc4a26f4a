package io.hooklatch.jdbc.row;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A header list as bytes and back: order, repeats, case and every character survive.
 *
 * <p>The first byte says how wide a character is. Then, for each line, name and value: a length in characters as a
 * variable-length integer (7 bits a byte, low bits first, high bit set when more follow), and the characters.
 */
public final class HeaderCodec {
    /** What HTTP can carry: U+0000 to U+00FF, a byte each. */
    private static final byte NARROW = 1;
    /** What only a caller of the library can make: UTF-16, two bytes each, high byte first. */
    private static final byte WIDE = 2;

    private static final byte[] NO_LINES = {NARROW};

    private HeaderCodec() {}

    public static byte[] encode(Headers headers) {
        if (headers.size() == 0) {
            return NO_LINES;
        }
        int length = 1;
        boolean wide = false;
        for (Header line : headers) {
            length += lengthOf(line.name()) + lengthOf(line.value());
            wide |= isWide(line.name()) || isWide(line.value());
        }
        return wide ? write(headers, WIDE, 2 * length) : write(headers, NARROW, length);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are not a header list
     */
    public static Headers decode(byte[] bytes) {
        if (bytes.length == 0 || (bytes[0] != NARROW && bytes[0] != WIDE)) {
            throw new IllegalArgumentException("not a stored header list: it does not start with a known format byte");
        }
        List<Header> lines = new ArrayList<>();
        Cursor cursor = new Cursor(bytes);
        while (cursor.at < bytes.length) {
            String name = cursor.text(bytes[0]);
            lines.add(new Header(name, cursor.text(bytes[0])));
        }
        return Headers.of(lines);
    }

    private static byte[] write(Headers headers, byte format, int atMost) {
        Cursor cursor = new Cursor(new byte[atMost]);
        cursor.bytes[0] = format;
        for (Header line : headers) {
            cursor.put(line.name(), format);
            cursor.put(line.value(), format);
        }
        return cursor.at == atMost ? cursor.bytes : Arrays.copyOf(cursor.bytes, cursor.at);
    }

    private static int lengthOf(String text) {
        int bytes = 1;
        for (int rest = text.length() >>> 7; rest != 0; rest >>>= 7) {
            bytes++;
        }
        return bytes + text.length();
    }

    private static boolean isWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return true;
            }
        }
        return false;
    }

    private static final class Cursor {
        private final byte[] bytes;
        private int at = 1;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        void put(String text, byte format) {
            int rest = text.length();
            while (rest > 0x7F) {
                bytes[at++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[at++] = (byte) rest;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (format == WIDE) {
                    bytes[at++] = (byte) (c >>> 8);
                }
                bytes[at++] = (byte) c;
            }
        }

        String text(byte format) {
            int length = length();
            int size = Math.multiplyExact(length, (int) format);
            if (size > bytes.length - at) {
                throw new IllegalArgumentException("not a stored header list: it ends within a line");
            }
            String text = format == WIDE ? wide(length) : new String(bytes, at, size, StandardCharsets.ISO_8859_1);
            at += size;
            return text;
        }

        /** Not by a decoder, which would replace halves of surrogate pairs. */
        private String wide(int length) {
            char[] chars = new char[length];
            for (int i = 0; i < length; i++) {
                chars[i] = (char) ((bytes[at + 2 * i] & 0xFF) << 8 | (bytes[at + 2 * i + 1] & 0xFF));
            }
            return new String(chars);
        }

        private int length() {
            int length = 0;
            for (int shift = 0; shift < 28; shift += 7) {
                if (at == bytes.length) {
                    break;
                }
                byte next = bytes[at++];
                length |= (next & 0x7F) << shift;
                if (next >= 0) {
                    return length;
                }
            }
            throw new IllegalArgumentException("not a stored header list: a length in it is cut or too long");
        }
    }
}
