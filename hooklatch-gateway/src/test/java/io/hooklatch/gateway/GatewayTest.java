package io.hooklatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.config.ListenAddress;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {
    private static final String SECRET = "whsec_canary-of-the-gateway-test";
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}";

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private HttpServer target;

    @BeforeEach
    void startTarget() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            arrived.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("hooklatch-event-type"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        target.start();
    }

    @AfterEach
    void stopTarget() {
        target.stop(0);
    }

    @Test
    void aSignedRequestIsStoredAndForwardedWhereItsTypeIsRouted() throws Exception {
        try (Gateway gateway = Gateway.start(config())) {
            assertThat(post(gateway, signed(BODY)).statusCode()).isEqualTo(200);
            assertThat(post(gateway, signed(BODY)).statusCode())
                    .as("a duplicate")
                    .isEqualTo(200);
            assertThat(post(gateway, signed("{\"id\":\"evt_2\",\"type\":\"charge.failed\"}"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(post(gateway, signed(BODY).withBody("{}".getBytes(StandardCharsets.UTF_8)))
                            .statusCode())
                    .as("tampered")
                    .isEqualTo(401);

            assertThat(List.of(next(), next(), next()))
                    .containsExactlyInAnyOrder("/all invoice.paid", "/invoices invoice.paid", "/all charge.failed");
        }
        assertThat(arrived).isEmpty();
    }

    @Test
    void healthAndMetricsAreServed() throws Exception {
        try (Gateway gateway = Gateway.start(config())) {
            post(gateway, signed(BODY));

            assertThat(admin(gateway, "/live").statusCode()).isEqualTo(200);
            assertThat(admin(gateway, "/ready").statusCode()).isEqualTo(200);
            assertThat(admin(gateway, "/metrics").body())
                    .contains("hooklatch_", "shop")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void itCanBeStoppedAndStartedAgainOnTheSameDatabase() throws Exception {
        GatewayConfig config = config();
        Gateway first = Gateway.start(config);
        post(first, signed(BODY));
        assertThat(first.stop()).isTrue();
        assertThat(first.stop()).as("again").isTrue();

        try (Gateway second = Gateway.start(config)) {
            assertThat(post(second, signed(BODY)).statusCode()).isEqualTo(200);
            assertThat(second.inbox().reader().openDispatches()).isEmpty();
        }
    }

    @Test
    void aDatabaseThatIsHeldIsNamedAndNothingIsLeftRunning() throws Exception {
        try (Gateway holder = Gateway.start(config())) {
            assertThatThrownBy(() -> Gateway.start(config()))
                    .isInstanceOf(StoreOpenException.class)
                    .hasMessageContaining("inbox.db");
            assertThat(post(holder, signed(BODY)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aTakenPortIsNamedAndTheDatabaseIsFreeAgain() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            GatewayConfig config = config();
            GatewayConfig blocked = new GatewayConfig(
                    config.store(),
                    new ListenAddress("127.0.0.1", taken.getLocalPort()),
                    config.admin(),
                    config.limits(),
                    config.shutdownWithin(),
                    config.leaseFor(),
                    config.endpoints(),
                    config.destinations(),
                    config.routes(),
                    config.retention(),
                    config.warnings());

            assertThatThrownBy(() -> Gateway.start(blocked))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(":" + taken.getLocalPort());

            Gateway.start(config).close();
        }
    }

    private GatewayConfig config() {
        return GatewayRig.config(directory, Map.of("SECRET", SECRET), yaml());
    }

    private String yaml() {
        return """
                endpoints:
                  shop:
                    provider: stripe
                    secrets: ${SECRET}
                destinations:
                  all: {type: http, url: "http://127.0.0.1:PORT/all", allow_private: true}
                  invoices: {type: http, url: "http://127.0.0.1:PORT/invoices", allow_private: true}
                routes:
                  - {endpoint: shop, to: [all]}
                  - {endpoint: shop, types: [invoice.*], to: [all, invoices]}
                """.replace("PORT", Integer.toString(target.getAddress().getPort()));
    }

    private static Request signed(String body) {
        return Catalogue.standard()
                .find("stripe")
                .orElseThrow()
                .signer(SECRET, Map.of())
                .sign(Request.post("/webhooks/shop", Headers.none(), body), Names.none(), System.currentTimeMillis());
    }

    private HttpResponse<String> post(Gateway gateway, Request request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + request.target()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(line -> builder.header(line.name(), line.value()));
        return client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> admin(Gateway gateway, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + gateway.adminPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String next() throws InterruptedException {
        String next = arrived.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a forwarded event within 10 s").isNotNull();
        return next;
    }
}
