package io.hooklatch.gateway.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.Heard;
import io.hooklatch.gateway.access.KeyText;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.message.OperationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running gateway with a key for each role. What it answers is held against the document, whatever a test looks at. */
final class ApiRig implements AutoCloseable {
    /** An endpoint that takes anything, one that verifies, a handler that succeeds, and one that gives up at once. */
    private static final String YAML = """
            endpoints:
              shop:
                unverified: true
                event_type: json /type
                event_id: json /id
                dedupe_by: json /id
              github:
                provider: github
                secrets: ${GITHUB_SECRET}
              lists:
                unverified: true
                events: json /items
                event_type: json /type
            destinations:
              log:
                type: log
              broken:
                type: http
                url: http://127.0.0.1:1/hooks/path-of-the-target
                allow_private: true
                retry: {attempts: 1}
            retention:
              refused: 1d
              bodies: {refused: 2h}
            routes:
              - {endpoint: [shop, github], types: "order.*", to: log}
              - {endpoint: shop, types: doomed, to: broken}
            """;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Map<Role, Secret> KEYS = new EnumMap<>(Role.class);

    static {
        for (Role role : Role.values()) {
            String digits = KeyText.sha256(Secret.of("of the " + role));
            KEYS.put(role, Secret.of("hlk_" + digits.substring(0, 8) + "_" + digits));
        }
    }

    private static final int WAIT_SECONDS = 60;

    private final Heard heard = new Heard();
    private final Gateway gateway;
    private final Document document = Document.load();

    ApiRig(Path directory) throws IOException {
        this(directory, "");
    }

    /** @param more settings of admin, each line indented by two */
    ApiRig(Path directory, String more) throws IOException {
        this(directory, more, "of-the-github-endpoint");
    }

    /** @param secret of the endpoint {@code github} */
    ApiRig(Path directory, String more, String secret) throws IOException {
        StringBuilder admin = new StringBuilder("admin:\n  listen: 127.0.0.1:0\n")
                .append(more)
                .append("  keys:\n");
        KEYS.forEach((role, key) -> admin.append("    - {name: the-" + role.text() + ", role: " + role.text()
                + ", sha256: " + KeyText.sha256(key) + "}\n"));
        gateway = Gateway.start(
                GatewayRig.config(directory, Map.of("GITHUB_SECRET", secret), admin.toString(), YAML), heard);
    }

    Gateway gateway() {
        return gateway;
    }

    int port() {
        return gateway.adminPort();
    }

    static String key(Role role) {
        return KEYS.get(role).reveal();
    }

    /** Delivers a body and returns the status of the answer. */
    int deliver(String endpoint, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/webhooks/" + endpoint))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build()).statusCode();
    }

    /** Asks as this role; a path below that of the API. */
    ApiAnswer get(Role role, String path) {
        return ask(request(role, path).GET().build());
    }

    ApiAnswer post(Role role, String path, String json) {
        return ask(request(role, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    HttpRequest.Builder request(Role role, String path) {
        return anonymous(path).header("Authorization", "Bearer " + key(role));
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60));
    }

    ApiAnswer ask(HttpRequest request) {
        ApiAnswer answer = new ApiAnswer(send(request));
        document.check(request.method(), request.uri().getPath(), answer);
        return answer;
    }

    static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the operation has ended, and returns it. */
    JsonNode awaitOperation(String id) {
        gateway.inbox()
                .operations()
                .ended(OperationId.parse(id))
                .toCompletableFuture()
                .orTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                .join();
        return get(Role.VIEWER, "/operations/" + id).json();
    }

    /** Waits until so many events stand so; looks again after each attempt. */
    void awaitEvents(String state, int count) {
        heard.await(
                () -> get(Role.VIEWER, "/events?limit=1000&state=" + state).items("/id"), ids -> ids.size() == count);
    }

    /** A text as it stands in a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Holds a message of the stream against the document. */
    void checkMessage(StreamClient.Message message) {
        String name = message.kind().substring(0, 1).toUpperCase(Locale.ROOT)
                + message.kind().substring(1);
        var mistakes = document.validate(document.schema("schemas.yaml", name), "schemas.yaml", message.json());
        if (!mistakes.isEmpty()) {
            throw new AssertionError(message + " differs from the document: " + mistakes);
        }
    }

    /** The key is in no answer; nor is what a destination's path or a secret is. */
    static void holdsNoSecret(ApiAnswer answer) {
        String text = new String(answer.bytes(), StandardCharsets.UTF_8);
        for (String secret : new String[] {"of-the-github-endpoint", "path-of-the-target", key(Role.ADMIN)}) {
            if (text.contains(secret)) {
                throw new AssertionError("an answer holds " + secret);
            }
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
