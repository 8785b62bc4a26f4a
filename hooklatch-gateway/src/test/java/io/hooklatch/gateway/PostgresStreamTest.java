package io.hooklatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of an inbox in PostgreSQL, where the ids of attempts are counted and tell no time. */
@Tag("slow")
class PostgresStreamTest {
    private static final Set<String> KINDS = Set.of("attempt", "delivery", "event");

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyKindIsFollowedFromATimeOnAndAsItComes() throws Exception {
        try (PostgresRig database = PostgresRig.start(directory.resolve("data"));
                Gateway gateway = Gateway.start(config(database))) {
            receive(gateway, "{\"n\":1}");
            assertThat(kinds(gateway, "?from=2026-01-01T00:00:00Z")).isEqualTo(KINDS);

            try (InputStream live = stream(gateway, "")) {
                receive(gateway, "{\"n\":2}");
                assertThat(kinds(live)).isEqualTo(KINDS);
            }
        }
    }

    private GatewayConfig config(PostgresRig database) {
        return GatewayRig.config(
                directory,
                Map.of(),
                "admin: {listen: \"127.0.0.1:0\", allow_local_without_key: true}\n",
                database.store("followed") + """
                        endpoints: { shop: { unverified: true, path: /shop } }
                        destinations: { log: { type: log } }
                        routes: [ { endpoint: shop, to: log } ]
                        """);
    }

    private static void receive(Gateway gateway, String body) {
        assertThat(gateway.inbox()
                        .receive(Request.post("/shop", Headers.none(), body))
                        .status())
                .isEqualTo(200);
    }

    private Set<String> kinds(Gateway gateway, String query) throws Exception {
        try (InputStream stream = stream(gateway, query)) {
            return kinds(stream);
        }
    }

    private InputStream stream(Gateway gateway, String query) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + gateway.adminPort() + "/api/v1/stream" + query);
        return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** The kinds of what comes, until there is one of each, or a minute has passed. */
    private static Set<String> kinds(InputStream stream) throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread thread = new Thread(() -> {
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            reader.lines().forEach(lines::add);
        });
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((reader, closed) -> lines.add("end"));
        thread.start();
        Set<String> kinds = new TreeSet<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (kinds.size() < 3 && System.nanoTime() < end) {
            String line = lines.poll(1, TimeUnit.SECONDS);
            if (line != null && line.startsWith("event: ")) {
                kinds.add(line.substring(7));
            }
        }
        return kinds;
    }
}
