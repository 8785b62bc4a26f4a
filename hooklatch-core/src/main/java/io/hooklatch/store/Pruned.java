package io.hooklatch.store;

/**
 * How many rows were removed, or would be.
 *
 * @param deliveries with their headers and bodies
 * @param elements of batches
 * @param events created by those deliveries and elements
 * @param dispatches of those events
 * @param attempts of those dispatches
 * @param diagnoses of those deliveries
 * @param keys of events that were gone before
 * @param bodies removed while their delivery stays
 * @param bodyBytes the bytes of all bodies that went, with their delivery or before it
 * @param unfinished whether the transaction was too small for all of it
 */
public record Pruned(
        long deliveries,
        long elements,
        long events,
        long dispatches,
        long attempts,
        long diagnoses,
        long keys,
        long bodies,
        long bodyBytes,
        boolean unfinished) {
    /** Nothing. */
    public static final Pruned NOTHING = new Pruned(0, 0, 0, 0, 0, 0, 0, 0, 0, false);

    /** A delivery without its parts. */
    public static Pruned delivery(long bodyBytes, long diagnoses) {
        return new Pruned(1, 0, 0, 0, 0, diagnoses, 0, 0, bodyBytes, false);
    }

    /** So many elements and events. */
    public static Pruned parts(long elements, long events, long dispatches, long attempts) {
        return new Pruned(0, elements, events, dispatches, attempts, 0, 0, 0, 0, false);
    }

    /** A body alone. */
    public static Pruned body(long bytes) {
        return new Pruned(0, 0, 0, 0, 0, 0, 0, 1, bytes, false);
    }

    /** So many keys. */
    public static Pruned keys(long keys) {
        return new Pruned(0, 0, 0, 0, 0, 0, keys, 0, 0, false);
    }

    /** Both; unfinished when either is. */
    public Pruned plus(Pruned other) {
        return new Pruned(
                deliveries + other.deliveries,
                elements + other.elements,
                events + other.events,
                dispatches + other.dispatches,
                attempts + other.attempts,
                diagnoses + other.diagnoses,
                keys + other.keys,
                bodies + other.bodies,
                bodyBytes + other.bodyBytes,
                unfinished || other.unfinished);
    }

    /** The same, with more to do. */
    public Pruned toBeContinued() {
        return new Pruned(deliveries, elements, events, dispatches, attempts, diagnoses, keys, bodies, bodyBytes, true);
    }

    /** The same, with nothing more to do: for adding up. */
    public Pruned finished() {
        return new Pruned(
                deliveries, elements, events, dispatches, attempts, diagnoses, keys, bodies, bodyBytes, false);
    }

    /** All rows, without counting bodies. */
    public long rows() {
        return deliveries + elements + events + dispatches + attempts + diagnoses + keys;
    }
}
