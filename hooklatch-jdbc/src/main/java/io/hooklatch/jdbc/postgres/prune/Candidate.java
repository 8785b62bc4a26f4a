package io.hooklatch.jdbc.postgres.prune;

import io.hooklatch.store.IdSequence;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.PrunePlan.Limits;
import io.hooklatch.store.Pruned;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A delivery that may be one to remove.
 *
 * @param parts one for each event that it created or is linked to
 */
record Candidate(long id, String endpoint, boolean batch, long bodyLength, boolean diagnosed, List<Part> parts) {
    /**
     * An event of it.
     *
     * @param gone whether it exists no more
     * @param kept as what it is kept; absent while it is on its way
     * @param touched since when, in milliseconds since the epoch, UTC
     * @param own whether this delivery created it
     */
    record Part(
            long event, boolean gone, Optional<Kept> kept, long touched, boolean own, long dispatches, long attempts) {
        private boolean passed(ToLongFunction<Kept> limits) {
            return gone || kept.filter(as -> touched < limits.applyAsLong(as)).isPresent();
        }
    }

    boolean goes(Limits limits) {
        return passed(limits::rows, limits.copies());
    }

    boolean bodyGoes(Limits limits) {
        return bodyLength > 0 && passed(limits::bodies, limits.copiedBodies());
    }

    private boolean passed(ToLongFunction<Kept> limits, long copies) {
        long time = IdSequence.timeOf(id);
        if (parts.isEmpty()) {
            return time < limits.applyAsLong(batch ? Kept.HANDLED : Kept.REFUSED);
        }
        return parts.stream().allMatch(part -> (part.own() || time < copies) && part.passed(limits));
    }

    Pruned counts() {
        Pruned counts = Pruned.delivery(bodyLength, diagnosed ? 1 : 0);
        for (Part part : parts) {
            counts = counts.plus(Pruned.parts(
                    batch ? 1 : 0,
                    part.own() ? 1 : 0,
                    part.own() ? part.dispatches() : 0,
                    part.own() ? part.attempts() : 0));
        }
        return counts;
    }
}
