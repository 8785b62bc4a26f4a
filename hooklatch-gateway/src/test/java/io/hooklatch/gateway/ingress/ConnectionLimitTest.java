package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.observe.TurnedAway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections as such: how many, how long, and in which tongue. */
class ConnectionLimitTest {
    private static final int MOST = 50;

    @RegisterExtension
    final IngressRig rig = new IngressRig(IngressLimits.builder()
            .connections(MOST)
            .headersWithin(Duration.ofSeconds(2))
            .idleFor(Duration.ofMillis(700))
            .build());

    @Test
    void fault49_oneConnectionTooManyIsRefusedAndTheOthersGoOn() {
        List<RawClient> open = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            open.add(rig.client().send("POST /hooks/acme HTTP/1.1\r\n"));
        }
        IngressRig.await(() -> rig.ingress().openConnections() == MOST);

        RawClient extra = rig.client();
        RawAnswer answer = extra.answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("10");
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(extra.rest()).isEmpty();
        assertThat(rig.inbox().away()).containsExactly(new FakeInbox.Away("", 503, TurnedAway.BUSY));

        for (RawClient client : open) {
            client.send("Host: h\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void fault49_aFloodIsShedAndLeavesRoomAfterwards() {
        List<RawClient> flood = new ArrayList<>();
        for (int i = 0; i < 6 * MOST; i++) {
            flood.add(rig.client());
        }
        IngressRig.await(() -> rig.ingress().openConnections() <= MOST);
        flood.forEach(RawClient::close);
        IngressRig.await(() -> rig.ingress().openConnections() == 0);

        assertThat(rig.exchange(IngressRig.post("/hooks/acme", "{}")).status()).isEqualTo(200);
    }

    @Test
    void fault49_anIdleConnectionIsClosedWithoutAWord() {
        RawClient client = rig.client().send(IngressRig.post("/hooks/acme", "{}"));
        assertThat(client.answer().status()).isEqualTo(200);

        assertThat(client.rest()).isEmpty();
        assertThat(rig.inbox().away()).isEmpty();
    }

    @Test
    void fault49_thePrefaceOfHttp2GetsOneCleanAnswer() {
        RawClient client = rig.client().send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");

        assertThat(client.answer().status()).isEqualTo(505);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void fault49_anUpgradeToHttp2IsPassedOver() {
        RawAnswer answer =
                rig.exchange("POST /hooks/acme HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void fault49_aTlsGreetingIs400AtOnce() {
        RawClient client = rig.client().send(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01});

        assertThat(client.answer().status()).isEqualTo(400);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void fault49_aSenderThatDoesNotReadIsNotReadFromEither() {
        RawClient deaf = new RawClient(rig.ingress().port(), 4096);
        String requests = "POST /nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n".repeat(1000);
        Thread sender = new Thread(() -> IngressRig.untilClosed(() -> deaf.send(requests)));
        sender.start();
        IngressRig.await(() -> !rig.inbox().away().isEmpty());

        IngressRig.await(() -> rig.ingress().openConnections() == 0);
        assertThat(rig.exchange(IngressRig.post("/hooks/acme", "{}")).status()).isEqualTo(200);
        deaf.close();
    }
}
