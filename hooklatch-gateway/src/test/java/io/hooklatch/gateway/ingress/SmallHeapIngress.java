package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.TurnedAway;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An ingress in a process of its own, with an endpoint that takes bodies as large as a tenth of its heap. Reports its port
 * to the port in its first argument and ends when that connection does.
 */
final class SmallHeapIngress implements Inbox {
    static final int MAX_BODY = 6 * 1024 * 1024;

    private final ExecutorService notifier = Executors.newSingleThreadExecutor();

    private SmallHeapIngress() {}

    public static void main(String[] args) throws IOException {
        SmallHeapIngress inbox = new SmallHeapIngress();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Socket parent = new Socket(loopback, Integer.parseInt(args[0]));
                Ingress ingress = Ingress.start(new InetSocketAddress(loopback, 0), IngressLimits.defaults(), inbox)) {
            new DataOutputStream(parent.getOutputStream()).writeInt(ingress.port());
            int end = parent.getInputStream().read();
            if (end >= 0) {
                throw new IOException("the parent said " + end);
            }
        }
        inbox.notifier.shutdownNow();
    }

    @Override
    public Optional<IngressEndpoint> endpoint(String rawPath) {
        return Optional.of(new IngressEndpoint("big", Set.of("POST"), MAX_BODY, true));
    }

    @Override
    public CompletionStage<Receipt> receive(Request request) {
        Headers seen = Headers.of("X-Length", Integer.toString(request.body().length));
        return CompletableFuture.supplyAsync(() -> Receipt.unstored(200, seen), notifier);
    }

    @Override
    public CompletionStage<Receipt> oversized(Request withoutBody, long declaredLength) {
        return CompletableFuture.supplyAsync(() -> Receipt.unstored(413, Headers.none()), notifier);
    }

    @Override
    public void turnedAway(String endpoint, int status, TurnedAway cause, String detail) {
        // Only its survival is looked at.
    }
}
