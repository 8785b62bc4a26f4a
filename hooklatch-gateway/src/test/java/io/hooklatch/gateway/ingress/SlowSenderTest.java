package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.observe.TurnedAway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Senders that take their time. The deadlines are short here; what counts is that they hold and whom they hit. */
class SlowSenderTest {
    private static final int EACH = 150;

    @RegisterExtension
    final IngressRig rig = new IngressRig(IngressLimits.builder()
            .headersWithin(Duration.ofSeconds(1))
            .bodyWithin(Duration.ofSeconds(1))
            .idleFor(Duration.ofSeconds(20))
            .answerWithin(Duration.ofSeconds(3))
            .build());

    @Test
    void fault38_dripsAreCutAtTheirDeadlinesWhileOthersAreServed() {
        List<RawClient> heads = clients(EACH, "POST /hooks/acme HTTP/1.1\r\nHost: h\r\nX-Slow: ");
        List<RawClient> bodies = clients(EACH, "POST /hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Length: 9000\r\n\r\n");
        ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = drip.scheduleWithFixedDelay(
                    () -> {
                        heads.forEach(client -> client.sendIfOpen("x"));
                        bodies.forEach(client -> client.sendIfOpen("x"));
                    },
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
            RawClient good = rig.client();
            for (int i = 0; i < 200; i++) {
                assertThat(good.send(IngressRig.post("/hooks/acme", "{}"))
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
            for (RawClient slow : heads) {
                assertThat(slow.answer().status()).isEqualTo(408);
            }
            for (RawClient slow : bodies) {
                assertThat(slow.answer().status()).isEqualTo(408);
            }
            good.send(IngressRig.post("/hooks/acme", "{}"));
            assertThat(good.answer().status()).as("still open").isEqualTo(200);
        } finally {
            drip.shutdownNow();
        }
        assertThat(rig.inbox().received()).as("only the good ones").hasSize(201);
        assertThat(rig.inbox().away())
                .hasSize(2 * EACH)
                .allMatch(away -> away.status() == 408 && away.cause() == TurnedAway.TOO_SLOW)
                .filteredOn(away -> away.endpoint().equals("acme"))
                .hasSize(EACH);
        IngressRig.await(() -> rig.ingress().bufferedBytes() == 0);
    }

    @Test
    void fault38_aConnectionThatNeverSaysAnythingIsClosed() {
        assertThat(rig.client().rest()).isEmpty();
        assertThat(rig.inbox().away()).isEmpty();
    }

    @Test
    void fault38_aHeadThatStopsIs408() {
        RawClient client = rig.client().send("POST /hooks/acme HTTP/1.1\r\nHo");

        assertThat(client.answer().status()).isEqualTo(408);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void fault38_theSecondRequestOfAConnectionHasADeadlineToo() {
        RawClient client = rig.client().send(IngressRig.post("/hooks/acme", "{}"));
        assertThat(client.answer().status()).isEqualTo(200);

        client.send("POST ");
        assertThat(client.answer().status()).isEqualTo(408);
    }

    @Test
    void fault38_anInboxThatNeverAnswersIs503InTheEnd() {
        CompletableFuture<Receipt> never = new CompletableFuture<>();
        rig.inbox().answering(request -> never);

        RawClient client = rig.client().send(IngressRig.post("/hooks/acme", "{}"));

        assertThat(client.answer().status()).isEqualTo(503);
        assertThat(client.rest()).isEmpty();
        assertThat(rig.ingress().bufferedBytes()).as("the inbox still holds it").isEqualTo(2);
        never.complete(Receipt.unstored(200, Headers.none()));
        assertThat(rig.ingress().bufferedBytes()).isZero();
    }

    private List<RawClient> clients(int count, String start) {
        List<RawClient> clients = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            clients.add(rig.client().send(start));
        }
        return clients;
    }
}
