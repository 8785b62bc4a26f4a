package io.hooklatch.gateway.admin;

import io.hooklatch.gateway.access.RefusedCalls;
import io.hooklatch.gateway.admin.api.Api;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server for operators and their tools. Thread-safe.
 *
 * <ul>
 *   <li>{@code GET /live}: 200 while the process answers at all
 *   <li>{@code GET /ready}: 200 when the store commits, else 503 with the reason in one line
 *   <li>{@code GET /metrics}: the figures in the text format of Prometheus
 *   <li>{@code /api/v1}: the API, see {@link Api}
 * </ul>
 *
 * <p>It answers only under the names of {@link AdminSettings} and allows no other origin. Except for the API, whoever
 * reaches it may ask.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    /** A look through a large inbox takes its time, and says nothing before it is over. */
    private static final int IDLE_SECONDS = 300;

    private final Vertx vertx;
    private final HostRule hosts;
    private final Readiness readiness;
    private final Supplier<String> metrics;
    private final RefusedCalls refused;
    private final Optional<Api> api;
    private final Map<String, Consumer<HttpServerResponse>> pages =
            Map.of("/live", this::live, "/ready", this::ready, "/metrics", this::metrics);
    private final Visitors visitors;
    private final HttpServer server;

    private AdminServer(
            Vertx vertx,
            AdminSettings settings,
            Readiness readiness,
            Supplier<String> metrics,
            RefusedCalls refused,
            Optional<Api> api,
            Visitors visitors) {
        this.visitors = visitors;
        this.vertx = vertx;
        this.hosts = new HostRule(settings);
        this.readiness = readiness;
        this.metrics = metrics;
        this.refused = refused;
        this.api = api;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setMaxInitialLineLength(4096)
                .setMaxHeaderSize(8192)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
    }

    /** As below, without the API. */
    static AdminServer start(
            Vertx vertx, AdminSettings settings, Readiness readiness, Supplier<String> metrics, Visitors visitors)
            throws IOException {
        return new AdminServer(vertx, settings, readiness, metrics, new RefusedCalls(), Optional.empty(), visitors)
                .listen(settings);
    }

    /**
     * Listens.
     *
     * @param metrics the figures as text; may block, is never called on an event loop
     * @param refused is told which calls were refused
     * @param api is closed with the server
     * @throws IOException when that is not possible, as when the port is taken; the message names the address
     */
    public static AdminServer start(
            Vertx vertx,
            AdminSettings settings,
            Readiness readiness,
            Supplier<String> metrics,
            RefusedCalls refused,
            Optional<Api> api)
            throws IOException {
        return new AdminServer(vertx, settings, readiness, metrics, refused, api, new Visitors(vertx)).listen(settings);
    }

    private AdminServer listen(AdminSettings settings) throws IOException {
        server.connectionHandler(visitors::came).requestHandler(this::answer);
        try {
            server.listen().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IOException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + " for administration: "
                            + e.getMessage() + "; free it or choose another",
                    e);
        }
        log.info("administration on {}:{}", settings.host(), port());
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Stops listening and closes what is open. */
    @Override
    public void close() {
        api.ifPresent(Api::close);
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        visitors.asked(request.connection());
        HttpServerResponse response = request.response();
        response.putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
        String path = Optional.ofNullable(request.path()).orElse("");
        Consumer<HttpServerResponse> page = pages.get(path);
        if (!hosts.allows(request.getHeader("Host"))) {
            misdirected(request, path);
        } else if (api.isPresent() && api.get().takes(path)) {
            api.get().answer(request);
        } else if (page == null) {
            text(response, 404, "there are /live, /ready, /metrics and /api/v1\n");
        } else if (!request.method().name().equals("GET")
                && !request.method().name().equals("HEAD")) {
            response.putHeader("Allow", "GET, HEAD");
            text(response, 405, "");
        } else {
            page.accept(response);
        }
    }

    private void misdirected(HttpServerRequest request, String path) {
        String why = "this port is not served under that name; add it to admin.hosts";
        String from = Optional.ofNullable(request.remoteAddress().hostAddress()).orElse("unknown");
        refused.log(421, request.method().name(), path, from, "somebody unknown", why);
        text(request.response(), 421, why + "\n");
    }

    private void live(HttpServerResponse response) {
        text(response, 200, "live\n");
    }

    private void ready(HttpServerResponse response) {
        var context = vertx.getOrCreateContext();
        readiness
                .whyNot()
                .thenAccept(reason -> context.runOnContext(unused -> text(
                        response,
                        reason.isPresent() ? 503 : 200,
                        reason.map(why -> "not ready: " + why).orElse("ready") + "\n")));
    }

    private void metrics(HttpServerResponse response) {
        vertx.executeBlocking(metrics::get, false)
                .onSuccess(figures -> {
                    response.putHeader("Content-Type", PROMETHEUS);
                    end(response, figures);
                })
                .onFailure(failure -> {
                    log.warn("the metrics could not be read", failure);
                    text(response, 500, "the metrics could not be read\n");
                });
    }

    private static void text(HttpServerResponse response, int status, String text) {
        response.setStatusCode(status).putHeader("Content-Type", PLAIN);
        end(response, text);
    }

    private static void end(HttpServerResponse response, String text) {
        response.end(text).onFailure(gone -> log.debug("an answer did not reach its reader", gone));
    }
}
