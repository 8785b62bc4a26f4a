package io.hooklatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(StripeTraffic.PATH, exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsEveryRequestOnceAndCountsItsAnswer() throws IOException {
        HttpLoad.Result result = HttpLoad.all(server.getAddress(), 3, new StripeTraffic(1).sign(60, 0));
        assertThat(result.accepted()).isEqualTo(60);
        assertThat(result.latencies().count()).isEqualTo(60);
        assertThat(bodies).hasSize(60);
    }

    @Test
    void leavesNothingUnansweredWhenTheTimeIsOver() throws IOException {
        HttpLoad.Result result =
                HttpLoad.run(server.getAddress(), 3, 50_000_000, 100_000_000, new StripeTraffic(1).sign(100_000, 0));
        assertThat(bodies).hasSize(Math.toIntExact(result.accepted()));
        assertThat(result.latencies().count()).isLessThanOrEqualTo(result.accepted());
    }

    @Test
    void failsWhenAnAnswerIsNot200() {
        status = 503;
        assertThatIOException()
                .isThrownBy(() -> HttpLoad.all(server.getAddress(), 2, new StripeTraffic(1).sign(10, 0)))
                .withMessage("a request was answered 503");
    }

    @Test
    void failsWhenTheRequestsRunOutBeforeTheTimeIsOver() {
        assertThatIOException()
                .isThrownBy(() ->
                        HttpLoad.run(server.getAddress(), 2, 0, 60_000_000_000L, new StripeTraffic(1).sign(10, 0)))
                .withMessageContaining("all 10 signed requests were sent");
    }
}
