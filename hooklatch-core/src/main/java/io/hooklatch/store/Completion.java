package io.hooklatch.store;

import io.hooklatch.message.AttemptOutcome;
import java.time.Duration;

/**
 * How one attempt ended and what happens to its dispatch.
 *
 * @param lease the right under which it ran
 * @param startedAt when the handler was called, in milliseconds since the epoch, UTC
 * @param durationMillis how long it ran, in milliseconds
 * @param outcome how it ended
 * @param error one line about what went wrong; empty when it succeeded
 * @param next where the dispatch moves
 */
public record Completion(
        Lease lease, long startedAt, long durationMillis, AttemptOutcome outcome, String error, Next next) {

    /** Where a dispatch moves after an attempt. */
    public sealed interface Next {
        /** Done. */
        record Handled() implements Next {}

        /** Due again after this time. */
        record Retry(Duration after) implements Next {}

        /** Given up; waits for an operator. */
        record Dead() implements Next {}
    }

    /** The handler returned. */
    public static Completion handled(Lease lease, long startedAt, long durationMillis) {
        return new Completion(lease, startedAt, durationMillis, AttemptOutcome.SUCCEEDED, "", new Next.Handled());
    }
}
