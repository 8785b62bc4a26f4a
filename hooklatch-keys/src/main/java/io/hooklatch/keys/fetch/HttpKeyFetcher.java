package io.hooklatch.keys.fetch;

import io.hooklatch.keys.net.AddressKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches over https, without redirects or a proxy, at most {@link #MAX_BYTES}, for about {@link #MOST_TIME}, and only from
 * addresses on the public internet: the very address that is connected to is looked at, so no name can lead elsewhere in
 * between.
 */
public final class HttpKeyFetcher implements KeyFetcher {
    /** The largest document, in bytes. */
    public static final int MAX_BYTES = 256 << 10;

    /** How long connecting and reading may take together. */
    public static final Duration MOST_TIME = Duration.ofSeconds(5);

    private static final int THREADS = 4;
    private static final int MOST_WAITING = 64;

    private final SSLSocketFactory sockets;
    private final LongSupplier nanos;
    private final ThreadPoolExecutor threads;

    /** With the JDK's trusted roots and its clock. */
    public HttpKeyFetcher() {
        this((SSLSocketFactory) SSLSocketFactory.getDefault(), kind -> kind == AddressKind.PUBLIC, System::nanoTime);
    }

    HttpKeyFetcher(SSLSocketFactory tls, Predicate<AddressKind> mayConnect, LongSupplier nanos) {
        this.sockets = new CheckedSockets(tls, mayConnect);
        this.nanos = nanos;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "hooklatch-keys");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public CompletionStage<byte[]> fetch(KeyRequest request) {
        try {
            return CompletableFuture.supplyAsync(() -> fetchNow(request), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(
                    new KeyFetchException(0, "too many keys are being fetched: " + MOST_WAITING + " wait already"));
        }
    }

    private byte[] fetchNow(KeyRequest request) {
        URI url = request.url();
        if (!"https".equals(url.getScheme()) || url.getUserInfo() != null) {
            throw new KeyFetchException(0, "keys are fetched by https only, not from " + url);
        }
        try {
            HttpsURLConnection connection = (HttpsURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
            try {
                return exchange(connection, request);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new KeyFetchException(0, url.getHost() + " cannot be asked for a key: " + e.getMessage());
        }
    }

    private byte[] exchange(HttpsURLConnection connection, KeyRequest request) throws IOException {
        long begun = nanos.getAsLong();
        connection.setSSLSocketFactory(sockets);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) MOST_TIME.toMillis());
        connection.setReadTimeout((int) MOST_TIME.toMillis());
        connection.setRequestMethod(request.method());
        connection.setRequestProperty("Accept", "*/*");
        request.headers().forEach(connection::setRequestProperty);
        if (request.body().length > 0) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(request.body().length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.body());
            }
        }
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new KeyFetchException(status, request.url().getHost() + " answered " + status);
        }
        try (InputStream in = connection.getInputStream()) {
            return read(in, begun, request.url().getHost());
        }
    }

    private byte[] read(InputStream in, long begun, String host) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
            all.write(some, 0, count);
            if (all.size() > MAX_BYTES) {
                throw new KeyFetchException(0, host + " sent more than " + MAX_BYTES + " bytes");
            }
            if (nanos.getAsLong() - begun > MOST_TIME.toNanos()) {
                throw new KeyFetchException(0, host + " took more than " + MOST_TIME.toSeconds() + " s");
            }
        }
        return all.toByteArray();
    }
}
