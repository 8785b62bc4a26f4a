package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a body is sent, the receipt is the same. */
class BodyFormTest {
    private static final String CHUNKED = "POST /hooks/acme HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n";
    private static final String EXPECTING = "Host: h\r\nExpect: 100-continue\r\n";

    @RegisterExtension
    final IngressRig rig = new IngressRig(IngressLimits.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7\r\n{\"a\":1}\r\n0\r\n\r\n",
                "1\r\n{\r\n6\r\n\"a\":1}\r\n0\r\n\r\n",
                "0007;name=value;x=\"y;z\"\r\n{\"a\":1}\r\n0;last\r\n\r\n",
                "7 \t;x\r\n{\"a\":1}\r\n000\r\n\r\n",
                "7\r\n{\"a\":1}\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: x\r\nX-Sig:\r\n\r\n"
            })
    void fault42_chunksGiveTheSameReceiptAsALength(String chunks) {
        RawAnswer plain = rig.exchange(IngressRig.post("/hooks/acme", "{\"a\":1}"));
        RawClient client = rig.client();
        RawAnswer chunked = client.send(CHUNKED + "\r\n" + chunks).answer();

        assertThat(chunked.status()).isEqualTo(plain.status()).isEqualTo(200);
        assertThat(bodies()).containsExactly("{\"a\":1}", "{\"a\":1}");
        assertThat(rig.inbox().received().get(1).headers().list())
                .as("trailers are no headers")
                .hasSize(2);
        assertThat(client.send(IngressRig.post("/hooks/acme", "next")).answer().status())
                .isEqualTo(200);
    }

    @Test
    void fault42_chunksInPiecesOfAnySizeGiveTheSameBody() {
        byte[] bytes = (CHUNKED + "\r\n" + "a;b=c\r\n0123456789\r\n1\r\nx\r\n00\r\nT: v\r\n\r\n"
                        + IngressRig.post("/hooks/acme", "next"))
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int piece = 1; piece <= bytes.length; piece++) {
            try (FakeInbox inbox = new FakeInbox().answeringAtOnce()) {
                assertThat(PieceByPiece.statuses(bytes, inbox, piece)).containsExactly(200, 200);
                assertThat(inbox.received())
                        .extracting(request -> new String(request.body(), StandardCharsets.ISO_8859_1))
                        .containsExactly("0123456789x", "next");
            }
        }
    }

    @Test
    void fault42_expectContinueGetsItsContinueAndTheSameReceipt() {
        RawClient client = rig.client().send("POST /hooks/acme HTTP/1.1\r\nContent-Length: 7\r\n" + EXPECTING + "\r\n");
        assertThat(client.answer().status()).isEqualTo(100);

        assertThat(client.send("{\"a\":1}").answer().status()).isEqualTo(200);
        assertThat(bodies()).containsExactly("{\"a\":1}");
    }

    @Test
    void fault42_expectContinueOnChunksGetsItsContinueToo() {
        RawClient client = rig.client().send(CHUNKED + "Expect: 100-Continue\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(100);

        assertThat(client.send("3\r\nabc\r\n0\r\n\r\n").answer().status()).isEqualTo(200);
    }

    @Test
    void fault42_nothingIsWaitedForWhenThereIsNoBody() {
        RawClient client = rig.client().send("POST /hooks/acme HTTP/1.1\r\nContent-Length: 0\r\n" + EXPECTING + "\r\n");

        assertThat(client.answer().status()).isEqualTo(200);
    }

    @Test
    void fault42_whatWouldNotBeAcceptedGetsItsFinalStatusInsteadOfContinue() {
        rig.inbox().endpoint("/off", new IngressEndpoint("off", Set.of("POST"), 10, false));

        expectFinal("POST /nowhere HTTP/1.1\r\nContent-Length: 7\r\n", 404);
        expectFinal("PUT /hooks/acme HTTP/1.1\r\nContent-Length: 7\r\n", 405);
        expectFinal("POST /off HTTP/1.1\r\nContent-Length: 7\r\n", 503);
        expectFinal("POST /hooks/acme HTTP/1.1\r\nContent-Length: 1048577\r\n", 413);
        assertThat(rig.inbox().received()).isEmpty();
    }

    @Test
    void fault42_anotherExpectationIs417() {
        RawClient client = rig.client().send("POST /hooks/acme HTTP/1.1\r\nHost: h\r\nExpect: miracle\r\n\r\n");

        assertThat(client.answer().status()).isEqualTo(417);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void fault42_http10IsNotToldToContinue() {
        RawClient client =
                rig.client().send("POST /hooks/acme HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab");

        assertThat(client.answer().status()).isEqualTo(200);
    }

    @Test
    void fault42_theJdkClientsExpectContinueAndChunksAreServed() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        byte[] body = "{\"from\":\"jdk\"}".getBytes(StandardCharsets.UTF_8);
        for (boolean sized : List.of(true, false)) {
            HttpRequest.BodyPublisher publisher = HttpRequest.BodyPublishers.ofByteArray(body);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + rig.ingress().port() + "/hooks/acme?a=1"))
                    .version(HttpClient.Version.HTTP_2)
                    .expectContinue(true)
                    .timeout(Duration.ofSeconds(20))
                    .POST(sized ? publisher : HttpRequest.BodyPublishers.fromPublisher(publisher))
                    .build();

            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
        assertThat(bodies()).containsExactly("{\"from\":\"jdk\"}", "{\"from\":\"jdk\"}");
    }

    @Test
    void aBodyOfEverySizeAroundTheBuffersIsKeptExactly() {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        RawClient client = rig.client();
        for (int size : new int[] {1, 511, 4095, 4096, 4097, 8191, 65535, 65536, 300_000, 1024 * 1024}) {
            byte[] body = new byte[size];
            for (int i = 0; i < size; i++) {
                body[i] = (byte) (i * 31 + size);
            }
            client.send("POST /hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Length: " + size + "\r\n\r\n");
            assertThat(client.send(body).answer().status()).isEqualTo(200);
            sent.writeBytes(body);
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        rig.inbox().received().stream().map(Request::body).forEach(kept::writeBytes);
        assertThat(kept.toByteArray()).isEqualTo(sent.toByteArray());
        assertThat(rig.ingress().bufferedBytes()).isZero();
    }

    private void expectFinal(String lines, int status) {
        RawClient client = rig.client().send(lines + EXPECTING + "\r\n");
        RawAnswer answer = client.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(client.rest()).isEmpty();
    }

    private List<String> bodies() {
        return rig.inbox().received().stream()
                .map(request -> new String(request.body(), StandardCharsets.ISO_8859_1))
                .toList();
    }
}
