package io.hooklatch.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.gateway.ingress.RawAnswer;
import io.hooklatch.gateway.ingress.RawClient;
import io.hooklatch.store.StoreUnavailableException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
    private final Vertx vertx = Vertx.vertx();
    private volatile CompletionStage<Void> committed = CompletableFuture.completedFuture(null);
    private volatile Supplier<String> figures = () -> "hooklatch_events_total 1.0\n";
    private AdminServer admin;

    @BeforeEach
    void start() throws IOException {
        admin = AdminServer.start(
                vertx,
                AdminSettings.loopback(0),
                new Readiness(() -> committed),
                () -> figures.get(),
                new Visitors(vertx));
    }

    @AfterEach
    void stop() {
        admin.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void itIsAliveAndReady() {
        assertThat(get("/live").body()).isEqualTo("live\n");
        RawAnswer ready = get("/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("ready\n");
    }

    @Test
    void itIsAliveAndNotReadyWhenTheStoreCannotCommit() {
        committed = CompletableFuture.failedStage(new StoreUnavailableException("disk full"));

        RawAnswer ready = get("/ready");

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("not ready: the store cannot commit: disk full\n");
        assertThat(get("/live").status()).isEqualTo(200);
    }

    @Test
    void theFiguresAreThoseOfTheMoment() {
        RawAnswer first = get("/metrics");
        figures = () -> "hooklatch_events_total 2.0\n";

        assertThat(first.body()).isEqualTo("hooklatch_events_total 1.0\n");
        assertThat(first.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(get("/metrics").body()).isEqualTo("hooklatch_events_total 2.0\n");
    }

    @Test
    void everyAnswerForbidsGuessingAndKeeping() {
        assertThat(get("/live").header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(get("/live").header("cache-control")).isEqualTo("no-store");
        assertThat(get("/live").headers().has("access-control-allow-origin")).isFalse();
    }

    @Test
    void fault62_anotherNameIsMisdirectedWhateverIsAskedFor() {
        for (String path : new String[] {"/live", "/ready", "/metrics", "/nowhere"}) {
            RawAnswer answer = ask("GET " + path + " HTTP/1.1\r\nHost: rebound.example:" + admin.port() + "\r\n\r\n");
            assertThat(answer.status()).as(path).isEqualTo(421);
            assertThat(answer.body()).doesNotContain("hooklatch_");
        }
        assertThat(ask("GET /metrics HTTP/1.0\r\n\r\n").status()).isEqualTo(421);
    }

    @Test
    void unknownPagesAre404AndOtherMethods405() {
        assertThat(get("/").status()).isEqualTo(404);
        assertThat(get("/live/../metrics").status()).isEqualTo(404);
        RawAnswer posted = ask("POST /live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        assertThat(posted.status()).isEqualTo(405);
        assertThat(posted.header("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void fault62_itListensOnLoopbackUnlessToldOtherwise() {
        assertThat(AdminSettings.loopback(9).host()).isEqualTo("127.0.0.1");
    }

    @Test
    void aTakenPortIsSaidWithItsAddress() {
        AdminSettings taken = new AdminSettings("127.0.0.1", admin.port(), Set.of());

        assertThatThrownBy(() -> AdminServer.start(
                        vertx, taken, new Readiness(() -> committed), () -> figures.get(), new Visitors(vertx)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + admin.port());
    }

    @Test
    void figuresThatCannotBeReadAre500() {
        figures = () -> {
            throw new IllegalStateException("broken");
        };

        assertThat(get("/metrics").status()).isEqualTo(500);
    }

    private RawAnswer get(String path) {
        return ask("GET " + path + " HTTP/1.1\r\nHost: localhost:" + admin.port() + "\r\n\r\n");
    }

    private RawAnswer ask(String request) {
        try (RawClient client = new RawClient(admin.port())) {
            return client.send(request).answer();
        }
    }
}
