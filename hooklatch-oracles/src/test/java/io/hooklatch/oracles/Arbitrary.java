package io.hooklatch.oracles;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;

/** Inputs of which only the shape matters; the same seed gives the same ones. */
final class Arbitrary {
    private final SplittableRandom random;

    Arbitrary(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from 0 to below the limit. */
    int below(int limit) {
        return random.nextInt(limit);
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Printable ASCII. */
    String ascii(int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, '!', '~' + 1).forEach(c -> text.append((char) c));
        return text.toString();
    }

    /** ASCII letters and digits. */
    String word(int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 0, 36).forEach(c -> text.append(Character.forDigit(c, 36)));
        return text.toString();
    }

    /** Any Unicode text without halves of surrogate pairs. */
    String text(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int kind = below(4);
            int limit = kind < 2 ? 0x80 : kind == 2 ? 0xD800 : Character.MAX_CODE_POINT + 1;
            int point = below(limit);
            if (point < 0xD800 || point > 0xDFFF) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    /** A JSON string of any text, with its quotes. */
    String json(int length) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text(length).toCharArray()) {
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append((char) ('0' + c / 16)).append(Character.forDigit(c % 16, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /** A secret as Standard Webhooks has it. */
    String standardSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes(24 + below(41)));
    }

    /** The same text but for one character of ASCII, which stands for one byte. */
    String oneByteOff(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int tries = 0; tries < 1_000; tries++) {
            int at = below(bytes.length);
            if (bytes[at] >= ' ') {
                byte other = (byte) (' ' + below('~' - ' '));
                if (other != bytes[at]) {
                    bytes[at] = other;
                    return new String(bytes, StandardCharsets.UTF_8);
                }
            }
        }
        return text + " ";
    }
}
