package io.hooklatch.gateway;

import io.hooklatch.gateway.ingress.RawAnswer;
import io.hooklatch.gateway.ingress.RawClient;
import io.hooklatch.message.Request;
import io.hooklatch.receive.Confirmer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What sends the requests of fixtures to gateways, and stands in for what a gateway would call. */
final class HandshakeRig {
    private HandshakeRig() {}

    /** Remembers the calls and makes none; every call succeeds unless one is told to fail. Thread-safe. */
    static final class Calls implements Confirmer {
        private final Queue<String> made = new ConcurrentLinkedQueue<>();
        private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

        void failNext(RuntimeException failure) {
            failures.add(failure);
        }

        @Override
        @SuppressWarnings("NullAway") // the only value of Void
        public CompletionStage<Void> confirm(URI url) {
            made.add(url.toString());
            RuntimeException failure = failures.poll();
            return failure == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure);
        }

        /** The URLs of the calls since the last time. */
        List<String> taken() {
            List<String> taken = new ArrayList<>();
            for (String url = made.poll(); url != null; url = made.poll()) {
                taken.add(url);
            }
            return taken;
        }
    }

    /** A line of the endpoints of a configuration. */
    static String endpoint(String name, String provider, List<String> secrets, Map<String, String> options) {
        String keys = secrets.isEmpty()
                ? ""
                : ", secrets: "
                        + secrets.stream().map(HandshakeRig::quoted).collect(Collectors.joining(", ", "[", "]"));
        String settings = options.entrySet().stream()
                .map(option -> option.getKey() + ": " + quoted(option.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        return "  " + name + ": {provider: " + provider + keys + ", options: " + settings + "}\n";
    }

    /** Sends a request to an endpoint, byte by byte as it is. */
    static RawAnswer send(Gateway gateway, String endpoint, Request request) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        StringBuilder head = new StringBuilder(request.method() + " /webhooks/" + endpoint + query + " HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1\r\nContent-Length: ")
                .append(request.body().length)
                .append("\r\n");
        request.headers()
                .forEach(line -> head.append(line.name())
                        .append(": ")
                        .append(line.value())
                        .append("\r\n"));
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        try (RawClient client = new RawClient(gateway.port())) {
            return client.send(head + "\r\n" + body).answer();
        }
    }

    /** As a string of YAML, which takes those of JSON. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
