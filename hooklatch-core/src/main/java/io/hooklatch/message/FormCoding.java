package io.hooklatch.message;

import java.io.ByteArrayOutputStream;

/**
 * How a form in {@code application/x-www-form-urlencoded} writes bytes: a plus is a blank, {@code %XX} any byte (URL Standard,
 * section 5.1). An incomplete escape stands for itself, so that every text has a reading.
 */
public final class FormCoding {
    private static final int ESCAPE = 3;

    private FormCoding() {}

    /** The bytes that this part of a text stands for. */
    public static byte[] decode(byte[] text, int from, int to) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(to - from);
        for (int at = from; at < to; at += width(text, at, to)) {
            if (width(text, at, to) == ESCAPE) {
                decoded.write(16 * Character.digit(text[at + 1], 16) + Character.digit(text[at + 2], 16));
            } else {
                decoded.write(text[at] == '+' ? ' ' : text[at]);
            }
        }
        return decoded.toByteArray();
    }

    /** How many bytes of a text that ends before {@code to} stand for the one that is written at {@code at}: 1 or 3. */
    public static int width(byte[] text, int at, int to) {
        boolean escape = text[at] == '%'
                && at + 2 < to
                && Character.digit(text[at + 1], 16) >= 0
                && Character.digit(text[at + 2], 16) >= 0;
        return escape ? ESCAPE : 1;
    }
}
