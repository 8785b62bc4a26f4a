package io.hooklatch.bench.http;

import io.hooklatch.Hooklatch;
import io.hooklatch.bench.load.StripeTraffic;
import io.hooklatch.gateway.ingress.HooklatchInbox;
import io.hooklatch.gateway.ingress.Ingress;
import io.hooklatch.gateway.ingress.IngressLimits;
import io.hooklatch.observe.Listeners;
import io.hooklatch.receive.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The gateway's server, and everything behind it but the store: captures, verifies, names, answers 200. Its own process;
 * the one argument is the port.
 */
public final class StoresNothing {
    private StoresNothing() {}

    public static void main(String[] args) throws Exception {
        Hooklatch inbox = Hooklatch.builder()
                .store(new NoStore())
                .endpoint(Endpoint.named("stripe")
                        .path(StripeTraffic.PATH)
                        .provider("stripe")
                        .secrets(StripeTraffic.SECRET))
                .start();
        Ingress ingress = Ingress.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])),
                IngressLimits.defaults(),
                new HooklatchInbox(inbox, new Listeners(List.of())));
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ingress.close();
            inbox.close();
            end.countDown();
        }));
        end.await();
    }
}
