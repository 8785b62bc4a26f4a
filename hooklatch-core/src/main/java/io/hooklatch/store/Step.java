package io.hooklatch.store;

import java.util.List;

/**
 * Some changes of an operation, made in one transaction.
 *
 * @param changes at most {@link #MOST}, in order
 * @param from the operation's cursor as it must stand, so that no step is taken twice
 * @param to the cursor behind this step
 * @param besides how many rows were changed without an item of their own; they are added to those that were changed
 */
public record Step(List<Change> changes, String from, String to, long besides) {
    /** How many changes one step may have: a transaction has to end. */
    public static final int MOST = 100;

    public Step {
        changes = List.copyOf(changes);
        if (changes.size() > MOST) {
            throw new IllegalArgumentException(changes.size() + " changes in one step: at most " + MOST);
        }
        if (besides < 0) {
            throw new IllegalArgumentException(besides + " rows besides: it cannot be negative");
        }
    }

    /** Changes alone. */
    public Step(List<Change> changes, String from, String to) {
        this(changes, from, to, 0);
    }
}
