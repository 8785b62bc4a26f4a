package io.hooklatch.store;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;

/**
 * An operation that is about to begin.
 *
 * @param reason why; 1 to 500 characters
 * @param selection to what, as text
 * @param ratePerSecond at most so many items a second; 0 for as many as go
 * @param total how many items there are to go through
 * @param cursor where it begins
 */
public record NewOperation(
        Action action, Actor actor, String reason, String selection, int ratePerSecond, long total, String cursor) {
    /** The longest reason, in characters. */
    public static final int MAX_REASON = 500;

    public NewOperation {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException(
                    "reason of " + reason.length() + " characters: say why in 1 to " + MAX_REASON);
        }
        if (ratePerSecond < 0 || total < 0) {
            throw new IllegalArgumentException(
                    "rate " + ratePerSecond + " per second, total " + total + ": neither can be negative");
        }
    }
}
