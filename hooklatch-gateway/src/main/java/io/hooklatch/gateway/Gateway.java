package io.hooklatch.gateway;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.gateway.access.RefusedCalls;
import io.hooklatch.gateway.admin.AdminServer;
import io.hooklatch.gateway.admin.AdminSettings;
import io.hooklatch.gateway.admin.GatewayMetrics;
import io.hooklatch.gateway.admin.Readiness;
import io.hooklatch.gateway.admin.api.Api;
import io.hooklatch.gateway.admin.api.ApiSettings;
import io.hooklatch.gateway.admin.stream.Bell;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.ingress.HooklatchInbox;
import io.hooklatch.gateway.ingress.Ingress;
import io.hooklatch.gateway.log.InboxLog;
import io.hooklatch.gateway.net.AddressRule;
import io.hooklatch.gateway.net.HostResolver;
import io.hooklatch.gateway.net.UrlConfirmer;
import io.hooklatch.gateway.store.OpenStore;
import io.hooklatch.observe.InboxListener;
import io.hooklatch.observe.Listeners;
import io.hooklatch.receive.Confirmer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/** A running gateway: the inbox of a configuration with its servers and destinations. Thread-safe. */
public final class Gateway implements AutoCloseable {
    /** Senders wait for a confirmation; Amazon SNS for 15 s. */
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(8);

    private final GatewayConfig config;
    private final Parts parts;
    private final Hooklatch inbox;
    private final Readiness readiness;
    private final AdminServer admin;
    private final Ingress ingress;
    private boolean stopped;
    private boolean nothingCut;

    private Gateway(
            GatewayConfig config,
            Parts parts,
            Hooklatch inbox,
            Readiness readiness,
            AdminServer admin,
            Ingress ingress) {
        this.config = config;
        this.parts = parts;
        this.inbox = inbox;
        this.readiness = readiness;
        this.admin = admin;
        this.ingress = ingress;
    }

    /**
     * Opens the store, recovers what an earlier run left, starts the workers, and then listens. When anything of it fails
     * nothing is left running.
     *
     * @param listeners are told what happens, besides the log and the metrics
     * @throws io.hooklatch.store.StoreOpenException when the inbox cannot be opened, or another process owns its file; the
     *     message names the place, the cause and the way out
     * @throws IOException when it cannot listen; the message names the address
     */
    public static Gateway start(GatewayConfig config, InboxListener... listeners) throws IOException {
        return start(config, Gateway::overTls, listeners);
    }

    /** As above, with another way to confirm subscriptions. */
    static Gateway start(GatewayConfig config, Function<Parts, Confirmer> confirmer, InboxListener... listeners)
            throws IOException {
        Parts parts = new Parts();
        try {
            Vertx vertx = Vertx.vertx();
            parts.add(() ->
                    vertx.close().toCompletionStage().toCompletableFuture().join());
            GatewayMetrics metrics = parts.add(new GatewayMetrics());
            Bell bell = new Bell();
            List<InboxListener> heard = new ArrayList<>(List.of(new InboxLog(), metrics.listener(), bell));
            heard.addAll(List.of(listeners));
            Hooklatch inbox = startInbox(config, vertx, confirmer.apply(parts), heard, parts);
            metrics.watchStore(inbox::pendingWrites, inbox.reader()::openDispatches);
            Readiness readiness = new Readiness(inbox::probe);
            RefusedCalls refused = new RefusedCalls();
            Api api = Api.of(vertx, api(config), refused, inbox, bell);
            AdminServer admin = parts.add(
                    AdminServer.start(vertx, admin(config), readiness, metrics::scrape, refused, Optional.of(api)));
            Ingress ingress = Ingress.start(
                    new InetSocketAddress(
                            config.listen().host(), config.listen().port()),
                    config.limits(),
                    new HooklatchInbox(inbox, new Listeners(heard)));
            metrics.watchIngress(ingress::openConnections, ingress::bufferedBytes);
            return new Gateway(config, parts, inbox, readiness, admin, ingress);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static Confirmer overTls(Parts parts) {
        return parts.add(new UrlConfirmer(
                HostResolver.system(),
                new AddressRule(false),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                CONFIRM_WITHIN));
    }

    private static Hooklatch startInbox(
            GatewayConfig config, Vertx vertx, Confirmer confirmer, List<InboxListener> listeners, Parts parts) {
        HooklatchBuilder builder = Hooklatch.builder()
                .shutdownBound(config.shutdownWithin().dividedBy(2))
                .leaseFor(config.leaseFor())
                .confirmer(confirmer);
        listeners.forEach(builder::listener);
        config.endpoints().forEach(builder::endpoint);
        config.retention().ifPresent(builder::retention);
        parts.add(new Routes(config, vertx)).register(builder);
        // The inbox closes the store, also when it cannot start.
        OpenStore opened = parts.add(OpenStore.open(config.store()));
        return parts.add(builder.store(opened.store()).start());
    }

    private static AdminSettings admin(GatewayConfig config) {
        return new AdminSettings(
                config.admin().listen().host(),
                config.admin().listen().port(),
                config.admin().hosts());
    }

    private static ApiSettings api(GatewayConfig config) {
        return new ApiSettings(
                config.admin().access(),
                Routes.describe(config),
                Optional.ofNullable(Gateway.class.getPackage().getImplementationVersion())
                        .orElse("(unpacked)"),
                InstantSource.system(),
                config.admin().backups());
    }

    /** The port on which webhooks are received. */
    public int port() {
        return ingress.port();
    }

    /** The port of health, metrics and the admin API. */
    public int adminPort() {
        return admin.port();
    }

    /** The inbox behind it. */
    public Hooklatch inbox() {
        return inbox;
    }

    /**
     * Stops in order and waits for it: no longer ready, no new requests, those in flight answered, running handlers
     * finished or their leases given back, the store closed. Takes at most about the time that the configuration allows;
     * nothing that was acknowledged is lost either way.
     *
     * @return whether no request was cut off; later calls return the same
     */
    public synchronized boolean stop() {
        if (!stopped) {
            stopped = true;
            readiness.stopping();
            try {
                nothingCut = ingress.stop(config.shutdownWithin().dividedBy(2))
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException e) {
                nothingCut = false;
            }
            parts.close();
        }
        return nothingCut;
    }

    @Override
    public void close() {
        stop();
    }
}
