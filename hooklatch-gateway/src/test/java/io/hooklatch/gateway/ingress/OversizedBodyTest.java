package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies that are larger than they may be, whether they say so or not. */
class OversizedBodyTest {
    private static final int LIMIT = 1000;
    private static final String CHUNKED =
            "POST /small HTTP/1.1\r\nHost: h\r\nX-Sig: s\r\nTransfer-Encoding: chunked\r\n\r\n";

    @RegisterExtension
    final IngressRig rig =
            new IngressRig(IngressLimits.builder().bufferedBytes(100_000).build());

    @BeforeEach
    void smallEndpoint() {
        rig.inbox().endpoint("/small", new IngressEndpoint("small", Set.of("POST"), LIMIT, true));
    }

    @Test
    void fault39_aBodyOfExactlyTheLimitPassesInBothForms() {
        String body = "b".repeat(LIMIT);
        assertThat(rig.exchange(IngressRig.post("/small", body)).status()).isEqualTo(200);
        assertThat(rig.exchange(CHUNKED + "3e8\r\n" + body + "\r\n0\r\n\r\n").status())
                .isEqualTo(200);
        assertThat(rig.inbox().stubs()).isEmpty();
    }

    @Test
    void fault39_anHonestLengthIs413AtOnceWithoutAByteOfTheBody() {
        RawClient client =
                rig.client().send("POST /small HTTP/1.1\r\nHost: h\r\nX-Sig: s\r\nContent-Length: 10737418240\r\n\r\n");

        assertOversized(client, 10_737_418_240L);
    }

    @Test
    void fault39_oneByteTooManyIs413() {
        assertOversized(rig.client().send(IngressRig.post("/small", "b".repeat(LIMIT + 1))), LIMIT + 1);
    }

    @Test
    void fault39_aChunkThatIsTooLongByItsOwnWordIs413BeforeItComes() {
        assertOversized(rig.client().send(CHUNKED + "3e8\r\n" + "b".repeat(LIMIT) + "\r\n1\r\n"), -1);
    }

    @Test
    void fault39_aChunkOfNearlyLongMaxIs413() {
        assertOversized(rig.client().send(CHUNKED + "7fffffffffffff\r\n"), -1);
    }

    @Test
    void fault39_endlessChunksAre413AtTheLimit() {
        RawClient client = rig.client().send(CHUNKED);
        Thread sender =
                new Thread(() -> IngressRig.untilClosed(() -> client.send("10\r\n0123456789abcdef\r\n".repeat(100))));
        sender.start();

        assertOversized(client, -1);
        assertThat(rig.ingress().bufferedBytes()).isZero();
    }

    @Test
    void fault39_whatComesAfterA413IsNeverARequest() {
        String body = IngressRig.post("/hooks/acme", "smuggled").repeat(20);
        RawClient client = rig.client().send(IngressRig.post("/small", body));

        assertOversized(client, body.length());
    }

    @Test
    void fault39_theBodyOfALyingLengthIsCutAtThatLengthAndTheRestIsNoRequest() {
        RawClient client = rig.client().send("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcdef\r\n");

        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(client.answer().status()).isEqualTo(400);
        assertThat(client.rest()).isEmpty();
        assertThat(rig.inbox().received()).hasSize(1);
    }

    @Test
    void fault39_aBodyThatEndsEarlyIsNotStored() {
        RawClient client = rig.client()
                .send("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc")
                .endOutput();

        assertThat(client.answer().status()).isEqualTo(400);
        assertThat(client.rest()).isEmpty();
        assertThat(rig.inbox().received()).isEmpty();
        assertThat(rig.ingress().bufferedBytes()).isZero();
    }

    @Test
    void fault39_bodiesBeyondTheBytesInFlightAre503AndTheRoomComesBack() {
        CompletableFuture<Receipt> later = new CompletableFuture<>();
        rig.inbox().answering(request -> later);
        String body = "b".repeat(60_000);
        RawClient first = rig.client().send(IngressRig.post("/hooks/acme", body));
        IngressRig.await(() -> rig.inbox().received().size() == 1);

        RawAnswer second = rig.exchange(IngressRig.post("/hooks/acme", body));
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.header("retry-after")).isEqualTo("10");

        rig.inbox().answeringAtOnce();
        later.complete(Receipt.unstored(200, Headers.none()));
        assertThat(first.answer().status()).isEqualTo(200);
        assertThat(rig.exchange(IngressRig.post("/hooks/acme", body)).status()).isEqualTo(200);
        assertThat(rig.ingress().bufferedBytes()).isZero();
    }

    private void assertOversized(RawClient client, long declared) {
        RawAnswer answer = client.answer();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(client.rest()).isEmpty();
        assertThat(rig.inbox().received()).isEmpty();
        assertThat(rig.inbox().stubs()).singleElement().satisfies(stub -> {
            assertThat(stub.declaredLength()).isEqualTo(declared);
            assertThat(stub.request().body()).isEmpty();
            assertThat(stub.request().path()).isEqualTo("/small");
        });
    }
}
