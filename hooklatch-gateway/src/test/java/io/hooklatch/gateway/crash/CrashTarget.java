package io.hooklatch.gateway.crash;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the gateway forwards to: lives on while the gateway is killed, and writes down every call before it answers. It
 * fails at the first call for a tenth of the events.
 */
final class CrashTarget implements AutoCloseable {
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server =
            vertx.createHttpServer().requestHandler(request -> request.bodyHandler(body -> receive(request)));

    static CrashTarget start() {
        CrashTarget target = new CrashTarget();
        target.server
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return target;
    }

    int port() {
        return server.actualPort();
    }

    private void receive(HttpServerRequest request) {
        String id = request.getHeader("hooklatch-provider-event-id");
        boolean first = calls.merge(id, 1, Integer::sum) == 1;
        if (first && id.hashCode() % 10 == 0) {
            request.response().setStatusCode(500).end();
            return;
        }
        taken.merge(id, 1, Integer::sum);
        request.response().setStatusCode(204).end();
    }

    /** How often it was called for each id. */
    Map<String, Integer> calls() {
        return calls;
    }

    /** How often it took each id. */
    Map<String, Integer> taken() {
        return taken;
    }

    boolean hasTaken(Set<String> ids) {
        return taken.keySet().containsAll(ids);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
