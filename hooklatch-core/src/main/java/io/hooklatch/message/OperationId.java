package io.hooklatch.message;

/**
 * Names one operation in this inbox. Positive and time-ordered: a later operation has a greater value.
 *
 * @param value the 64-bit number that is stored
 */
public record OperationId(long value) implements Comparable<OperationId> {
    private static final String PREFIX = "opr_";

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when the text is not such an id
     */
    public static OperationId parse(String text) {
        return new OperationId(IdText.parse(PREFIX, text));
    }

    @Override
    public int compareTo(OperationId other) {
        return Long.compare(value, other.value);
    }

    /** {@code opr_} and 13 lower-case characters of Crockford base 32; sorts as the number does. */
    @Override
    public String toString() {
        return IdText.render(PREFIX, value);
    }
}
