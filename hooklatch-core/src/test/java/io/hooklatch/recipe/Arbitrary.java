package io.hooklatch.recipe;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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

    /** Any characters, halves of surrogate pairs among them. */
    String characters(int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 0, below(2) == 0 ? 0x100 : 0x10000).forEach(c -> text.append((char) c));
        return text.toString();
    }

    /** Bytes that begin like JSON as often as not. */
    byte[] body(int length) {
        String text = text(length);
        return (below(2) == 0 ? "{\"id\":\"" + text + "\"}" : text).getBytes(StandardCharsets.UTF_8);
    }

    String standardSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes(24 + below(41)));
    }

    /** The same bytes but for one bit. */
    byte[] oneBitOff(byte[] bytes) {
        byte[] other = bytes.clone();
        other[below(other.length)] ^= (byte) (1 << below(8));
        return other;
    }

    <T> T oneOf(List<T> items) {
        return items.get(below(items.size()));
    }
}
