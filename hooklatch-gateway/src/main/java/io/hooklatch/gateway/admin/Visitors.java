package io.hooklatch.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who is connected: only so many at once, and each has to ask for something soon after it came. Connections are taken
 * before any key is shown, and from the same supply as those of the senders. Thread-safe.
 */
final class Visitors {
    private static final int MOST = 256;
    private static final long WITHIN_MILLIS = 10_000;

    private final Vertx vertx;
    private final int most;
    private final long withinMillis;
    private final AtomicInteger present = new AtomicInteger();
    private final Map<HttpConnection, Long> silent = new ConcurrentHashMap<>();

    Visitors(Vertx vertx) {
        this(vertx, MOST, WITHIN_MILLIS);
    }

    /**
     * @param most so many at once
     * @param withinMillis when the first request has to be there as a whole, its body apart
     */
    Visitors(Vertx vertx, int most, long withinMillis) {
        this.vertx = vertx;
        this.most = most;
        this.withinMillis = withinMillis;
    }

    void came(HttpConnection connection) {
        if (present.incrementAndGet() > most) {
            present.decrementAndGet();
            connection.close();
            return;
        }
        silent.put(connection, vertx.setTimer(withinMillis, timer -> {
            if (silent.remove(connection) != null) {
                connection.close();
            }
        }));
        connection.closeHandler(gone -> {
            present.decrementAndGet();
            asked(connection);
        });
    }

    void asked(HttpConnection connection) {
        Long timer = silent.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
