package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end in order. */
class StopTest {
    @RegisterExtension
    final IngressRig rig = new IngressRig(IngressLimits.defaults());

    @Test
    void fault34_requestsInFlightAreAnsweredAndIdleConnectionsClosed() throws Exception {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        rig.inbox().answering(request -> receipt);
        RawClient idle = rig.client().send(IngressRig.post("/nowhere", "{}"));
        assertThat(idle.answer().status()).isEqualTo(404);
        RawClient waiting = rig.client().send(IngressRig.post("/hooks/acme", "{}"));
        RawClient sending = rig.client().send("POST /hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nab");
        IngressRig.await(() -> rig.inbox().received().size() == 1
                && rig.ingress().bufferedBytes() > 2
                && rig.ingress().openConnections() == 3);

        CompletionStage<Boolean> stopped = rig.ingress().stop(Duration.ofSeconds(20));

        assertThat(idle.rest()).isEmpty();
        sending.send("cd");
        IngressRig.await(() -> rig.inbox().received().size() == 2);
        assertThat(stopped.toCompletableFuture()).isNotDone();
        receipt.complete(Receipt.unstored(200, Headers.none()));
        for (RawClient client : new RawClient[] {waiting, sending}) {
            RawAnswer answer = client.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.rest()).isEmpty();
            client.close();
        }
        assertThat(stopped.toCompletableFuture().get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void fault34_nothingNewIsTakenAfterwards() throws Exception {
        int port = rig.ingress().port();
        assertThat(rig.ingress()
                        .stop(Duration.ofSeconds(20))
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .isTrue();

        assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void fault34_whatIsNotDoneWithinTheBoundIsCutOffAndSaid() throws Exception {
        rig.inbox().answering(request -> new CompletableFuture<>());
        RawClient waiting = rig.client().send(IngressRig.post("/hooks/acme", "{}"));
        IngressRig.await(() -> rig.inbox().received().size() == 1);

        CompletionStage<Boolean> stopped = rig.ingress().stop(Duration.ofMillis(100));

        assertThat(stopped.toCompletableFuture().get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(waiting.rest()).as("no answer was invented").isEmpty();
    }

    @Test
    void fault34_aReceiptThatComesAfterTheEndHarmsNobody() throws Exception {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        rig.inbox().answering(request -> receipt);
        rig.client().send(IngressRig.post("/hooks/acme", "{}"));
        IngressRig.await(() -> rig.inbox().received().size() == 1);
        rig.ingress().stop(Duration.ofMillis(1)).toCompletableFuture().get(20, TimeUnit.SECONDS);

        receipt.complete(Receipt.unstored(200, Headers.none()));

        assertThat(rig.ingress().bufferedBytes()).isZero();
        assertThat(rig.ingress().openConnections()).isZero();
    }

    @Test
    void stoppingTwiceIsStoppingOnce() throws Exception {
        CompletionStage<Boolean> first = rig.ingress().stop(Duration.ofSeconds(20));
        CompletionStage<Boolean> second = rig.ingress().stop(Duration.ofSeconds(20));

        assertThat(first.toCompletableFuture().get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.toCompletableFuture().get(20, TimeUnit.SECONDS)).isTrue();
    }
}
