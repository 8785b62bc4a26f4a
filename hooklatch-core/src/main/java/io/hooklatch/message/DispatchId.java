package io.hooklatch.message;

/**
 * Names one dispatch in this inbox, as opposed to any id the provider gave it. Positive and time-ordered: a later dispatch has a
 * greater value.
 *
 * @param value the 64-bit number that is stored
 */
public record DispatchId(long value) implements Comparable<DispatchId> {
    private static final String PREFIX = "dsp_";

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when the text is not such an id
     */
    public static DispatchId parse(String text) {
        return new DispatchId(IdText.parse(PREFIX, text));
    }

    @Override
    public int compareTo(DispatchId other) {
        return Long.compare(value, other.value);
    }

    /** {@code dsp_} and 13 lower-case characters of Crockford base 32; sorts as the number does. */
    @Override
    public String toString() {
        return IdText.render(PREFIX, value);
    }
}
