package io.hooklatch.recipe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Strict decoding of signatures into a buffer that is used again, and encoding of new ones. */
final class Codec {
    private static final int BAD = -1;
    private static final byte[] BASE64 = alphabet("+/");
    private static final byte[] BASE64URL = alphabet("-_");

    private Codec() {}

    /**
     * Decodes a part of a text.
     *
     * @return how many bytes were written, or -1 when the text is not of this encoding or does not fit
     */
    static int decode(Encoding encoding, String text, int from, int to, byte[] out) {
        return switch (encoding) {
            case HEX, HEX_UPPER -> hex(text, from, to, out);
            case BASE64 -> (to - from) % 4 == 0 ? base64(BASE64, text, from, unpadded(text, from, to), out) : BAD;
            case BASE64_ANY_PADDING -> anyPadding(BASE64, text, from, to, out);
            case BASE64URL -> base64(BASE64URL, text, from, to, out);
            case BASE64URL_ANY_PADDING -> anyPadding(BASE64URL, text, from, to, out);
            case BASE64_PERCENT -> percent(text, from, to, out);
            case BASE64_OF_HEX -> base64OfHex(text, from, to, out);
        };
    }

    static String encode(Encoding encoding, byte[] bytes) {
        return switch (encoding) {
            case HEX -> HexFormat.of().formatHex(bytes);
            case HEX_UPPER -> HexFormat.of().withUpperCase().formatHex(bytes);
            case BASE64, BASE64_ANY_PADDING -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL, BASE64URL_ANY_PADDING ->
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            case BASE64_PERCENT ->
                URLEncoder.encode(Base64.getEncoder().encodeToString(bytes), StandardCharsets.US_ASCII);
            case BASE64_OF_HEX ->
                Base64.getEncoder()
                        .encodeToString(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
        };
    }

    private static int hex(String text, int from, int to, byte[] out) {
        int length = (to - from) / 2;
        if ((to - from) % 2 != 0 || length > out.length) {
            return BAD;
        }
        for (int i = 0; i < length; i++) {
            int high = digit(text.charAt(from + 2 * i));
            int low = digit(text.charAt(from + 2 * i + 1));
            if (high < 0 || low < 0) {
                return BAD;
            }
            out[i] = (byte) (16 * high + low);
        }
        return length;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = (c | 0x20) - 'a';
        return c < 0x80 && letter >= 0 && letter < 6 ? 10 + letter : BAD;
    }

    /** The end of the text without at most two signs of padding. */
    private static int unpadded(String text, int from, int to) {
        int end = to;
        while (end > from && to - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        return end;
    }

    private static int anyPadding(byte[] alphabet, String text, int from, int to, byte[] out) {
        int end = unpadded(text, from, to);
        return end == to || (to - from) % 4 == 0 ? base64(alphabet, text, from, end, out) : BAD;
    }

    /** Decodes text without padding; bits that belong to no byte must be zero. */
    private static int base64(byte[] alphabet, String text, int from, int to, byte[] out) {
        int length = (to - from) / 4 * 3 + Math.max(0, (to - from) % 4 - 1);
        if ((to - from) % 4 == 1 || length > out.length) {
            return BAD;
        }
        int bits = 0;
        int held = 0;
        int written = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int value = c < alphabet.length ? alphabet[c] : BAD;
            if (value < 0) {
                return BAD;
            }
            bits = ((bits << 6) | value) & 0xFFFF;
            held += 6;
            if (held >= 8) {
                held -= 8;
                out[written++] = (byte) (bits >> held);
            }
        }
        return (bits & ((1 << held) - 1)) == 0 ? written : BAD;
    }

    private static int percent(String text, int from, int to, byte[] out) {
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < to ? digit(text.charAt(i + 1)) : BAD;
                int low = i + 2 < to ? digit(text.charAt(i + 2)) : BAD;
                if (high < 0 || low < 0) {
                    return BAD;
                }
                c = (char) (16 * high + low);
                i += 2;
            }
            plain.append(c == '-' ? '+' : c == '_' ? '/' : c);
        }
        return anyPadding(BASE64, plain.toString(), 0, plain.length(), out);
    }

    private static int base64OfHex(String text, int from, int to, byte[] out) {
        byte[] digits = new byte[2 * out.length];
        int length = decode(Encoding.BASE64, text, from, to, digits);
        return length < 0 ? BAD : hex(new String(digits, 0, length, StandardCharsets.ISO_8859_1), 0, length, out);
    }

    private static byte[] alphabet(String lastTwo) {
        byte[] values = new byte[0x80];
        Arrays.fill(values, (byte) BAD);
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + lastTwo;
        for (int i = 0; i < all.length(); i++) {
            values[all.charAt(i)] = (byte) i;
        }
        return values;
    }
}
