package io.hooklatch.gateway.admin.api;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.access.Caller;
import io.hooklatch.gateway.access.RefusedCalls;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Fields;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.ProblemException;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.stream.Bell;
import io.hooklatch.gateway.admin.stream.Streams;
import io.hooklatch.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers everything below {@code /api/}. Lets nobody in without a key, keeps the event loop free of the store, and answers
 * every mistake as a problem. Thread-safe.
 */
public final class Api implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Api.class);
    private static final String PREFIX = "/api/v1";
    private static final int LONGEST_BODY = 256 * 1024;

    private final Vertx vertx;
    private final Doorway doorway;
    private final RefusedCalls refused;
    private final Streams streams;
    private final List<Route> routes;
    private final Lanes lanes;

    private Api(Vertx vertx, ApiSettings settings, RefusedCalls refused, Streams streams, List<Route> routes) {
        this.vertx = vertx;
        this.doorway = new Doorway(settings.access());
        this.refused = refused;
        this.streams = streams;
        this.routes = routes;
        this.lanes = new Lanes(vertx);
    }

    /**
     * The API of this inbox. The inbox is not closed with it.
     *
     * @param bell a listener of the inbox
     */
    public static Api of(Vertx vertx, ApiSettings settings, RefusedCalls refused, Hooklatch inbox, Bell bell) {
        Streams streams = Streams.start(inbox.reader(), bell);
        return new Api(vertx, settings, refused, streams, Routes.of(settings, inbox, streams));
    }

    /** Whether a path is one of this API rather than another page of the port. */
    public boolean takes(String path) {
        return path.startsWith("/api/");
    }

    /** Answers a request that was made under an allowed name. Called on its event loop. */
    public void answer(HttpServerRequest request) {
        Optional<Problem> foreign = Doorway.foreign(request);
        if (foreign.isPresent()) {
            refuse(request, foreign.get(), "somebody unknown");
            return;
        }
        Doorway.Result result = doorway.enter(request);
        if (result instanceof Doorway.Result.Kept kept) {
            keepOut(request, kept.problem());
        } else if (result instanceof Doorway.Result.Inside inside) {
            admitted(request, inside.caller());
        }
    }

    private void keepOut(HttpServerRequest request, Problem problem) {
        if (!refused.mayWait()) {
            Problem tooMany = Problem.of(
                    429, "too-many", "Too many failed attempts", "too many wrong keys wait for their answers");
            request.response().putHeader("Connection", "close");
            refuse(request, tooMany, "somebody unknown");
            return;
        }
        request.pause();
        vertx.setTimer(RefusedCalls.DELAY_MILLIS, unused -> {
            refused.waited();
            request.response().putHeader("WWW-Authenticate", "Bearer realm=\"hooklatch\"");
            refuse(request, problem, "somebody unknown");
            request.resume();
        });
    }

    private void admitted(HttpServerRequest request, Caller caller) {
        String path = request.path();
        String below = path.startsWith(PREFIX + "/") ? path.substring(PREFIX.length()) : "";
        String allowed = "";
        for (Route route : routes) {
            Optional<Map<String, String>> places = route.match(below);
            if (places.isPresent() && route.method().equals(request.method().name())) {
                entered(request, caller, route, places.get());
                return;
            }
            if (places.isPresent()) {
                allowed += (allowed.isEmpty() ? "" : ", ") + route.method();
            }
        }
        if (allowed.isEmpty()) {
            send(
                    request.response(),
                    Problem.of(
                            404,
                            "no-such-path",
                            "There is no such path",
                            "the paths are in " + PREFIX + "/openapi/openapi.yaml"));
        } else {
            request.response().putHeader("Allow", allowed);
            send(request.response(), Problem.of(405, "method", "Another method is needed", "use " + allowed));
        }
    }

    private void entered(HttpServerRequest request, Caller caller, Route route, Map<String, String> places) {
        if (!caller.role().covers(route.role())) {
            refuse(request, Problem.role(caller, route.role()), caller.name());
            return;
        }
        boolean posted = route.method().equals("POST");
        if (posted && !Doorway.isJson(request)) {
            send(
                    request.response(),
                    Problem.of(
                            415,
                            "media-type",
                            "The body is not JSON",
                            "send Content-Type:" + " application/json, also where there is no body"));
            return;
        }
        new BodyLimit(request, LONGEST_BODY)
                .read(
                        body -> run(request, caller, route, places, body),
                        () -> send(
                                request.response().putHeader("Connection", "close"),
                                Problem.of(
                                        413,
                                        "too-large",
                                        "The body is too long",
                                        "at most " + LONGEST_BODY + " bytes are read: select by a filter")));
    }

    private void run(HttpServerRequest request, Caller caller, Route route, Map<String, String> places, Buffer body) {
        String query = Optional.ofNullable(request.query()).orElse("");
        Optional<String> lastEventId = Optional.ofNullable(request.getHeader("Last-Event-ID"));
        AtomicBoolean gone = new AtomicBoolean();
        request.response().closeHandler(unused -> gone.set(true));
        Call call;
        try {
            call = new Call(caller, places, Fields.ofQuery(query), body.getBytes(), lastEventId, () -> !gone.get());
        } catch (ProblemException e) {
            send(request.response(), e.problem());
            return;
        }
        Optional<Future<Answer>> answer = lanes.answer(route, call);
        if (answer.isEmpty()) {
            request.response().putHeader("Retry-After", "1");
            send(request.response(), Problem.unavailable("more than " + Lanes.MOST_AT_ONCE + " requests wait already"));
            return;
        }
        answer.get()
                .onSuccess(done -> send(request.response(), done))
                .onFailure(failure -> failed(request, caller, failure));
    }

    private void failed(HttpServerRequest request, Caller caller, Throwable failure) {
        Problem problem = problem(failure);
        if (problem.status() == 403) {
            refuse(request, problem, caller.name());
        } else {
            send(request.response(), problem);
        }
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof CancellationException) {
            return Problem.unavailable("the caller has gone");
        }
        if (failure instanceof StoreException store) {
            log.warn("the store could not answer the admin API", store);
            return Problem.unavailable(String.valueOf(store.getMessage()));
        }
        log.error("the admin API failed", failure);
        return Problem.broken();
    }

    private void refuse(HttpServerRequest request, Problem problem, String who) {
        refused.log(
                problem.status(),
                request.method().name(),
                Optional.ofNullable(request.path()).orElse(""),
                Doorway.remoteAddress(request),
                who,
                problem.detail());
        send(request.response(), problem);
    }

    private static void send(HttpServerResponse response, Problem problem) {
        send(response, Answer.problem(problem));
    }

    private static void send(HttpServerResponse response, Answer answer) {
        if (answer instanceof Answer.Stream stream) {
            stream.open().accept(response);
        } else if (answer instanceof Answer.Download download) {
            Download.send(response, download);
        } else if (answer instanceof Answer.Content content) {
            response.setStatusCode(content.status()).putHeader("Content-Type", content.mediaType());
            content.headers().forEach(response::putHeader);
            response.end(Buffer.buffer(content.bytes()))
                    .onFailure(gone -> log.debug("an answer did not reach its reader", gone));
        }
    }

    @Override
    public void close() {
        streams.close();
        lanes.close();
    }
}
