package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that two servers could read in two ways. Each is followed by a second one, which must never be seen. */
class SmugglingTest {
    private static final String LINE = "POST /hooks/acme HTTP/1.1\r\n";
    private static final String START = LINE + "Host: h\r\n";
    private static final String CHUNKS = "3\r\nabc\r\n0\r\n\r\n";

    @RegisterExtension
    final IngressRig rig = new IngressRig(IngressLimits.defaults());

    static Stream<Arguments> ambiguous() {
        return Stream.of(lengths(), codings(), lines(), targets(), hosts(), chunks())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> lengths() {
        return Stream.of(
                row("length and chunked", START + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS),
                row("chunked and length", START + "Transfer-Encoding: chunked\r\nContent-Length: 13\r\n\r\n" + CHUNKS),
                row("two equal lengths", START + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
                row("two lengths", START + "Content-Length: 3\r\nContent-Length: 0\r\n\r\nabc"),
                row("two lengths in one line", START + "Content-Length: 3, 3\r\n\r\nabc"),
                row(
                        "two lengths, HTTP/1.0",
                        "POST /hooks/acme HTTP/1.0\r\nContent-Length: 3\r\ncontent-length: 0\r\n\r\nabc"),
                row("length with plus", START + "Content-Length: +3\r\n\r\nabc"),
                row("length with minus", START + "Content-Length: -3\r\n\r\nabc"),
                row("length with inner space", START + "Content-Length: 1 3\r\n\r\nabc"),
                row("length in hexadecimal", START + "Content-Length: 0x3\r\n\r\nabc"),
                row("length with a fraction", START + "Content-Length: 3.0\r\n\r\nabc"),
                row("length in other digits", START + "Content-Length: \u00b3\r\n\r\nabc"),
                row("empty length", START + "Content-Length:\r\n\r\nabc"),
                row("length beyond long", START + "Content-Length: 18446744073709551619\r\n\r\nabc"),
                row("length with many zeros", START + "Content-Length: 0000000000000000000000003\r\n\r\nabc"));
    }

    private static Stream<Arguments> codings() {
        return Stream.of(
                        "xchunked",
                        "chunked, chunked",
                        "gzip, chunked",
                        "chunked, identity",
                        "identity",
                        "chunked;q=1",
                        "\"chunked\"",
                        "",
                        ",chunked",
                        "chunked\u00a0",
                        "\u00a0chunked")
                .map(coding ->
                        row("coding [" + coding + "]", START + "Transfer-Encoding: " + coding + "\r\n\r\n" + CHUNKS));
    }

    private static Stream<Arguments> lines() {
        return Stream.of(
                row("two codings", START + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS),
                row(
                        "two codings, one odd",
                        START + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n" + CHUNKS),
                row("chunked in HTTP/1.0", "POST /hooks/acme HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS),
                row(
                        "LF alone after the request line",
                        "POST /hooks/acme HTTP/1.1\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("LF alone after a header", START + "X: y\nContent-Length: 3\r\n\r\nabc"),
                row("LF alone at the end", START + "Content-Length: 3\r\n\nabc"),
                row("CR alone within a value", START + "X: y\rContent-Length: 3\r\n\r\nabc"),
                row("CR CR LF", START + "Content-Length: 3\r\r\n\r\nabc"),
                row("folded value", START + "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc"),
                row("folded length", START + "Content-Length:\r\n 3\r\n\r\nabc"),
                row("folded first header", LINE + " Host: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("space before the colon", START + "Content-Length : 3\r\n\r\nabc"),
                row("tab before the colon", START + "Transfer-Encoding\t: chunked\r\n\r\n" + CHUNKS),
                row("no colon", START + "Content-Length 3\r\n\r\nabc"),
                row("empty name", START + ": 3\r\n\r\nabc"),
                row("NUL in a value", START + "X: a\0b\r\nContent-Length: 3\r\n\r\nabc"),
                row("NUL in a name", START + "Content-Length\0: 3\r\n\r\nabc"),
                row("vertical tab before a coding", START + "Transfer-Encoding: \u000bchunked\r\n\r\n" + CHUNKS),
                row("DEL in a value", START + "X: a\u007fb\r\nContent-Length: 3\r\n\r\nabc"),
                row("name above ASCII", START + "Content-Length\u00e9: 3\r\n\r\nabc"));
    }

    private static Stream<Arguments> targets() {
        return Stream.of(
                row("two spaces", "POST  /hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("tab instead of space", "POST\t/hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("space in the target", "POST /hooks/acme x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("NUL in the target", "POST /hooks/acme\0 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("fragment in the target", "POST /hooks/acme#x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("leading space", " POST /hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("trailing space", "POST /hooks/acme HTTP/1.1 \r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("no version", "POST /hooks/acme\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("lower case version", "POST /hooks/acme http/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("odd version", "POST /hooks/acme HTTP/1.10\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"),
                row("two empty lines", "\r\n\r\n" + START + "Content-Length: 3\r\n\r\nabc"));
    }

    private static Stream<Arguments> hosts() {
        return Stream.of(
                row("no Host", LINE + "Content-Length: 3\r\n\r\nabc"),
                row("two Hosts", START + "Host: other\r\nContent-Length: 3\r\n\r\nabc"),
                row("Host with a list", LINE + "Host: a, b\r\nContent-Length: 3\r\n\r\nabc"),
                row("Host with a path", LINE + "Host: a/b\r\nContent-Length: 3\r\n\r\nabc"),
                row("Host with a user", LINE + "Host: a@b\r\nContent-Length: 3\r\n\r\nabc"));
    }

    private static Stream<Arguments> chunks() {
        return Stream.of(
                        "\r\n",
                        "g\r\nabc\r\n0\r\n\r\n",
                        "-3\r\nabc\r\n0\r\n\r\n",
                        "+3\r\nabc\r\n0\r\n\r\n",
                        "0x3\r\nabc\r\n0\r\n\r\n",
                        " 3\r\nabc\r\n0\r\n\r\n",
                        "3 \r\nabc\r\n0\r\n\r\n",
                        "3\nabc\r\n0\r\n\r\n",
                        "3\rabc\r\n0\r\n\r\n",
                        "3\r\nabc\n0\r\n\r\n",
                        "3\r\nabc\r0\r\n\r\n",
                        "3\r\nabcd\r\n0\r\n\r\n",
                        "3\r\nab\r\n0\r\n\r\n",
                        "3\r\nabc0\r\n\r\n",
                        "3;a\nb\r\nabc\r\n0\r\n\r\n",
                        "3;a\0\r\nabc\r\n0\r\n\r\n",
                        ";a\r\nabc\r\n0\r\n\r\n",
                        "10000000000000003\r\nabc\r\n0\r\n\r\n",
                        "3\r\nabc\r\n0\n\r\n",
                        "3\r\nabc\r\n0\r\n\n",
                        "3\r\nabc\r\n0\r\n X: y\r\n\r\n",
                        "3\r\nabc\r\n0\r\nX : y\r\n\r\n",
                        "3\r\nabc\r\n0\r\nX\r\n\r\n",
                        "3\r\nabc\r\n0\r\nX: y\n\r\n",
                        "3\r\nabc\r\n0\r\n: y\r\n\r\n")
                .map(body -> row("chunks [" + body + "]", START + "Transfer-Encoding: chunked\r\n\r\n" + body));
    }

    private static Arguments row(String name, String request) {
        return Arguments.of(name.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0"), request);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void fault43_whatCouldBeReadInTwoWaysIs400AndTheEndOfTheConnection(String name, String request) {
        RawClient client = rig.client().send(request + IngressRig.post("/hooks/acme", "smuggled"));

        RawAnswer answer = client.answer();

        assertThat(answer.status()).as(name).isEqualTo(400);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(client.rest()).as("after the 400").isEmpty();
        assertThat(rig.inbox().received()).isEmpty();
        assertThat(rig.inbox().away())
                .singleElement()
                .satisfies(away -> assertThat(away.status()).isEqualTo(400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void fault43_theSameHoldsWhenItComesPieceByPiece(String name, String request) {
        byte[] bytes = (request + IngressRig.post("/hooks/acme", "smuggled")).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(PieceByPiece.statuses(bytes)).as(name).containsExactly(400);
    }
}
