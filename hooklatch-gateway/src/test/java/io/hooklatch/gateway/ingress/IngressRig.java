package io.hooklatch.gateway.ingress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
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
