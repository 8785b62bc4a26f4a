package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.PostgresRig;
import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Signer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

/** Ten thousand deliveries that were refused because the secret was mistyped, and what an operator types then. */
@Tag("slow")
class MistypedSecretTest {
    private static final int MANY = 10_000;
    private static final String RIGHT = "whsec_canary-of-the-right-secret";
    private static final String REVERIFY = "reverify --endpoint shop --why mistyped";

    @TempDir
    Path directory;

    private final Map<String, Integer> handled = new ConcurrentHashMap<>();
    private final CountDownLatch all = new CountDownLatch(MANY);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private String store = "";
    private HttpServer target;

    @BeforeEach
    void listen() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.setExecutor(threads);
        target.createContext("/", exchange -> {
            handled.merge(exchange.getRequestHeaders().getFirst("hooklatch-event-id"), 1, Integer::sum);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            all.countDown();
        });
        target.start();
    }

    @AfterEach
    void stop() {
        target.stop(0);
        threads.shutdownNow();
    }

    @Test
    void theyArePromotedThroughARunningGateway() throws Exception {
        receive();
        try (Gateway gateway = Gateway.start(config(RIGHT))) {
            String url = "--url http://127.0.0.1:" + gateway.adminPort();
            promote(url);
            assertThat(all.await(2, TimeUnit.MINUTES)).isTrue();
        }
        eachOnce();
    }

    @Test
    void theyArePromotedWhileNoGatewayRunsAndHandledByTheNext() throws Exception {
        receive();
        GatewayConfig config = config(RIGHT);
        promote("-c " + directory.resolve("hooklatch.yaml"));
        assertThat(handled).isEmpty();
        start(config);
    }

    @Test
    void theyArePromotedInPostgresAsWell() throws Exception {
        try (PostgresRig database = PostgresRig.start(directory.resolve("data"))) {
            store = database.store("inbox");
            receive();
            GatewayConfig config = config(RIGHT);
            promote("-c " + directory.resolve("hooklatch.yaml"));
            start(config);
        }
    }

    private void start(GatewayConfig config) throws Exception {
        try (Gateway gateway = Gateway.start(config)) {
            assertThat(all.await(2, TimeUnit.MINUTES)).isTrue();
            assertThat(gateway.inbox().reader().openDispatches().getOrDefault(DispatchState.QUEUED, 0L))
                    .isZero();
        }
        eachOnce();
    }

    private void promote(String way) {
        CliRig cli = new CliRig().with("SECRET", RIGHT);
        Doc preview = preview(cli, way);
        assertThat(preview.number("count")).hasValue((long) MANY);
        assertThat(preview.number("changes")).hasValue((long) MANY);

        CliRig.Run first = run(cli, REVERIFY + " --yes " + way);
        assertThat(first.out()).contains(MANY + " of " + MANY + ": " + MANY + " changed, 0 skipped, 0 failed");
        assertThat(first.err()).as("the progress").contains("0 of " + MANY);

        assertThat(preview(cli, way).number("changes")).hasValue(0L);
        assertThat(run(cli, REVERIFY + " --yes " + way).out())
                .contains(MANY + " of " + MANY + ": 0 changed, " + MANY + " skipped, 0 failed");
    }

    private static Doc preview(CliRig cli, String way) {
        return Doc.parse(run(cli, REVERIFY + " --preview --json " + way).out());
    }

    private static CliRig.Run run(CliRig cli, String command) {
        CliRig.Run run = cli.run(command.split(" "));
        assertThat(run.exitCode()).as(command + "\n" + run.out() + run.err()).isZero();
        return run;
    }

    private void receive() throws Exception {
        Signer signer = Catalogue.standard().find("stripe").orElseThrow().signer(RIGHT, Map.of());
        long now = InstantSource.system().millis();
        try (Gateway wrong = Gateway.start(config("whsec_canary-that-was-mistyped"))) {
            List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                Request request = Request.post(
                        "/webhooks/shop", Headers.none(), "{\"id\":\"evt_" + i + "\",\"type\":\"invoice.paid\"}");
                waiting.add(wrong.inbox()
                        .receiveAsync(signer.sign(request, Names.none(), now))
                        .toCompletableFuture());
                if (waiting.size() == 200) {
                    assertThat(waiting)
                            .allSatisfy(receipt ->
                                    assertThat(receipt.join().status()).isEqualTo(401));
                    waiting.clear();
                }
            }
        }
    }

    private GatewayConfig config(String secret) {
        return GatewayRig.config(
                directory,
                Map.of("SECRET", secret),
                "admin: {listen: \"127.0.0.1:0\", allow_local_without_key: true}\n",
                store + """
                endpoints: {shop: {provider: stripe, secrets: "${SECRET}"}}
                destinations: {ship: {type: http, url: "http://127.0.0.1:%d/", allow_private: true}}
                routes: [{endpoint: shop, to: ship}]
                """.formatted(target.getAddress().getPort()));
    }

    private void eachOnce() {
        assertThat(handled).hasSize(MANY);
        assertThat(handled.values()).containsOnly(1);
    }
}
