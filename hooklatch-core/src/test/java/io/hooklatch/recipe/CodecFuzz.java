package io.hooklatch.recipe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Encodings: any text has one reading or none, and what is read has one writing. The first byte chooses. */
class CodecFuzz {
    private static final int LARGEST = 1024;
    private static final List<Encoding> ALL = List.of(Encoding.values());
    private static final Set<Encoding> ANY_PADDING =
            EnumSet.of(Encoding.BASE64_ANY_PADDING, Encoding.BASE64URL_ANY_PADDING);

    @FuzzTest
    void decode(byte[] data) {
        Encoding encoding = Fuzzed.choice(ALL, data);
        String text = Fuzzed.text(data, 1);
        byte[] buffer = new byte[LARGEST];
        int length = Bounded.run(text.length(), () -> Codec.decode(encoding, text, 0, text.length(), buffer));
        if (length < 0) {
            return;
        }
        byte[] bytes = Arrays.copyOf(buffer, length);
        String again = Codec.encode(encoding, bytes);
        if (!plain(encoding, again).equals(plain(encoding, text))) {
            throw new AssertionError(encoding + " reads " + text + " as what is written " + again);
        }
    }

    @FuzzTest
    void encode(byte[] data) {
        Encoding encoding = Fuzzed.choice(ALL, data);
        byte[] bytes = Arrays.copyOfRange(data, Math.min(1, data.length), Math.min(data.length, LARGEST));
        String text = Codec.encode(encoding, bytes);
        byte[] buffer = new byte[bytes.length];
        int length = Codec.decode(encoding, text, 0, text.length(), buffer);
        if (length != bytes.length || !Arrays.equals(bytes, buffer)) {
            throw new AssertionError(encoding + " does not read what it wrote: " + text);
        }
    }

    /** The text without what an encoding leaves open on purpose: the case of digits, padding, escapes, the alphabet. */
    private static String plain(Encoding encoding, String text) {
        if (encoding == Encoding.BASE64_PERCENT) {
            String unescaped = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return unescaped.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
        }
        if (encoding == Encoding.BASE64_OF_HEX) {
            byte[] digits = new byte[2 * LARGEST];
            int length = Codec.decode(Encoding.BASE64, text, 0, text.length(), digits);
            return new String(digits, 0, Math.max(length, 0), StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        }
        boolean hex = encoding == Encoding.HEX || encoding == Encoding.HEX_UPPER;
        String same = hex ? text.toLowerCase(Locale.ROOT) : text;
        return ANY_PADDING.contains(encoding) ? same.replaceAll("=+$", "") : same;
    }
}
