package io.hooklatch.gateway.admin.api.read;

import io.hooklatch.gateway.admin.stream.Outlet;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Server-sent events over a response. Made on the response's event loop; used from another thread. */
final class StreamOutlet implements Outlet {
    private static final Logger log = LoggerFactory.getLogger(StreamOutlet.class);
    private static final long FULL_BYTES = 256 * 1024;
    private static final long LINGER_MILLIS = 2000;

    private final HttpServerResponse response;
    private final Context context;
    private final AtomicLong unread = new AtomicLong();
    private volatile boolean closed;

    StreamOutlet(HttpServerResponse response) {
        this.response = response;
        this.context = Vertx.currentContext();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("X-Accel-Buffering", "no");
        response.closeHandler(unused -> closed = true);
        response.exceptionHandler(gone -> closed = true);
        closed = response.closed();
    }

    @Override
    public boolean full() {
        return unread.get() > FULL_BYTES;
    }

    @Override
    public boolean closed() {
        return closed;
    }

    @Override
    public void send(String text) {
        Buffer bytes = Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
        unread.addAndGet(bytes.length());
        context.runOnContext(unused -> {
            if (!closed) {
                response.write(bytes)
                        .onSuccess(written -> unread.addAndGet(-bytes.length()))
                        .onFailure(this::gone);
            }
        });
    }

    @Override
    public void end(String text) {
        context.runOnContext(unused -> {
            if (closed) {
                return;
            }
            boolean stuck = full();
            closed = true;
            if (stuck) {
                // Whoever does not read would not read the end of the response either.
                response.write(text, "UTF-8").onFailure(this::gone);
                context.owner().setTimer(LINGER_MILLIS, late -> response.reset().onFailure(this::gone));
            } else {
                response.end(text, "UTF-8").onFailure(this::gone);
            }
        });
    }

    private void gone(Throwable failure) {
        closed = true;
        log.debug("a reader of the stream has gone", failure);
    }
}
