package io.hooklatch.gateway.ingress;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.TurnedAway;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The readers of HTTP: whatever arrives, it is answered or awaited, read alike in one piece and byte by byte, and allocates
 * in proportion.
 */
class IngressFuzz {
    private static final long BYTES = 1024 * 1024;
    private static final long BYTES_PER_BYTE = 2048;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String CHUNKED = "POST /hooks/acme HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

    private record Seen(List<Integer> statuses, List<Request> received) {
        boolean same(Seen other) {
            return statuses.equals(other.statuses) && shown(received).equals(shown(other.received));
        }

        private static List<String> shown(List<Request> requests) {
            return requests.stream()
                    .map(request -> request.method() + " " + request.target() + " "
                            + request.headers().list() + " "
                            + new String(request.body(), StandardCharsets.ISO_8859_1))
                    .toList();
        }
    }

    @FuzzTest
    void head(byte[] data) {
        check(data);
    }

    @FuzzTest
    void chunked(byte[] data) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(CHUNKED.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(data);
        check(whole.toByteArray());
    }

    private static void check(byte[] bytes) {
        Seen atOnce = bounded(bytes.length, () -> seen(bytes, Math.max(1, bytes.length)));
        Seen byteByByte = bounded(bytes.length, () -> seen(bytes, 1));
        if (!atOnce.same(byteByByte)) {
            throw new AssertionError("in one piece " + atOnce + ", byte by byte " + byteByByte);
        }
        if (atOnce.statuses().contains(500)) {
            throw new AssertionError("answered " + atOnce.statuses());
        }
    }

    private static Seen seen(byte[] bytes, int piece) {
        AtOnce inbox = new AtOnce(new ArrayList<>());
        return new Seen(PieceByPiece.statuses(bytes, inbox, piece), inbox.received());
    }

    /** Answers on the spot, so that a round is over when its bytes are. */
    private record AtOnce(List<Request> received) implements Inbox {
        private static final IngressEndpoint ACME = new IngressEndpoint("acme", Set.of("POST"), 1024 * 1024, true);

        @Override
        public Optional<IngressEndpoint> endpoint(String rawPath) {
            return rawPath.equals("/hooks/acme") ? Optional.of(ACME) : Optional.empty();
        }

        @Override
        public CompletionStage<Receipt> receive(Request request) {
            received.add(request);
            return CompletableFuture.completedFuture(Receipt.unstored(200, Headers.none()));
        }

        @Override
        public CompletionStage<Receipt> oversized(Request withoutBody, long declaredLength) {
            received.add(withoutBody);
            return CompletableFuture.completedFuture(Receipt.unstored(413, Headers.none()));
        }

        @Override
        public void turnedAway(String endpoint, int status, TurnedAway cause, String detail) {
            // The statuses say it already.
        }
    }

    private static <T> T bounded(int input, Supplier<T> action) {
        long most = BYTES + BYTES_PER_BYTE * input;
        long used = THREADS.getCurrentThreadAllocatedBytes();
        T result = action.get();
        used = THREADS.getCurrentThreadAllocatedBytes() - used;
        if (used > most) {
            // Once more, since the first time may have loaded classes.
            used = THREADS.getCurrentThreadAllocatedBytes();
            result = action.get();
            used = THREADS.getCurrentThreadAllocatedBytes() - used;
        }
        if (used > most) {
            throw new AssertionError(used + " bytes were allocated for an input of " + input + ", more than " + most);
        }
        return result;
    }
}
