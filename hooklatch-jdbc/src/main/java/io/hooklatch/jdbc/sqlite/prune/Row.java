package io.hooklatch.jdbc.sqlite.prune;

import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.Traits;

/**
 * A row of a delivery or element, as far as its removal goes.
 *
 * @param duplicateOf the event that it repeats, or 0
 * @param bodyLength how many bytes of its body are stored
 */
record Row(long id, Profile profile, int profileNumber, long duplicateOf, long bodyLength) {
    boolean batch() {
        return profile.has(Traits.BATCH);
    }

    boolean element() {
        return profile.has(Traits.ELEMENT);
    }

    /** Whether it is an event of a delivery that was promoted. */
    boolean promoted() {
        return profile.has(Traits.PROMOTED);
    }

    /** Whether it is an event. */
    boolean first() {
        return profile.has(Traits.FIRST);
    }
}
