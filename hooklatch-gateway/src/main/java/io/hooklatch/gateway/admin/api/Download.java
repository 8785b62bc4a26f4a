package io.hooklatch.gateway.admin.api;

import io.hooklatch.gateway.admin.api.call.Answer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A response that is written piece by piece, no faster than its reader takes it. For one writing thread. */
final class Download extends OutputStream {
    private static final Logger log = LoggerFactory.getLogger(Download.class);
    private static final int PIECE = 32 * 1024;
    private static final int MOST_PIECES = 8;
    private static final long PATIENCE_SECONDS = 30;

    private final HttpServerResponse response;
    private final Context context = Vertx.currentContext();
    private final Semaphore room = new Semaphore(MOST_PIECES);
    private volatile boolean gone;

    private Download(HttpServerResponse response) {
        this.response = response;
        response.closeHandler(unused -> gone());
        response.exceptionHandler(failure -> gone());
    }

    /** Called on the response's event loop. */
    static void send(HttpServerResponse response, Answer.Download answer) {
        response.setChunked(true).putHeader("Content-Type", answer.mediaType());
        answer.headers().forEach(response::putHeader);
        Download download = new Download(response);
        Thread thread = new Thread(() -> download.run(answer.writing()), "hooklatch-download");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Answer.Writing writing) {
        try (OutputStream out = new BufferedOutputStream(this, PIECE)) {
            writing.write(out);
            out.flush();
        } catch (IOException | RuntimeException e) {
            log.warn("a download broke off: {}", e.getMessage());
            context.runOnContext(
                    unused -> response.reset().onFailure(late -> log.debug("it was closed already", late)));
            return;
        }
        context.runOnContext(
                unused -> response.end().onFailure(late -> log.debug("a download did not reach its reader", late)));
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("its reader took nothing for " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (gone) {
            throw new IOException("its reader has gone");
        }
        Buffer piece = Buffer.buffer(Arrays.copyOfRange(bytes, from, from + length));
        context.runOnContext(unused ->
                response.write(piece).onSuccess(written -> room.release()).onFailure(failure -> gone()));
    }

    private void gone() {
        gone = true;
        room.release();
    }
}
