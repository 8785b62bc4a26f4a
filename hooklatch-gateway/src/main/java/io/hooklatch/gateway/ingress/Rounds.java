package io.hooklatch.gateway.ingress;

import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The connections of one event loop, looked at in rounds. A deadline per connection and one round for all of them cost a
 * request nothing, which a timer per request would; for that a deadline may be kept late by the length of a round.
 *
 * <p>Confined to its event loop.
 */
final class Rounds {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
    private static final long LONGEST_MILLIS = 250;
    private static final long SHORTEST_MILLIS = 10;

    private final Set<Connection> connections = new HashSet<>();
    private byte[] date = now();

    /** Starts the rounds of a loop; they end with it. */
    static Rounds start(EventLoop loop, IngressLimits limits) {
        Rounds rounds = new Rounds();
        long millis = Stream.of(limits.headersWithin(), limits.bodyWithin(), limits.idleFor(), limits.answerWithin())
                .mapToLong(Duration::toMillis)
                .map(shortest -> Math.max(SHORTEST_MILLIS, Math.min(shortest / 4, LONGEST_MILLIS)))
                .min()
                .orElse(LONGEST_MILLIS);
        // The future is of no use: a round does not fail, and the loop's end cancels it.
        var unused = loop.scheduleAtFixedRate(rounds::round, millis, millis, TimeUnit.MILLISECONDS);
        return rounds;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    /** Those that are open now. */
    List<Connection> all() {
        return new ArrayList<>(connections);
    }

    /** The value of the Date header, renewed every round. */
    byte[] date() {
        return date;
    }

    private void round() {
        date = now();
        long nanos = System.nanoTime();
        all().forEach(connection -> connection.checkTime(nanos));
    }

    private static byte[] now() {
        return HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)).getBytes(StandardCharsets.US_ASCII);
    }
}
