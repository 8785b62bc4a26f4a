package io.hooklatch.jdbc.sqlite.prune;

import io.hooklatch.store.PrunePlan.Limits;
import io.hooklatch.store.Pruned;
import java.util.List;

/**
 * A delivery as a whole.
 *
 * @param elements its elements when it is a batch, or the rows of what it was promoted to; in order
 * @param parts one for each of its events, in the order of the elements; a single one for what holds no event
 */
record Subject(Row row, List<Row> elements, List<Part> parts, boolean diagnosed) {
    boolean goes(Limits limits) {
        return parts.stream().allMatch(part -> part.passed(limits::rows, limits.copies()));
    }

    boolean bodyGoes(Limits limits) {
        return row.bodyLength() > 0
                && parts.stream().allMatch(part -> part.passed(limits::bodies, limits.copiedBodies()));
    }

    /** All that goes with it. */
    Pruned counts() {
        Pruned counts = Pruned.delivery(row.bodyLength(), diagnosed ? 1 : 0);
        for (int i = 0; i < parts.size(); i++) {
            counts = counts.plus(counts(i));
        }
        return counts;
    }

    /** What goes with this part. */
    Pruned counts(int part) {
        Row of = elements.isEmpty() ? row : elements.get(part);
        return Pruned.parts(
                elements.isEmpty() || of.promoted() ? 0 : 1,
                of.first() ? 1 : 0,
                parts.get(part).dispatches().length,
                parts.get(part).attempts());
    }
}
