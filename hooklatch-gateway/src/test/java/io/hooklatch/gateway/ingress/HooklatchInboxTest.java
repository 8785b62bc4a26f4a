package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.admin.GatewayMetrics;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Header;
import io.hooklatch.observe.Listeners;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.testkit.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ingress in front of a whole inbox. */
class HooklatchInboxTest {
    private final MemoryStore store = MemoryStore.open(InstantSource.system());
    private final GatewayMetrics metrics = new GatewayMetrics();
    private Hooklatch inbox;
    private Ingress ingress;

    @BeforeEach
    void start() throws IOException {
        inbox = Hooklatch.builder()
                .store(store)
                .listener(metrics.listener())
                .endpoint(Endpoint.named("open").path("/open").unverified().maxBodyBytes(100))
                .endpoint(Endpoint.named("off").path("/off").unverified().disabled())
                .endpoint(Endpoint.named("inner").unverified())
                .start();
        ingress = Ingress.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                IngressLimits.defaults(),
                new HooklatchInbox(inbox, new Listeners(List.of(metrics.listener()))));
    }

    @AfterEach
    void stop() {
        ingress.close();
        inbox.close();
        metrics.close();
    }

    @Test
    void whatWasSentIsWhatIsStored() {
        RawAnswer answer = send(
                "POST /open?a=%62 HTTP/1.1\r\nHost: h\r\nX-One: \u00e9\r\nx-one: 2\r\nContent-Length: 3\r\n\r\n\0\u00ff!");

        assertThat(answer.status()).isEqualTo(200);
        Delivery stored = inbox.reader().delivery(deliveries().get(0).id()).orElseThrow();
        assertThat(stored.request().target()).isEqualTo("/open?a=%62");
        assertThat(stored.request().headers().list())
                .containsSequence(new Header("X-One", "\u00e9"), new Header("x-one", "2"));
        assertThat(stored.request().body()).isEqualTo("\0\u00ff!".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(metrics.scrape())
                .contains("hooklatch_deliveries_total{endpoint=\"open\",reason=\"none\",verdict=\"unverified\"} 1.0");
    }

    @Test
    void theAnswerWaitsForTheCommit() {
        store.pauseCommits();
        RawClient client = new RawClient(ingress.port()).send(IngressRig.post("/open", "{}"));
        IngressRig.await(() -> store.pendingWrites() == 1);
        assertThat(deliveries()).isEmpty();

        store.resumeCommits();

        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(deliveries()).hasSize(1);
        client.close();
    }

    @Test
    void fault18_aFullQueueIs503AtOnce() {
        store.queueLimit(0);

        RawAnswer answer = send(IngressRig.post("/open", "{}"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isNotEmpty();
        assertThat(metrics.scrape())
                .contains("hooklatch_turned_away_total{cause=\"busy\",endpoint=\"open\",status=\"503\"} 1.0");
    }

    @Test
    void aStoreThatCannotCommitIs503AndNeverAYes() {
        store.failNextCommits(1, new StoreUnavailableException("disk full"));

        assertThat(send(IngressRig.post("/open", "{}")).status()).isEqualTo(503);
        assertThat(deliveries()).isEmpty();
        assertThat(send(IngressRig.post("/open", "{}")).status()).isEqualTo(200);
    }

    @Test
    void fault39_anOversizedBodyLeavesAStub() {
        assertThat(send(IngressRig.post("/open", "b".repeat(101))).status()).isEqualTo(413);

        assertThat(deliveries())
                .singleElement()
                .satisfies(stub -> assertThat(stub.kind()).isEqualTo(DeliveryKind.STUB));
    }

    @Test
    void fault47_whatIsTurnedAwayTouchesNoStoreAndIsCounted() {
        assertThat(send(IngressRig.post("/nowhere", "{}")).status()).isEqualTo(404);
        assertThat(send(IngressRig.post("/inner", "{}")).status()).isEqualTo(404);
        assertThat(send("GET /open HTTP/1.1\r\nHost: h\r\n\r\n").status()).isEqualTo(405);
        assertThat(send(IngressRig.post("/off", "{}")).status()).isEqualTo(503);

        assertThat(deliveries()).isEmpty();
        assertThat(metrics.scrape())
                .contains(
                        "hooklatch_turned_away_total{cause=\"unknown_endpoint\",endpoint=\"unknown\",status=\"404\"} 2.0",
                        "hooklatch_turned_away_total{cause=\"wrong_method\",endpoint=\"open\",status=\"405\"} 1.0",
                        "hooklatch_turned_away_total{cause=\"disabled\",endpoint=\"off\",status=\"503\"} 1.0");
    }

    private List<DeliverySummary> deliveries() {
        return inbox.reader().deliveries(DeliveryQuery.all()).items();
    }

    private RawAnswer send(String request) {
        try (RawClient client = new RawClient(ingress.port())) {
            return client.send(request).answer();
        }
    }
}
