package io.hooklatch.message;

/**
 * Names one delivery in this inbox, as opposed to any id the provider gave it. Positive and time-ordered: a later delivery has a
 * greater value.
 *
 * @param value the 64-bit number that is stored
 */
public record DeliveryId(long value) implements Comparable<DeliveryId> {
    private static final String PREFIX = "dlv_";

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when the text is not such an id
     */
    public static DeliveryId parse(String text) {
        return new DeliveryId(IdText.parse(PREFIX, text));
    }

    @Override
    public int compareTo(DeliveryId other) {
        return Long.compare(value, other.value);
    }

    /** {@code dlv_} and 13 lower-case characters of Crockford base 32; sorts as the number does. */
    @Override
    public String toString() {
        return IdText.render(PREFIX, value);
    }
}
