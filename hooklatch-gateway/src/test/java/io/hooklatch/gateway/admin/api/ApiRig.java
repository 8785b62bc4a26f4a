package io.hooklatch.gateway.admin.api;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.access.KeyText;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

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

    private final Gateway gateway;
    private final Document document = Document.load();

    ApiRig(Path directory) throws IOException {
        this(directory, "");
    }

    /** @param more settings of admin, each line indented by two */
    ApiRig(Path directory, String more) throws IOException {
        StringBuilder admin = new StringBuilder("admin:\n  listen: 127.0.0.1:0\n")
                .append(more)
                .append("  keys:\n");
        KEYS.forEach((role, key) -> admin.append("    - {name: the-" + role.text() + ", role: " + role.text()
                + ", sha256: " + KeyText.sha256(key) + "}\n"));
        gateway = Gateway.start(GatewayRig.config(
                directory, Map.of("GITHUB_SECRET", "of-the-github-endpoint"), admin.toString(), YAML));
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
