package io.hooklatch.gateway.ingress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An ingress before a {@link FakeInbox}, new for every test, and clients that are closed after it. */
final class IngressRig implements BeforeEachCallback, AfterEachCallback {
    private final IngressLimits limits;
    private final List<RawClient> clients = new ArrayList<>();
    private FakeInbox inbox;
    private Ingress ingress;

    IngressRig(IngressLimits limits) {
        this.limits = limits;
    }

    FakeInbox inbox() {
        return inbox;
    }

    Ingress ingress() {
        return ingress;
    }

    RawClient client() {
        RawClient client = new RawClient(ingress.port());
        clients.add(client);
        return client;
    }

    /** Sends on a connection of its own and reads one response. */
    RawAnswer exchange(String request) {
        return client().send(request).answer();
    }

    static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Waits until something becomes true; fails after a long while. */
    static void await(BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - patience > 0) {
                throw new AssertionError("what was waited for did not happen within 20 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Sends again and again until the server has closed the connection. */
    static void untilClosed(Runnable send) {
        boolean open = true;
        while (open) {
            try {
                send.run();
            } catch (UncheckedIOException closed) {
                open = false;
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        inbox = new FakeInbox();
        ingress = Ingress.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits, inbox);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clients.forEach(RawClient::close);
        clients.clear();
        ingress.close();
        inbox.close();
    }
}
