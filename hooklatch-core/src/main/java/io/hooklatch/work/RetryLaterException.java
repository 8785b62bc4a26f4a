package io.hooklatch.work;

import java.time.Duration;

/**
 * Fails the attempt and says when to try again, in place of the policy's backoff; as when a server answers {@code
 * Retry-After}. The wait is capped by the policy's cap times ten, and the attempt counts.
 */
public class RetryLaterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration after;

    /**
     * @param message one line about why
     * @param after how long to wait; negative counts as zero
     */
    public RetryLaterException(String message, Duration after) {
        super(message);
        this.after = after.isNegative() ? Duration.ZERO : after;
    }

    public Duration after() {
        return after;
    }
}
