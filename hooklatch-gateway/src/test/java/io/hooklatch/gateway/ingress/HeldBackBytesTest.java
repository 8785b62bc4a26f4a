package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bytes behind a request that waits for its receipt. */
class HeldBackBytesTest {
    private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    private final FakeInbox inbox = new FakeInbox().answering(request -> receipt);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        inbox.close();
    }

    @Test
    void theyCountAsMemoryInFlightUntilTheirTurn() {
        Shared shared = connect(10_000);
        ByteBuf bytes =
                Unpooled.copiedBuffer(IngressRig.post("/hooks/acme", "one").repeat(3), StandardCharsets.US_ASCII);
        int capacity = bytes.capacity();
        channel.writeInbound(bytes);
        assertThat(shared.budget().used()).isEqualTo(capacity + 3);
        assertThat(channel.config().isAutoRead()).isFalse();

        receipt.complete(Receipt.unstored(200, Headers.none()));
        channel.runPendingTasks();

        assertThat(sent()).containsPattern("(?s)^(HTTP/1.1 200 OK.*){3}$").doesNotContain("close");
        assertThat(inbox.received()).hasSize(3);
        assertThat(shared.budget().used()).isZero();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void fault49_whereThereIsNoRoomForThemTheRequestBeforeThemIsTheLast() {
        Shared shared = connect(100);
        channel.writeInbound(
                Unpooled.copiedBuffer(IngressRig.post("/hooks/acme", "one").repeat(3), StandardCharsets.US_ASCII));
        assertThat(shared.budget().used()).isEqualTo(3);
        channel.writeInbound(Unpooled.copiedBuffer(IngressRig.post("/hooks/acme", "late"), StandardCharsets.US_ASCII));

        receipt.complete(Receipt.unstored(200, Headers.none()));
        channel.runPendingTasks();

        assertThat(sent())
                .containsPattern("(?s)^HTTP/1.1 200 OK.*Connection: close")
                .doesNotContainPattern("(?s)200.*200");
        assertThat(inbox.received()).hasSize(1);
        assertThat(shared.budget().used()).isZero();
    }

    private Shared connect(long budget) {
        IngressLimits limits = IngressLimits.builder().bufferedBytes(budget).build();
        Shared shared = new Shared(inbox, limits);
        channel.pipeline().addLast(new Connection(shared, Rounds.start(channel.eventLoop(), limits), channel));
        return shared;
    }

    private String sent() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.append(next.toString(StandardCharsets.ISO_8859_1));
            next.release();
        }
        return all.toString();
    }
}
