package io.hooklatch.recipe;

import static io.hooklatch.recipe.Samples.NOW;
import static io.hooklatch.recipe.Samples.signed;
import static io.hooklatch.recipe.Samples.verifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of every kind are verified as the bytes they are, and read as far as they can be. */
class BodiesTest {
    private static final String JSON = "{\"id\":\"evt_é\",\"type\":\"a.b\"}";

    static Stream<Arguments> bodies() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("empty", new byte[0]);
        bodies.put("UTF-8", Samples.utf8(JSON));
        bodies.put("UTF-8 with BOM", marked(0xEF, 0xBB, 0xBF, StandardCharsets.UTF_8));
        bodies.put("UTF-16 big endian", JSON.getBytes(StandardCharsets.UTF_16));
        bodies.put("UTF-16 little endian", JSON.getBytes(StandardCharsets.UTF_16LE));
        bodies.put("UTF-32", JSON.getBytes(Charset.forName("UTF-32")));
        bodies.put("ISO-8859-1", JSON.getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("windows-1252", "{\"id\":\"€\"}".getBytes(Charset.forName("windows-1252")));
        bodies.put("NUL bytes", new byte[1000]);
        bodies.put("every byte", everyByte());
        bodies.put("line ends", Samples.utf8("{\r\n\t\"id\":\"evt\"\r}\n\n"));
        return Samples.PROVIDERS.stream()
                .flatMap(provider -> bodies.entrySet().stream()
                        .map(entry -> Arguments.of(provider, entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bodies")
    void fault45_theExactBytesAreVerifiedWhateverTheirCharset(String provider, String kind, byte[] body) {
        Request request = signed(provider, body);
        assertThat(verifier(provider).verify(request, NOW).accepted()).isTrue();
        byte[] longer = Arrays.copyOf(body, body.length + 1);
        assertThat(verifier(provider).verify(request.withBody(longer), NOW).reason())
                .contains(Reason.SIGNATURE_MISMATCH);
        if (body.length > 0) {
            byte[] other = new Arbitrary(body.length).oneBitOff(body);
            assertThat(verifier(provider).verify(request.withBody(other), NOW).reason())
                    .contains(Reason.SIGNATURE_MISMATCH);
        }
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of(Samples.utf8(JSON)),
                Arguments.of(marked(0xEF, 0xBB, 0xBF, StandardCharsets.UTF_8)),
                Arguments.of(JSON.getBytes(StandardCharsets.UTF_16)),
                Arguments.of(JSON.getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of(JSON.getBytes(Charset.forName("UTF-32"))));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void fault45_unicodeJsonIsReadInEveryOfItsEncodings(byte[] body) {
        assertThat(verifier("stripe").names(signed("stripe", body)))
                .isEqualTo(new Names(Optional.empty(), Optional.of("evt_é"), Optional.of("a.b")));
    }

    @Test
    void fault45_otherCharsetsHaveNoNames() {
        byte[] latin = JSON.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(verifier("stripe").names(signed("stripe", latin)).eventId()).isEmpty();
    }

    private static byte[] marked(int a, int b, int c, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(a);
        bytes.write(b);
        bytes.write(c);
        bytes.writeBytes(JSON.getBytes(charset));
        return bytes.toByteArray();
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
