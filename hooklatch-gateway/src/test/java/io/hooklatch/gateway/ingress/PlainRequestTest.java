package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.TurnedAway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlainRequestTest {
    @RegisterExtension
    final IngressRig rig = new IngressRig(IngressLimits.defaults());

    @Test
    void fault44_headersKeepTheirOrderRepeatsCaseAndBytes() {
        String value = "b\u00fcro \u00e9\u00ff\u0080";
        rig.exchange("POST /hooks/acme HTTP/1.1\r\nhOsT: h\r\nX-One:  " + value + "\t \r\nx-two:\r\nX-ONE: again\r\n"
                + "Content-Length: 2\r\n\r\n{}");

        assertThat(rig.inbox().received()).hasSize(1);
        assertThat(rig.inbox().received().get(0).headers().list())
                .containsExactly(
                        new Header("hOsT", "h"),
                        new Header("X-One", value),
                        new Header("x-two", ""),
                        new Header("X-ONE", "again"),
                        new Header("Content-Length", "2"));
    }

    @Test
    void theTargetIsKeptAsSentAndThePathIsFoundBeforeItsQuery() {
        String target = "/hooks/acme?a=%41&b=1+2?&c=\u00e9%00";
        rig.exchange("POST " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

        assertThat(rig.inbox().received()).singleElement().satisfies(request -> {
            assertThat(request.target()).isEqualTo(target);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.remoteAddress()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void theReceiptIsTheAnswer() {
        byte[] body = "challenge-42".getBytes(StandardCharsets.UTF_8);
        rig.inbox()
                .answering(new Receipt(
                        202,
                        Headers.of("Content-Type", "text/plain", "X-A", "1", "X-A", "2", "Content-Length", "999"),
                        body,
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));

        RawAnswer answer = rig.exchange(IngressRig.post("/hooks/acme", "{}"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("challenge-42");
        assertThat(answer.headers().all("x-a")).containsExactly("1", "2");
        assertThat(answer.headers().all("content-length")).containsExactly("12");
        assertThat(answer.header("date"))
                .matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
    }

    @Test
    void anAnswerThatCannotBeSentBecomes500AndNeverASecondHeader() {
        rig.inbox().answering(Receipt.unstored(200, Headers.of("X-Echo", "a\r\nSet-Cookie: b=c")));

        RawAnswer answer = rig.exchange(IngressRig.post("/hooks/acme", "{}"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers().has("set-cookie")).isFalse();
    }

    @Test
    void aFailingInboxIsAnswered503WithRetryAfter() {
        rig.inbox().answering(request -> {
            throw new IllegalStateException("broken");
        });

        RawAnswer answer = rig.exchange(IngressRig.post("/hooks/acme", "{}"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("10");
        assertThat(rig.inbox().away()).containsExactly(new FakeInbox.Away("acme", 503, TurnedAway.STORE_UNAVAILABLE));
    }

    @Test
    void aConnectionServesRequestAfterRequest() {
        RawClient client = rig.client();
        for (int i = 0; i < 20; i++) {
            RawAnswer answer = client.send(IngressRig.post("/hooks/acme", "{\"n\":" + i + "}"))
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().has("connection")).isFalse();
        }
        assertThat(bodies()).hasSize(20).endsWith("{\"n\":19}");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        rig.inbox()
                .endpoint("/other", new IngressEndpoint("other", Set.of("PUT"), 10, true))
                .answering(Receipt.unstored(201, Headers.none()));
        RawClient client = rig.client();

        client.send(IngressRig.post("/hooks/acme", "one")
                + IngressRig.post("/nowhere", "two")
                + IngressRig.post("/other", "three")
                + IngressRig.post("/hooks/acme", "four"));

        assertThat(List.of(client.answer(), client.answer(), client.answer(), client.answer()))
                .extracting(RawAnswer::status)
                .containsExactly(201, 404, 405, 201);
        assertThat(bodies()).containsExactly("one", "four");
    }

    @Test
    void manyPipelinedRequestsAreAllAnswered() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            all.append(IngressRig.post("/hooks/acme", Integer.toString(i)));
        }
        RawClient client = rig.client();
        Thread sender = new Thread(() -> client.send(all.toString()));
        sender.start();

        for (int i = 0; i < 2000; i++) {
            assertThat(client.answer().status()).isEqualTo(200);
        }
        assertThat(bodies()).hasSize(2000).doesNotHaveDuplicates().endsWith("1999");
    }

    @Test
    void aRequestPieceByPieceGivesTheSameReceipt() {
        RawClient client = rig.client();
        for (char c : IngressRig.post("/hooks/acme", "{\"a\":1}").toCharArray()) {
            client.send(String.valueOf(c));
        }

        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(bodies()).containsExactly("{\"a\":1}");
    }

    @Test
    void closeIsHonouredAndSaid() {
        RawClient client = rig.client();
        RawAnswer answer = client.send(
                        "POST /hooks/acme HTTP/1.1\r\nHost: h\r\nConnection: TE, Close\r\nContent-Length: 0\r\n\r\n")
                .answer();

        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void http10ClosesUnlessItAsksForKeepAlive() {
        RawClient client = rig.client();
        client.send("POST /hooks/acme HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na");
        assertThat(client.answer().header("connection")).isEqualTo("keep-alive");

        client.send("POST /hooks/acme HTTP/1.0\r\nContent-Length: 1\r\n\r\nb");
        assertThat(client.answer().header("connection")).isEqualTo("close");
        assertThat(client.rest()).isEmpty();
        assertThat(bodies()).containsExactly("a", "b");
    }

    @Test
    void aSenderThatHasEndedItsOutputStillGetsItsAnswer() {
        RawClient client =
                rig.client().send(IngressRig.post("/hooks/acme", "last")).endOutput();

        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void oneEmptyLineBeforeARequestIsForgiven() {
        assertThat(rig.exchange("\r\n" + IngressRig.post("/hooks/acme", "x")).status())
                .isEqualTo(200);
    }

    @Test
    void headGetsNoBody() {
        rig.inbox().endpoint("/probe", new IngressEndpoint("probe", Set.of("HEAD", "POST"), 10, true));
        RawClient client = rig.client().send("HEAD /probe HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(200);

        assertThat(client.send(IngressRig.post("/probe", "x")).answer().status())
                .isEqualTo(200);
        assertThat(rig.inbox().received()).extracting(Request::method).containsExactly("HEAD", "POST");
    }

    @Test
    void thePortableTransportServesTheSame() throws IOException {
        try (Ingress portable = Ingress.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        IngressLimits.defaults(),
                        rig.inbox(),
                        Transport.portable());
                RawClient client = new RawClient(portable.port())) {
            client.send(IngressRig.post("/hooks/acme", "one"));
            assertThat(client.answer().status()).isEqualTo(200);
            client.send(IngressRig.post("/hooks/acme", "two")).endOutput();
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
        assertThat(bodies()).containsExactly("one", "two");
    }

    private List<String> bodies() {
        return rig.inbox().received().stream()
                .map(request -> new String(request.body(), StandardCharsets.ISO_8859_1))
                .toList();
    }
}
