package io.hooklatch.store;

import java.util.List;

/**
 * Something that is wrong with an inbox.
 *
 * @param count how many rows have it
 * @param samples some of them: ids, or words of the database
 */
public record Flaw(Kind kind, long count, List<String> samples) {
    /** How many samples there are at most. */
    public static final int SAMPLES = 10;

    public Flaw {
        samples = List.copyOf(samples);
    }

    /** What can be wrong. */
    public enum Kind {
        /** The database itself says that it is damaged. */
        DAMAGED("the file is damaged", "stop, keep a copy of it, and put back a backup"),
        /** An event that no dispatch leads from, so that its state cannot be told. */
        EVENT_WITHOUT_DISPATCH("an event has no dispatch", "hand its delivery to a handler by hand"),
        /** A dispatch whose event does not exist; no handler can be given it. */
        DISPATCH_WITHOUT_EVENT("a dispatch has no event", "repair removes it and its attempts"),
        /** An attempt whose dispatch does not exist. */
        ATTEMPT_WITHOUT_DISPATCH("an attempt has no dispatch", "repair removes it"),
        /** A diagnosis whose delivery does not exist. */
        DIAGNOSIS_WITHOUT_DELIVERY("a diagnosis has no delivery", "repair removes it"),
        /** A place in a line that no dispatch has which is on its way or dead: those behind it wait for ever. */
        PLACE_WITHOUT_DISPATCH("a place in a line holds back others for nothing", "repair frees it"),
        /** Queued, running or retrying without a time at which anybody may take it. */
        STUCK("a dispatch is on its way and never due", "repair makes it due now"),
        /** Running under a lease that ends more than a day from now, as after a clock was wrong. */
        LEASED_FOR_LONG("a lease ends more than a day from now", "repair makes it due now"),
        /** Routed to nobody in a state that somebody has to have brought about. */
        WITHOUT_HANDLER("a dispatch has no handler and is not unrouted", "repair makes it unrouted");

        private final String words;
        private final String remedy;

        Kind(String words, String remedy) {
            this.words = words;
            this.remedy = remedy;
        }

        /** What is wrong, in a few words. */
        public String words() {
            return words;
        }

        /** What to do about it. */
        public String remedy() {
            return remedy;
        }

        /** Whether {@link CheckableStore#repair} mends it. */
        public boolean repairable() {
            return this != DAMAGED && this != EVENT_WITHOUT_DISPATCH;
        }
    }

    /** In one line. */
    public String line() {
        return kind.words() + " (" + count + "): " + String.join(", ", samples) + ". " + kind.remedy();
    }
}
