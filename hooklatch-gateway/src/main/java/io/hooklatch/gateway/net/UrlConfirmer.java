package io.hooklatch.gateway.net;

import io.hooklatch.receive.Confirmer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Confirms subscriptions with one GET over TLS. The host is resolved once, every address is looked at, and the one that is
 * connected to is one of those: a name that changes its mind in between leads nowhere. Only the status line is read, and no
 * redirect is followed. Thread-safe.
 */
public final class UrlConfirmer implements Confirmer, AutoCloseable {
    private static final int HTTPS = 443;
    private static final int THREADS = 2;
    private static final int WAITING = 16;
    private static final int MAX_STATUS_LINE = 1024;

    private final HostResolver resolver;
    private final AddressRule addresses;
    private final SSLSocketFactory tls;
    private final Duration within;
    private final ThreadPoolExecutor threads;

    /** @param within how long one call may take in all */
    public UrlConfirmer(HostResolver resolver, AddressRule addresses, SSLSocketFactory tls, Duration within) {
        this.resolver = resolver;
        this.addresses = addresses;
        this.tls = tls;
        this.within = within;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "hooklatch-confirm");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    @SuppressWarnings("NullAway") // the only value of Void
    public CompletionStage<Void> confirm(URI url) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    call(url);
                    stage.complete(null);
                } catch (IOException | RuntimeException e) {
                    stage.completeExceptionally(new IOException(url.getHost() + ": " + words(e), e));
                }
            });
        } catch (RejectedExecutionException e) {
            stage.completeExceptionally(new IOException(url.getHost() + ": too many calls wait already", e));
        }
        return stage;
    }

    private void call(URI url) throws IOException {
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            throw new IOException("only https is called");
        }
        long deadline = System.nanoTime() + within.toNanos();
        InetSocketAddress address =
                new InetSocketAddress(allowed(url.getHost()), url.getPort() < 0 ? HTTPS : url.getPort());
        try (Socket plain = new Socket()) {
            plain.connect(address, left(deadline));
            plain.setSoTimeout(left(deadline));
            try (SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.getHost(), address.getPort(), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.getOutputStream().write(request(url).getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                check(statusLine(socket, deadline));
            }
        }
    }

    private InetAddress allowed(String host) throws IOException {
        List<InetAddress> found = resolver.resolve(host);
        for (InetAddress address : found) {
            Optional<String> refusal = addresses.refusal(address);
            if (refusal.isPresent()) {
                throw new IOException(refusal.get());
            }
        }
        return found.get(0);
    }

    private static String request(URI url) {
        URI ascii = URI.create(url.toASCIIString());
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + ascii.getRawAuthority()
                + "\r\nUser-Agent: hooklatch\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    private static String statusLine(SSLSocket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        while (line.length() < MAX_STATUS_LINE) {
            socket.setSoTimeout(left(deadline));
            int next = in.read();
            if (next < 0 || next == '\n') {
                break;
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private static void check(String statusLine) throws IOException {
        if (!statusLine.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?\r?")) {
            throw new IOException("no HTTP answer");
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        if (status < 200 || status > 299) {
            throw new IOException("answered " + status + (status / 100 == 3 ? ", and no redirect is followed" : ""));
        }
    }

    private static int left(long deadline) throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("the time is up");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /** Of whatever went wrong: nothing of it holds the query, which is a credential. */
    private static String words(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
