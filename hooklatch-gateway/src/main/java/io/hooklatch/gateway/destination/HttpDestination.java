package io.hooklatch.gateway.destination;

import io.hooklatch.gateway.net.AddressRule;
import io.hooklatch.gateway.net.HostResolver;
import io.hooklatch.message.Event;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Sends events to one URL as they arrived: method, body bytes, end-to-end headers, plus our ids and signature. Of an event
 * that came in an array with others only its own element is the body.
 *
 * <p>The host is resolved once for each attempt, every address it has is checked, and the connection is made to exactly
 * one of those; a name that leads to a public address now and to a private one later is of no use to an attacker.
 * Redirects are not followed. What the answer says is read from its status line and headers; its body is read up to a
 * limit and dropped.
 */
public final class HttpDestination implements Destination {
    private final HttpSettings settings;
    private final Vertx vertx;
    private final HostResolver resolver;
    private final InstantSource clock;
    private final HttpClient client;

    /**
     * @param vertx shared; not closed with the destination
     * @param resolver asked on a worker thread
     * @param clock the time that is signed, and the base of dates in answers
     */
    public HttpDestination(HttpSettings settings, Vertx vertx, HostResolver resolver, InstantSource clock) {
        this(settings, vertx, resolver, clock, new HttpClientOptions());
    }

    /** @param options says whom to trust */
    HttpDestination(
            HttpSettings settings, Vertx vertx, HostResolver resolver, InstantSource clock, HttpClientOptions options) {
        this.settings = settings;
        this.vertx = vertx;
        this.resolver = resolver;
        this.clock = clock;
        // Twice, since the rest of an answer's body may still be coming in after the event was handled.
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(2 * settings.concurrency()));
    }

    @Override
    public CompletionStage<Void> send(Event event) {
        Exchange exchange = new Exchange(vertx, settings, clock);
        vertx.executeBlocking(() -> address(event.attempt()), false)
                .compose(address ->
                        client.request(request(event, address)).recover(cause -> exchange.unreachable(address, cause)))
                .onComplete(request -> exchange.begin(request, event.body()), exchange::failed);
        return exchange.result();
    }

    /** Another address at each attempt, where the host has several: one of them may be out of order. */
    private InetAddress address(int attempt) throws DestinationException {
        List<InetAddress> addresses;
        try {
            addresses = resolver.resolve(host());
        } catch (UnknownHostException e) {
            throw new DestinationException(
                    "host " + host() + " of the url has no address: check its name and the DNS", e);
        }
        AddressRule rule = new AddressRule(settings.allowPrivate());
        for (InetAddress address : addresses) {
            Optional<String> refusal = rule.refusal(address);
            if (refusal.isPresent()) {
                throw new DestinationException("not connected to " + settings.origin() + ": " + refusal.get());
            }
        }
        return addresses.get((attempt - 1) % addresses.size());
    }

    private RequestOptions request(Event event, InetAddress address) {
        int port = port();
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, literal(address)))
                .setHost(settings.url().getHost())
                .setPort(port)
                .setSsl(settings.url().getScheme().equals("https"))
                .setMethod(HttpMethod.valueOf(event.request().method()))
                .setURI(target())
                .setFollowRedirects(false)
                .setConnectTimeout(settings.connectTimeout().toMillis());
        ForwardedHeaders.of(event, settings, clock.millis())
                .forEach(line -> options.addHeader(line.name(), line.value()));
        return options;
    }

    /**
     * The address as digits. Vert.x takes the text of a socket address for a name and looks it up again, which leads
     * nowhere else only when it is an address already; one of version 6 it understands in brackets only.
     */
    private static String literal(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    private String host() {
        String host = settings.url().getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int port() {
        int port = settings.url().getPort();
        return port >= 0 ? port : settings.url().getScheme().equals("https") ? 443 : 80;
    }

    private String target() {
        String path = settings.url().getRawPath();
        String query = settings.url().getRawQuery();
        return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO);
    }

    /** Where it sends to, without what may be a credential. */
    @Override
    public String toString() {
        return "http " + settings.origin();
    }
}
