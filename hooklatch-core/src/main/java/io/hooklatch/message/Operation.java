package io.hooklatch.message;

import java.util.Optional;

/**
 * One thing that an operator did, on one item or on many; also the entry of the audit.
 *
 * @param id its id in this inbox
 * @param action what was done
 * @param actor who did it
 * @param reason why, in the actor's words
 * @param selection to what, as text; empty for actions on the inbox as a whole
 * @param startedAt when it was begun, in milliseconds since the epoch, UTC
 * @param endedAt when it ended, in milliseconds since the epoch, UTC; absent while it is running
 * @param state where it stands
 * @param ratePerSecond at most so many items a second; 0 for as many as go
 * @param total how many items there were to go through when it began
 * @param changed how many items were changed so far
 * @param skipped how many were left as they are, each for its own reason
 * @param failed how many could not be decided
 * @param cursor where it goes on after a crash; only the one who runs it understands it
 * @param detail what there is to say about its end; empty when there is nothing
 */
public record Operation(
        OperationId id,
        Action action,
        Actor actor,
        String reason,
        String selection,
        long startedAt,
        Optional<Long> endedAt,
        OperationState state,
        int ratePerSecond,
        long total,
        long changed,
        long skipped,
        long failed,
        String cursor,
        String detail) {
    /** How many items it has gone through. */
    public long done() {
        return changed + skipped + failed;
    }
}
