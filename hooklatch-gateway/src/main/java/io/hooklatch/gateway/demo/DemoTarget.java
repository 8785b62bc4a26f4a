package io.hooklatch.gateway.demo;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The application behind the gateway: takes every event, some only after it has failed as often as their body asks for.
 */
final class DemoTarget implements AutoCloseable {
    private static final String MARK = "\"" + DemoProvider.FAILURES + "\":";
    private static final int OK = 204;
    private static final int BROKEN = 500;

    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    private DemoTarget() {
        server = vertx.createHttpServer().requestHandler(this::receive);
    }

    /** Starts on a free port of the loopback interface. */
    static DemoTarget start() {
        DemoTarget target = new DemoTarget();
        target.server
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return target;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/events");
    }

    /** How many calls it has answered with success. */
    long taken() {
        return taken.get();
    }

    private void receive(HttpServerRequest request) {
        String event = request.getHeader("hooklatch-event-id");
        request.bodyHandler(body -> {
            int status = event == null || fails(event, body) ? BROKEN : OK;
            if (status == OK) {
                taken.incrementAndGet();
            }
            request.response().setStatusCode(status).end();
        });
    }

    private boolean fails(String event, Buffer body) {
        int failures = failures(body.toString(StandardCharsets.UTF_8));
        return failures > 0
                && calls.computeIfAbsent(event, id -> new AtomicInteger()).incrementAndGet() <= failures;
    }

    private static int failures(String body) {
        int at = body.indexOf(MARK);
        return at < 0 ? 0 : Character.digit(body.charAt(at + MARK.length()), 10);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
