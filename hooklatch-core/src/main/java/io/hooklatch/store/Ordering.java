package io.hooklatch.store;

import io.hooklatch.message.EventId;
import java.util.Optional;

/**
 * What an event's endpoint asks for about order.
 *
 * @param key events of one endpoint with the same key are handled one after the other, in the order in which they were
 *     stored, by each handler for itself; absent for no order
 * @param guard keeps the event from being handled after a newer one of its entity; absent for none
 */
public record Ordering(Optional<String> key, Optional<Guard> guard) {
    /** Nothing. */
    public static final Ordering NONE = new Ordering(Optional.empty(), Optional.empty());

    /** One after the other, by this key. */
    public static Ordering by(String key) {
        return new Ordering(Optional.of(key), Optional.empty());
    }

    /** The same, guarded by this. */
    public Ordering guardedBy(Guard by) {
        return new Ordering(key, Optional.of(by));
    }

    /** Whether nothing is asked for. */
    public boolean none() {
        return key.isEmpty() && guard.isEmpty();
    }

    /**
     * Which version of what an event is about. Once a handler has handled a version of an entity of an endpoint, strictly
     * older ones are {@code SUPERSEDED} there.
     *
     * @param entity what it is about
     * @param version which version of it
     * @param text the version as the sender wrote it, for people
     */
    public record Guard(String entity, Version version, String text) {
        /**
         * Why an event is superseded.
         *
         * @param text its version
         * @param newer the version that was handled before
         * @param by the event of that version
         */
        public static String superseded(String text, String newer, EventId by) {
            return "superseded: it is version " + text + ", and version " + newer + " was handled before as " + by;
        }
    }
}
