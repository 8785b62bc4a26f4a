package io.hooklatch.jdbc.row;

import io.hooklatch.message.Element;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Where an event stands whose row is not that of its delivery, as the body of the row: 8 bytes for the whole delivery, 20
 * for an element of it, big-endian.
 *
 * @param delivery the number of the delivery whose body it is or holds it
 * @param element its place there; absent when it is the whole body
 */
public record ElementPlace(long delivery, Optional<Element> element) {
    private static final int WHOLE = Long.BYTES;
    private static final int PART = Long.BYTES + 3 * Integer.BYTES;

    public byte[] encode() {
        ByteBuffer bytes =
                ByteBuffer.allocate(element.isPresent() ? PART : WHOLE).putLong(delivery);
        element.ifPresent(
                place -> bytes.putInt(place.index()).putInt(place.from()).putInt(place.length()));
        return bytes.array();
    }

    /** The event's own bytes, given the body of the delivery. */
    public byte[] of(byte[] body) {
        return element.isPresent() ? element.get().of(body) : body;
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are no such place
     */
    public static ElementPlace decode(byte[] bytes) {
        if (bytes.length != WHOLE && bytes.length != PART) {
            throw new IllegalArgumentException("not the place of an element: " + bytes.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long delivery = buffer.getLong();
        return new ElementPlace(
                delivery,
                bytes.length == WHOLE
                        ? Optional.empty()
                        : Optional.of(new Element(buffer.getInt(), buffer.getInt(), buffer.getInt())));
    }
}
