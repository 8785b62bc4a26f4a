package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The answers that the ingress gives by itself. Immutable. */
final class Answers {
    private final Receipt notFound = Receipt.unstored(404, Headers.none());
    private final Receipt unavailable;

    /** @param retryAfter what a 503 tells the sender; rounded up to whole seconds */
    Answers(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        this.unavailable = Receipt.unstored(503, Headers.of("Retry-After", Long.toString(seconds)));
    }

    Receipt notFound() {
        return notFound;
    }

    Receipt unavailable() {
        return unavailable;
    }

    Receipt methodNotAllowed(IngressEndpoint endpoint) {
        String allowed = String.join(", ", endpoint.methods().stream().sorted().toList());
        return Receipt.unstored(405, Headers.of("Allow", allowed));
    }

    /** Says what was wrong in one line, for whoever writes the sender. */
    Receipt rejected(Rejection what) {
        if (what.status() == 503) {
            return unavailable;
        }
        return new Receipt(
                what.status(),
                Headers.of("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff"),
                (what.detail() + "\n").getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
