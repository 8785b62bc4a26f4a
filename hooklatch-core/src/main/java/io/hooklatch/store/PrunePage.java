package io.hooklatch.store;

import java.util.List;
import java.util.Optional;

/**
 * Some of what may be removed.
 *
 * @param targets what {@link PrunableStore#prune} is to look at; meant for the store that found them
 * @param found what would be removed with them, if nothing changed until then
 * @param next where to look on; absent at the end
 */
public record PrunePage(List<Target> targets, Pruned found, Optional<Position> next) {
    public PrunePage {
        targets = List.copyOf(targets);
    }

    /** What is to be removed. */
    public enum Kind {
        /** A delivery and all that hangs on it. */
        DELIVERY,
        /** The body of a delivery. */
        BODY,
        /** The keys of an event that is gone. */
        KEYS
    }

    /**
     * One thing to be removed.
     *
     * @param id the number of the delivery or event
     */
    public record Target(Kind kind, long id) {}

    /**
     * How far was looked: deliveries come first, keys after them.
     *
     * @param keys whether all deliveries are behind it
     * @param after the number of the last delivery or event that was looked at
     */
    public record Position(boolean keys, long after) {
        /** Before everything. */
        public static final Position START = new Position(false, 0);

        /** Where the keys begin. */
        public static final Position KEYS = new Position(true, 0);
    }
}
