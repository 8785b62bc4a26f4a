package io.hooklatch.gateway.destination;

import io.hooklatch.gateway.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How an HTTP destination is reached. Immutable; start from {@link #to} and change what differs.
 *
 * @param url where events are sent; its path and query may be credentials, so that only {@link #origin()} is ever shown
 * @param signature signs every request
 * @param headers sent with every request in place of the original's headers of the same name
 * @param timeout from the attempt's begin to the status line of the answer, and again the limit for reading the rest
 * @param connectTimeout how long one connection may take to be made
 * @param allowPrivate whether loopback, private and link-local addresses may be connected to
 * @param giveUpOn answers after which no further attempt is made
 * @param maxRetryAfter the longest wait that an answer may ask for
 * @param maxResponse how many bytes of an answer's body are read before its connection is closed
 * @param concurrency how many requests may be under way at once
 */
public record HttpSettings(
        URI url,
        OwnSignature signature,
        Map<String, Secret> headers,
        Duration timeout,
        Duration connectTimeout,
        boolean allowPrivate,
        Set<Integer> giveUpOn,
        Duration maxRetryAfter,
        int maxResponse,
        int concurrency) {

    public HttpSettings {
        headers = Map.copyOf(headers);
        giveUpOn = Set.copyOf(giveUpOn);
    }

    /** The defaults for this address: unsigned, public addresses only. */
    public static HttpSettings to(URI url) {
        return new HttpSettings(
                url,
                OwnSignature.none(),
                Map.of(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                false,
                Set.of(410),
                Duration.ofHours(1),
                64 * 1024,
                8);
    }

    /** Whether {@link #headers} may not hold this name, since the gateway or the connection sets it. */
    public static boolean reserved(String header) {
        return ForwardedHeaders.reserved(header);
    }

    /** The part of the URL that may be shown: {@code https://host:port}. */
    public String origin() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    @Override
    public String toString() {
        return "HttpSettings[" + origin() + "]";
    }
}
