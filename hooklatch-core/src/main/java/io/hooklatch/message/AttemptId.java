package io.hooklatch.message;

/**
 * Names one attempt in this inbox, as opposed to any id the provider gave it. Positive and time-ordered: a later attempt has a
 * greater value.
 *
 * @param value the 64-bit number that is stored
 */
public record AttemptId(long value) implements Comparable<AttemptId> {
    private static final String PREFIX = "att_";

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when the text is not such an id
     */
    public static AttemptId parse(String text) {
        return new AttemptId(IdText.parse(PREFIX, text));
    }

    @Override
    public int compareTo(AttemptId other) {
        return Long.compare(value, other.value);
    }

    /** {@code att_} and 13 lower-case characters of Crockford base 32; sorts as the number does. */
    @Override
    public String toString() {
        return IdText.render(PREFIX, value);
    }
}
