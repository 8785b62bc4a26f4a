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
 * <p>The first byte says how wide a character is. Then, for each line, name and value. A value is its length in characters
 * and the characters. A name is twice its length and the characters, or, for a usual one, twice its number in {@link
 * HeaderNames} and one. Numbers are of variable length: 7 bits a byte, low bits first, the high bit set when more follow.
 */
public final class HeaderCodec {
    /** What HTTP can carry: U+0000 to U+00FF, a byte each. */
    private static final byte NARROW = 1;
    /** What only a caller of the library can make: UTF-16, two bytes each, high byte first. */
    private static final byte WIDE = 2;

    private HeaderCodec() {}

    public static byte[] encode(Headers headers) {
        int atMost = 1;
        boolean wide = false;
        for (Header line : headers) {
            atMost += 10 + line.name().length() + line.value().length();
            wide |= isWide(line.name()) || isWide(line.value());
        }
        byte format = wide ? WIDE : NARROW;
        Writing bytes = new Writing(new byte[atMost * format], format);
        for (Header line : headers) {
            int number = HeaderNames.number(line.name());
            if (number >= 0) {
                bytes.number(number << 1 | 1);
            } else {
                bytes.number(line.name().length() << 1);
                bytes.text(line.name());
            }
            bytes.number(line.value().length());
            bytes.text(line.value());
        }
        return Arrays.copyOf(bytes.bytes, bytes.at);
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
        Reading reading = new Reading(bytes);
        while (reading.at < bytes.length) {
            int name = reading.number();
            String text = (name & 1) == 1 ? HeaderNames.name(name >>> 1) : reading.text(name >>> 1);
            lines.add(new Header(text, reading.text(reading.number())));
        }
        return Headers.of(lines);
    }

    private static boolean isWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return true;
            }
        }
        return false;
    }

    private static final class Writing {
        private final byte[] bytes;
        private final byte format;
        private int at = 1;

        Writing(byte[] bytes, byte format) {
            this.bytes = bytes;
            this.format = format;
            bytes[0] = format;
        }

        void number(int value) {
            int rest = value;
            while (rest > 0x7F) {
                bytes[at++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[at++] = (byte) rest;
        }

        void text(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (format == WIDE) {
                    bytes[at++] = (byte) (c >>> 8);
                }
                bytes[at++] = (byte) c;
            }
        }
    }

    private static final class Reading {
        private final byte[] bytes;
        private int at = 1;

        Reading(byte[] bytes) {
            this.bytes = bytes;
        }

        String text(int length) {
            int size = Math.multiplyExact(length, (int) bytes[0]);
            if (size > bytes.length - at) {
                throw new IllegalArgumentException("not a stored header list: it ends within a line");
            }
            String text = bytes[0] == WIDE ? wide(length) : new String(bytes, at, size, StandardCharsets.ISO_8859_1);
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

        int number() {
            int value = 0;
            for (int shift = 0; shift < 28 && at < bytes.length; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("not a stored header list: a number in it is cut or too long");
        }
    }
}
