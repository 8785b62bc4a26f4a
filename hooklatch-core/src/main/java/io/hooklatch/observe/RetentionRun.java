package io.hooklatch.observe;

import io.hooklatch.message.OperationId;
import io.hooklatch.store.Pruned;
import java.util.Optional;

/**
 * One clearing of the inbox, or a look at what it would do.
 *
 * @param dryRun whether nothing was removed
 * @param startedAt when it began, in milliseconds since the epoch, UTC
 * @param endedAt when it ended
 * @param removed the rows that went, or would
 * @param reclaimed how many bytes were given back to the file system
 * @param total how many bytes the inbox takes afterwards
 * @param unused how many of them removed rows left, for new ones to fill
 * @param operation the entry of the audit; absent when nothing was removed, or the store keeps none
 * @param problem why it ended early, in one line; absent when it came to its end
 */
public record RetentionRun(
        boolean dryRun,
        long startedAt,
        long endedAt,
        Pruned removed,
        long reclaimed,
        long total,
        long unused,
        Optional<OperationId> operation,
        Optional<String> problem) {
    /** What it did, in one line without the problem. */
    public String line() {
        return (dryRun ? "would remove " : "removed ") + removed.deliveries() + " deliveries, " + removed.elements()
                + " elements, " + removed.events() + " events, " + removed.dispatches() + " dispatches, "
                + removed.attempts() + " attempts, " + removed.diagnoses() + " diagnoses, " + removed.keys()
                + " keys, " + removed.bodies() + " bodies alone; " + removed.bodyBytes() + " bytes of bodies, "
                + reclaimed + " bytes given back, " + unused + " of " + total + " unused"
                + (problem.isPresent() ? "; ended early" : "");
    }
}
