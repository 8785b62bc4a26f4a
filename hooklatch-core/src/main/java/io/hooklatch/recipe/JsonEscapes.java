package io.hooklatch.recipe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text as the inside of a JSON string, escaped as ECMAScript's JSON.stringify does (ECMA-262, section 25.5.2). */
final class JsonEscapes {
    private static final String DIGITS = "0123456789abcdef";

    private JsonEscapes() {}

    /** Feeds UTF-8 bytes; those that are none stay as they are. */
    static void feed(byte[] text, ByteSink sink) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 64);
        for (byte b : text) {
            byte[] escape = escape(b);
            if (escape.length == 0) {
                out.write(b);
            } else {
                out.writeBytes(escape);
            }
        }
        Pieces.bytes(out.toByteArray(), sink);
    }

    private static byte[] escape(byte b) {
        if (b != '"' && b != '\\' && (b < 0 || b >= ' ')) {
            return new byte[0];
        }
        String escape = switch (b) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u00" + DIGITS.charAt(b >> 4) + DIGITS.charAt(b & 15);
        };
        return escape.getBytes(StandardCharsets.US_ASCII);
    }
}
