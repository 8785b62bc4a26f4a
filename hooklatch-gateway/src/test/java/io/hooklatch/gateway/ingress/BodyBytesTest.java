package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes are kept as they are, whatever they claim to be. */
class BodyBytesTest {
    @RegisterExtension
    final IngressRig rig = new IngressRig(IngressLimits.defaults());

    static Stream<Arguments> bodies() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("{}".repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        return Stream.of(
                Arguments.of("every byte", "application/octet-stream", "identity", all),
                Arguments.of("not UTF-8", "application/json; charset=utf-8", "identity", new byte[] {
                    '"', (byte) 0xc3, (byte) 0x28, (byte) 0xff, '"'
                }),
                Arguments.of(
                        "UTF-8 with a mark", "application/json", "identity", text("\ufeff{}", StandardCharsets.UTF_8)),
                Arguments.of(
                        "UTF-16", "application/json; charset=utf-16", "identity", text("{}", StandardCharsets.UTF_16)),
                Arguments.of("UTF-32", "application/json", "identity", text("{}", Charset.forName("UTF-32BE"))),
                Arguments.of("a charset that does not exist", "text/plain; charset=x-none", "identity", all),
                Arguments.of("only zeros", "application/json", "identity", new byte[64]),
                Arguments.of(
                        "line ends", "text/plain", "identity", text("\r\n\n\r0\r\n\r\n", StandardCharsets.US_ASCII)),
                Arguments.of("gzip", "application/json", "gzip", zipped.toByteArray()),
                Arguments.of("gzip that is none", "application/json", "gzip", text("plain", StandardCharsets.US_ASCII)),
                Arguments.of(
                        "a form",
                        "application/x-www-form-urlencoded",
                        "identity",
                        text("a=%41+&b", StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void fault45_bytesAndHeadersAreKeptAsTheyAre(String name, String type, String encoding, byte[] body) {
        RawClient client = rig.client()
                .send("POST /hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Type: " + type + "\r\nContent-Encoding: "
                        + encoding + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .send(body);

        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(rig.inbox().received()).singleElement().satisfies(request -> {
            assertThat(request.body()).as(name).isEqualTo(body);
            assertThat(request.headers().first("content-type")).contains(type);
            assertThat(request.headers().first("content-encoding")).contains(encoding);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void fault45_theSameInSingleByteChunks(String name, String type, String encoding, byte[] body) {
        RawClient client =
                rig.client().send("POST /hooks/acme HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (byte octet : body) {
            chunks.writeBytes(new byte[] {'1', '\r', '\n', octet, '\r', '\n'});
        }
        chunks.writeBytes(text("0\r\n\r\n", StandardCharsets.US_ASCII));

        assertThat(client.send(chunks.toByteArray()).answer().status()).isEqualTo(200);
        assertThat(rig.inbox().received().get(0).body())
                .as(name + type + encoding)
                .isEqualTo(body);
    }

    private static byte[] text(String text, Charset charset) {
        return text.getBytes(charset);
    }
}
