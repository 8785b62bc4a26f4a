package io.hooklatch.gateway.destination;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One request and its answer, under one deadline. The result is decided by the first of: the answer's status line, a
 * failure, the deadline. The deadline then still ends the reading of the body.
 */
final class Exchange {
    private final Vertx vertx;
    private final HttpSettings settings;
    private final InstantSource clock;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final long deadline;
    private Optional<HttpClientRequest> request = Optional.empty();
    private boolean over;
    private long read;

    Exchange(Vertx vertx, HttpSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.deadline = vertx.setTimer(settings.timeout().toMillis(), timer -> timeUp());
    }

    CompletionStage<Void> result() {
        return result;
    }

    /** The failure of a connection, in our words. */
    Future<HttpClientRequest> unreachable(InetAddress address, Throwable cause) {
        return Future.failedFuture(new DestinationException(
                "no connection to " + settings.origin() + " at " + address.getHostAddress() + ": "
                        + Objects.toString(cause.getMessage(), cause.getClass().getSimpleName()),
                cause));
    }

    void begin(HttpClientRequest connected, byte[] body) {
        synchronized (this) {
            if (over) {
                connected.reset();
                return;
            }
            request = Optional.of(connected);
        }
        connected
                .send(Buffer.buffer(body))
                .onComplete(this::answered, cause -> failed(unknown("the connection was lost")));
    }

    private void answered(HttpClientResponse response) {
        Answer answer = new Answer(
                response.statusCode(),
                Optional.ofNullable(response.getHeader("retry-after")),
                Optional.ofNullable(response.getHeader("location")));
        answer.failure(settings, clock.instant())
                .ifPresentOrElse(result::completeExceptionally, () -> result.complete(null));
        response.exceptionHandler(cause -> end());
        response.endHandler(done -> end());
        response.handler(part -> {
            read += part.length();
            if (read > settings.maxResponse()) {
                end().ifPresent(HttpClientRequest::reset);
            }
        });
    }

    void failed(Throwable cause) {
        end();
        // Whatever else it is, its message might quote the request.
        result.completeExceptionally(
                cause instanceof DestinationException
                        ? cause
                        : new DestinationException(
                                "no request could be made for " + settings.origin() + ": "
                                        + cause.getClass().getSimpleName(),
                                cause));
    }

    /** Decides before it cuts, since the cut is reported as a lost connection. */
    private void timeUp() {
        String within = " within " + settings.timeout().toMillis() + " ms";
        Optional<HttpClientRequest> sent = end();
        result.completeExceptionally(
                sent.isPresent()
                        ? unknown("no answer" + within)
                        : new DestinationException("no connection to " + settings.origin() + within));
        sent.ifPresent(HttpClientRequest::reset);
    }

    private DestinationException unknown(String what) {
        return new DestinationException(
                settings.origin() + ": " + what
                        + "; it may have handled the event, and learns from the same webhook-id that the next attempt repeats it");
    }

    private synchronized Optional<HttpClientRequest> end() {
        over = true;
        vertx.cancelTimer(deadline);
        return request;
    }
}
