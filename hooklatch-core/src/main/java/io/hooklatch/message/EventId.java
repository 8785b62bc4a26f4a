package io.hooklatch.message;

/**
 * Names one event in this inbox, as opposed to any id the provider gave it. Positive and time-ordered: a later event has a
 * greater value.
 *
 * @param value the 64-bit number that is stored
 */
public record EventId(long value) implements Comparable<EventId> {
    private static final String PREFIX = "evt_";

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when the text is not such an id
     */
    public static EventId parse(String text) {
        return new EventId(IdText.parse(PREFIX, text));
    }

    @Override
    public int compareTo(EventId other) {
        return Long.compare(value, other.value);
    }

    /** {@code evt_} and 13 lower-case characters of Crockford base 32; sorts as the number does. */
    @Override
    public String toString() {
        return IdText.render(PREFIX, value);
    }
}
