package io.hooklatch.inbox;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.export.Export;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.testkit.DeliverySample;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries and events as lines. */
class ExportTest {
    private final MemoryStore store = MemoryStore.open(ManualTime.start());
    private final Export export = new Export(store.reader());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aDeliveryIsOneLineWithAllThatIsKeptOfIt() throws IOException {
        Appended appended = append(aDelivery()
                .header("X-Id", "1")
                .header("x-id", "2")
                .type("order.paid")
                .providerEventId("evt_1")
                .key("evt_1")
                .body("{\"name\":\"Größe\"}")
                .route("ledger"));
        assertThat(export.deliveries(DeliveryQuery.all(), out)).isEqualTo(1);
        assertThat(lines())
                .containsExactly("{\"id\":\"" + appended.deliveryId() + "\",\"endpoint\":\"orders\","
                        + "\"kind\":\"message\",\"received_at\":\"2026-01-01T00:00:00.000Z\",\"method\":\"POST\","
                        + "\"target\":\"/webhooks/orders\",\"verdict\":\"verified\",\"secret\":\"1\","
                        + "\"recipe\":\"sample@1.0.0\",\"provider_event_id\":\"evt_1\","
                        + "\"event_type\":\"order.paid\",\"dedupe_key\":{\"value\":\"evt_1\","
                        + "\"source\":\"header x-event-id\"},\"event_id\":\""
                        + appended.eventId().orElseThrow()
                        + "\",\"duplicate\":false,\"divergent\":false,\"batch\":false,"
                        + "\"headers\":[[\"X-Id\",\"1\"],[\"x-id\",\"2\"]],\"body_length\":18,\"truncated\":false,"
                        + "\"body\":\"{\\\"name\\\":\\\"Größe\\\"}\"}");
    }

    @Test
    void aBodyThatIsNoTextIsBase64() throws IOException {
        byte[] bytes = {0, -1, (byte) 0xC3, 7};
        append(aDelivery().body(bytes));
        export.deliveries(DeliveryQuery.all(), out);
        assertThat(lines().get(0))
                .contains("\"body_base64\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"")
                .doesNotContain("\"body\":");
    }

    @Test
    void aRefusedOneHasItsReasonAndABatchItsElements() throws IOException {
        append(aDelivery().verdict(Verdict.refused("acme@1.0.0", Reason.SIGNATURE_MISMATCH, "no secret fits")));
        append(aDelivery()
                .batch(aDelivery().key("a").body("{}"), aDelivery().key("a").body("[]")));
        assertThat(export.deliveries(DeliveryQuery.all(), out)).isEqualTo(2);
        assertThat(lines().get(1))
                .contains("\"verdict\":\"refused\",\"reason\":\"signature_mismatch\"", "\"detail\":\"no secret fits\"");
        assertThat(lines().get(0))
                .contains("\"batch\":true,\"elements\":[{\"index\":0,\"from\":1,\"length\":2,\"event_id\":")
                .contains("\"duplicate\":true,\"divergent\":true");
    }

    @Test
    void everythingIsWrittenOnceAlsoOverManyPages() throws IOException {
        for (int i = 0; i < 25; i++) {
            append(aDelivery().key("evt_" + i).route("ledger"));
        }
        assertThat(export.deliveries(DeliveryQuery.all().limit(4), out)).isEqualTo(25);
        assertThat(export.events(EventQuery.all().limit(4), out)).isEqualTo(25);
        assertThat(lines()).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void anEventIsOneLineWithItsDispatches() throws IOException {
        Appended appended = append(
                aDelivery().key("evt_1").type("order.paid").route("ledger").route("mail"));
        assertThat(export.events(EventQuery.all(), out)).isEqualTo(1);
        assertThat(lines().get(0))
                .startsWith("{\"id\":\"" + appended.eventId().orElseThrow() + "\",\"endpoint\":\"orders\","
                        + "\"created_at\":\"2026-01-01T00:00:00.000Z\",\"state\":\"queued\","
                        + "\"event_type\":\"order.paid\"")
                .contains("\"delivery_id\":\"" + appended.deliveryId() + "\"")
                .contains("\"handler\":\"ledger\",\"state\":\"queued\",\"attempts\":0")
                .contains("\"handler\":\"mail\"");
    }

    private Appended append(DeliverySample sample) {
        return store.append(sample.build()).toCompletableFuture().join();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
