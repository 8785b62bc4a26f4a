package io.hooklatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hooklatch.gateway.config.GatewayConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three gateways share an inbox: what one receives all of them forward. */
@Tag("slow")
class PostgresGatewaysTest {
    private static final int EVENTS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final CountDownLatch allThree = new CountDownLatch(3);
    private final CountDownLatch left = new CountDownLatch(EVENTS);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Gateway> gateways = new ArrayList<>();

    @TempDir
    Path directory;

    private PostgresRig database;
    private HttpServer target;

    @BeforeEach
    void start() throws Exception {
        database = PostgresRig.start(directory.resolve("data"));
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.setExecutor(threads);
        target.createContext("/", exchange -> {
            if (seen.add(exchange.getRequestHeaders().getFirst("x-node"))) {
                allThree.countDown();
            }
            calls.merge(exchange.getRequestHeaders().getFirst("hooklatch-event-id"), 1, Integer::sum);
            try {
                // Nobody is answered before all three have called: one alone could not do it.
                boolean together = allThree.await(60, TimeUnit.SECONDS);
                exchange.sendResponseHeaders(together ? 204 : 500, -1);
                left.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        target.start();
    }

    @AfterEach
    void stop() throws Exception {
        gateways.forEach(Gateway::close);
        if (target != null) {
            target.stop(0);
        }
        threads.shutdownNow();
        if (database != null) {
            database.close();
        }
    }

    @Test
    void whatOneReceivesAllThreeForwardEachOnce() throws Exception {
        for (int node = 1; node <= 3; node++) {
            gateways.add(Gateway.start(config(node)));
        }
        for (int i = 0; i < EVENTS; i++) {
            assertThat(post(gateways.get(0), "{\"n\":" + i + "}")).isEqualTo(200);
        }

        assertThat(allThree.await(60, TimeUnit.SECONDS)).as("only %s", seen).isTrue();
        assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
        gateways.forEach(Gateway::stop);

        assertThat(seen).containsExactlyInAnyOrder("node-1", "node-2", "node-3");
        assertThat(calls).hasSize(EVENTS);
        assertThat(calls.values()).containsOnly(1);
        try (Gateway after = Gateway.start(config(1))) {
            assertThat(after.inbox().reader().openDispatches()).isEmpty();
        }
    }

    private GatewayConfig config(int node) throws Exception {
        return GatewayRig.config(
                Files.createDirectories(directory.resolve("node" + node)),
                Map.of(),
                database.store("shared") + """
                        endpoints:
                          shop: { unverified: true, path: /shop }
                        destinations:
                          target:
                            type: http
                            url: http://127.0.0.1:%d/
                            allow_private: true
                            concurrency: 1
                            timeout: 2m
                            headers: { x-node: node-%d }
                        routes:
                          - { endpoint: shop, to: target }
                        """.formatted(target.getAddress().getPort(), node));
    }

    private int post(Gateway gateway, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/shop"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
