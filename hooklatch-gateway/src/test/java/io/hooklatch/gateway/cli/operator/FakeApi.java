package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An admin API that answers what it is told to, and remembers what it was asked. */
final class FakeApi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** Method, path with query, and body of every request, in order. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** The Authorization headers of the requests. */
    final List<String> keys = new CopyOnWriteArrayList<>();

    private final Semaphore requests = new Semaphore(0);

    private record Answer(int status, String type, String body) {}

    /** The caller is an operator, unless that is said otherwise. */
    FakeApi() throws IOException {
        on("GET /about", "{\"program\":\"hooklatch\",\"caller\":{\"name\":\"alice\",\"role\":\"operator\"}}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** To {@code GET /stats} and the like, whatever the query. */
    FakeApi on(String methodAndPath, String json) {
        answers.put(methodAndPath, new Answer(200, "application/json", json));
        return this;
    }

    FakeApi refuses(String methodAndPath, int status, String problem) {
        answers.put(methodAndPath, new Answer(status, "application/problem+json", problem));
        return this;
    }

    FakeApi streams(String messages) {
        answers.put("GET /stream", new Answer(200, "text/event-stream", messages));
        return this;
    }

    /** Waits for so many requests that were not waited for yet. */
    void awaitRequests(int count) throws InterruptedException {
        assertThat(requests.tryAcquire(count, 60, TimeUnit.SECONDS))
                .as("%s requests", count)
                .isTrue();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
            String query = exchange.getRequestURI().getRawQuery();
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(exchange.getRequestMethod() + " " + path + (query == null ? "" : "?" + query)
                    + (body.isEmpty() ? "" : " " + body));
            keys.add(key == null ? "" : key);
            requests.release();
            Answer answer = answers.getOrDefault(
                    exchange.getRequestMethod() + " " + path,
                    new Answer(404, "application/problem+json", "{\"detail\":\"nothing is at " + path + "\"}"));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
