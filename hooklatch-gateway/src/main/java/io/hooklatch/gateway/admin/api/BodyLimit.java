package io.hooklatch.gateway.admin.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of a request, up to a limit. Used on the request's event loop. */
final class BodyLimit {
    private static final Logger log = LoggerFactory.getLogger(BodyLimit.class);

    private final HttpServerRequest request;
    private final int most;
    private final Buffer body = Buffer.buffer();
    private boolean over;

    BodyLimit(HttpServerRequest request, int most) {
        this.request = request;
        this.most = most;
    }

    /** Calls exactly one of the two, unless the client goes away. */
    void read(Consumer<Buffer> whole, Runnable tooLong) {
        request.exceptionHandler(gone -> log.debug("a request broke off", gone));
        request.handler(chunk -> {
            if (over) {
                return;
            }
            if (body.length() + chunk.length() > most) {
                over = true;
                tooLong.run();
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(unused -> {
            if (!over) {
                whole.accept(body);
            }
        });
    }
}
