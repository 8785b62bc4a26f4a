package io.hooklatch.gateway.docs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A destination that answers each body with the status that the test wants; with 429 it asks for an hour. */
final class Shop implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** Every body, as it came. */
    final List<String> bodies = new CopyOnWriteArrayList<>();

    /** The header stripe-signature of each. */
    final List<String> signatures = new CopyOnWriteArrayList<>();

    private volatile ToIntFunction<String> status = body -> 200;

    Shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(ToIntFunction<String> wanted) {
        status = wanted;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.add(body);
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("stripe-signature")));
            int wanted = status.applyAsInt(body);
            if (wanted == 429) {
                exchange.getResponseHeaders().set("Retry-After", "3600");
            }
            exchange.sendResponseHeaders(wanted, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
