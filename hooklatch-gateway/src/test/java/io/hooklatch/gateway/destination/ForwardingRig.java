package io.hooklatch.gateway.destination;

import io.hooklatch.gateway.net.HostResolver;
import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.message.Event;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Sends single events through a destination at a fixed time, with the addresses of hosts given by hand. */
final class ForwardingRig implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    static final Secret SIGNING_SECRET = Secret.of("whsec_"
            + Base64.getEncoder()
                    .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII)));

    private final Vertx vertx = Vertx.vertx();
    private final List<String> resolved = new ArrayList<>();
    private final HttpClientOptions options = new HttpClientOptions();
    private HostResolver resolver = host -> List.of(InetAddress.getAllByName("127.0.0.1"));

    /** Trusts these certificates alone. */
    ForwardingRig trusting(TrustOptions certificates) {
        options.setTrustOptions(certificates);
        return this;
    }

    /** Lets every host have these addresses. */
    ForwardingRig resolvingTo(String... addresses) {
        resolver = host -> {
            List<InetAddress> found = new ArrayList<>();
            for (String address : addresses) {
                found.addAll(List.of(InetAddress.getAllByName(address)));
            }
            return found;
        };
        return this;
    }

    ForwardingRig resolvingBy(HostResolver other) {
        resolver = other;
        return this;
    }

    /** The hosts whose addresses were asked for. */
    List<String> resolved() {
        synchronized (resolved) {
            return List.copyOf(resolved);
        }
    }

    /** Signed, to the path {@code /hooks?key=1} of this server, private addresses allowed. */
    static HttpSettings to(TrapServer server) {
        return to("http://localhost:" + server.port() + "/hooks?key=1");
    }

    static HttpSettings to(String url) {
        return with(HttpSettings.to(URI.create(url)), true, Map.of(), Duration.ofSeconds(30));
    }

    static HttpSettings timeout(HttpSettings settings, Duration timeout) {
        return with(settings, settings.allowPrivate(), settings.headers(), timeout);
    }

    static HttpSettings headers(HttpSettings settings, Map<String, Secret> headers) {
        return with(settings, settings.allowPrivate(), headers, settings.timeout());
    }

    static HttpSettings publicOnly(HttpSettings settings) {
        return with(settings, false, settings.headers(), settings.timeout());
    }

    private static HttpSettings with(
            HttpSettings settings, boolean allowPrivate, Map<String, Secret> headers, Duration timeout) {
        return new HttpSettings(
                settings.url(),
                OwnSignature.none().and(SIGNING_SECRET),
                headers,
                timeout,
                settings.connectTimeout(),
                allowPrivate,
                settings.giveUpOn(),
                settings.maxRetryAfter(),
                settings.maxResponse(),
                settings.concurrency());
    }

    /** A destination that stays open. */
    Open open(HttpSettings settings) {
        HostResolver noting = host -> {
            synchronized (resolved) {
                resolved.add(host);
            }
            return resolver.resolve(host);
        };
        return new Open(new HttpDestination(settings, vertx, noting, () -> NOW, new HttpClientOptions(options)));
    }

    /** Sends and waits; throws what the destination failed with. */
    void send(HttpSettings settings, Event event) throws Exception {
        try (Open destination = open(settings)) {
            destination.send(event);
        }
    }

    /** One destination. */
    record Open(HttpDestination destination) implements AutoCloseable {
        void send(Event event) throws Exception {
            try {
                destination.send(event).toCompletableFuture().get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }

        @Override
        public void close() {
            destination.close();
        }
    }

    /** What sending fails with, if it does. */
    Optional<Exception> failure(HttpSettings settings, Event event) {
        try {
            send(settings, event);
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
