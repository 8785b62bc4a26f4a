package io.hooklatch.gateway.destination;

import io.hooklatch.work.GiveUpException;
import io.hooklatch.work.RetryLaterException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The status line of a destination's answer and the headers that steer what follows. Nothing of it but the status and
 * the origin of a redirect gets into messages, since the rest is in the hands of the destination.
 *
 * @param status the HTTP status
 * @param retryAfter the value of {@code Retry-After}
 * @param location the value of {@code Location}
 */
record Answer(int status, Optional<String> retryAfter, Optional<String> location) {

    /** Why the event is not handled; empty when it is. */
    Optional<Exception> failure(HttpSettings settings, Instant now) {
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        String text = settings.origin() + " answered " + status;
        if (settings.giveUpOn().contains(status)) {
            return Optional.of(new GiveUpException(text + ": no further attempt is made (give_up_on)"));
        }
        if (status == 429 || status == 503) {
            Optional<Duration> wish = retryAfter.flatMap(value -> RetryAfter.parse(value, now));
            if (wish.isPresent()) {
                return Optional.of(later(text, wish.get(), settings.maxRetryAfter()));
            }
        }
        if (status >= 300 && status < 400) {
            return Optional.of(new DestinationException(text
                    + location.flatMap(Answer::origin)
                            .map(origin -> " to " + origin)
                            .orElse("")
                    + ": redirects are not followed, set url to the final address"));
        }
        return Optional.of(new DestinationException(text));
    }

    private static Exception later(String text, Duration wish, Duration longest) {
        boolean capped = wish.compareTo(longest) > 0;
        String asked = text + " and asked to wait " + wish.toSeconds() + " s";
        return capped
                ? new RetryLaterException(asked + ", waiting " + longest.toSeconds() + " s (max_retry_after)", longest)
                : new RetryLaterException(asked, wish);
    }

    private static Optional<String> origin(String location) {
        try {
            URI target = URI.create(location);
            boolean absolute = target.getScheme() != null && target.getHost() != null;
            return absolute ? Optional.of(target.getScheme() + "://" + target.getHost()) : Optional.empty();
        } catch (IllegalArgumentException notAUri) {
            return Optional.empty();
        }
    }
}
