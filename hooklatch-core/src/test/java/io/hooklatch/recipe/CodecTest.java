package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
    @ParameterizedTest
    @EnumSource(Encoding.class)
    void whatIsWrittenIsReadBack(Encoding encoding) {
        Arbitrary any = new Arbitrary(7);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = any.bytes(length);
            String text = "<" + Codec.encode(encoding, bytes) + ">";
            byte[] out = new byte[length];
            assertThat(Codec.decode(encoding, text, 1, text.length() - 1, out)).isEqualTo(length);
            assertThat(out).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void everyTextHasAtMostOneMeaningAndEveryMeaningOneText(Encoding encoding) {
        Arbitrary any = new Arbitrary(8);
        for (int i = 0; i < 20_000; i++) {
            String text = Codec.encode(encoding, any.bytes(1 + any.below(8)));
            int at = any.below(text.length());
            String other = text.substring(0, at) + any.ascii(any.below(3)) + text.substring(at + 1);
            byte[] out = new byte[16];
            int length = Codec.decode(encoding, other, 0, other.length(), out);
            if (length >= 0) {
                assertThat(normal(encoding, Codec.encode(encoding, Arrays.copyOf(out, length))))
                        .isEqualTo(normal(encoding, other));
            }
        }
    }

    /** Without the freedoms that an encoding states: letter case of hexadecimal digits, optional padding, escapes. */
    private static String normal(Encoding encoding, String text) {
        return switch (encoding) {
            case HEX, HEX_UPPER -> text.toLowerCase(Locale.ROOT);
            case BASE64_ANY_PADDING, BASE64URL_ANY_PADDING -> text.replace("=", "");
            case BASE64_OF_HEX -> decodedCase(text);
            case BASE64_PERCENT ->
                URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.US_ASCII)
                        .replace('-', '+')
                        .replace('_', '/')
                        .replace("=", "");
            default -> text;
        };
    }

    private static String decodedCase(String text) {
        byte[] hex = Base64.getDecoder().decode(text);
        return new String(hex, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource({
        "HEX, 0",
        "HEX, 0g",
        "HEX, ' 00'",
        "HEX, 0x00",
        "HEX, ００",
        "BASE64, QQ",
        "BASE64, QQ=",
        "BASE64, QQ===",
        "BASE64, QR==",
        "BASE64, QUJ=",
        "BASE64, Q===",
        "BASE64, =QQ=",
        "BASE64, Q=Q=",
        "BASE64, 'QQ= ='",
        "BASE64, 'QQ==\n'",
        "BASE64, -_8=",
        "BASE64, ＱＱ==",
        "BASE64_ANY_PADDING, QQ=",
        "BASE64URL, QQ==",
        "BASE64URL, +/8",
        "BASE64URL_ANY_PADDING, QUJD=",
        "BASE64_OF_HEX, QQ==",
        "BASE64_OF_HEX, Zzg="
    })
    void strictly(Encoding encoding, String text) {
        assertThat(Codec.decode(encoding, text, 0, text.length(), new byte[16])).isEqualTo(-1);
    }

    @Test
    void whatDoesNotFitIsNotDecoded() {
        assertThat(Codec.decode(Encoding.HEX, "000000", 0, 6, new byte[2])).isEqualTo(-1);
        assertThat(Codec.decode(Encoding.BASE64, "QUJD", 0, 4, new byte[2])).isEqualTo(-1);
        assertThat(Codec.decode(Encoding.BASE64_OF_HEX, "MDAwMA==", 0, 8, new byte[1]))
                .isEqualTo(-1);
    }
}
