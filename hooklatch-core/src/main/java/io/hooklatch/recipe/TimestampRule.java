package io.hooklatch.recipe;

import java.util.List;

/**
 * Where the time of sending stands and how far from the time of receipt it may be.
 *
 * @param place what holds it
 * @param label its label in the text of the signature, for {@link Place#LABEL}
 * @param from where it is, for {@link Place#VALUE}; the first that is present
 * @param unit how it is written
 * @param cut the piece of the value that is the time, for {@link Place#VALUE}
 * @param toleranceSeconds how far it may be off in either direction; 0 for no limit
 */
record TimestampRule(Place place, String label, List<From> from, Cut cut, TimestampUnit unit, long toleranceSeconds) {
    enum Place {
        /** A value of its own. */
        VALUE,
        /** A labelled item among the signatures. */
        LABEL,
        /** The first item of the list of signatures. */
        FIRST
    }

    TimestampRule {
        from = List.copyOf(from);
    }
}
