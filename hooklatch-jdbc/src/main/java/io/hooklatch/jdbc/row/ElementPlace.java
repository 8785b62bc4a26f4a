package io.hooklatch.jdbc.row;

import io.hooklatch.message.Element;
import io.hooklatch.message.Element.Coding;
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
    /** In the stored index: the element's bytes are written as in a form. Beyond every index. */
    private static final int FORM = 1 << 30;

    private static final int WHOLE = Long.BYTES;
    private static final int PART = Long.BYTES + 3 * Integer.BYTES;

    public byte[] encode() {
        ByteBuffer bytes =
                ByteBuffer.allocate(element.isPresent() ? PART : WHOLE).putLong(delivery);
        element.ifPresent(
                place -> bytes.putInt(storedIndex(place)).putInt(place.from()).putInt(place.length()));
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
                        : Optional.of(element(buffer.getInt(), buffer.getInt(), buffer.getInt())));
    }

    /** The index of an element as it is stored, with its coding. */
    public static int storedIndex(Element element) {
        return element.index() | (element.coding() == Coding.FORM ? FORM : 0);
    }

    /**
     * Reads what {@link #storedIndex} wrote, with the rest of the place.
     *
     * @throws IllegalArgumentException when that is no place of an element
     */
    public static Element element(int storedIndex, int from, int length) {
        return new Element(storedIndex & ~FORM, from, length, (storedIndex & FORM) == 0 ? Coding.PLAIN : Coding.FORM);
    }
}
