package io.hooklatch.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.ingress.RawClient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever connects to the administration and asks for nothing must not use up what the senders need. */
class VisitorsTest {
    private static final String LIVE = "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void oneTooManyIsSentAwayUntilAnotherLeaves() throws IOException {
        List<RawClient> idle = new ArrayList<>();
        try (AdminServer admin = start(new Visitors(vertx, 4, 600_000))) {
            for (int i = 0; i < 4; i++) {
                RawClient client = new RawClient(admin.port()).send(LIVE);
                assertThat(client.answer().status()).isEqualTo(200);
                idle.add(client);
            }
            try (RawClient fifth = new RawClient(admin.port())) {
                assertThat(fifth.rest()).isEmpty();
            }
            idle.remove(0).close();
            assertThat(reachesOnceThereIsRoom(admin)).isTrue();
        } finally {
            idle.forEach(RawClient::close);
        }
    }

    @Test
    void whoeverSaysNothingIsCutOffAndWhoeverAskedOnceMayStay() throws IOException {
        try (AdminServer admin = start(new Visitors(vertx, 4, 1_000));
                RawClient steady = new RawClient(admin.port()).send(LIVE);
                RawClient half = new RawClient(admin.port()).send("GET /live HTTP/1.1\r\n")) {
            assertThat(steady.answer().status()).isEqualTo(200);
            assertThat(half.rest()).isEmpty();
            assertThat(steady.send(LIVE).answer().status()).isEqualTo(200);
        }
    }

    /** The end of a connection reaches the server in its own time. */
    private static boolean reachesOnceThereIsRoom(AdminServer admin) {
        for (int i = 0; i < 10_000; i++) {
            try (RawClient client = new RawClient(admin.port()).send(LIVE)) {
                return client.answer().status() == 200;
            } catch (UncheckedIOException e) {
                assertThat(e).as("it was sent away while it asked").hasCauseInstanceOf(IOException.class);
            }
        }
        return false;
    }

    private AdminServer start(Visitors visitors) throws IOException {
        return AdminServer.start(
                vertx,
                AdminSettings.loopback(0),
                new Readiness(() -> CompletableFuture.completedFuture(null)),
                () -> "",
                visitors);
    }
}
