package io.hooklatch.jdbc.row;

import io.hooklatch.message.Element;
import java.nio.ByteBuffer;

/**
 * Where an element of a batch stands, as the body of its row: 20 bytes, big-endian.
 *
 * @param delivery the number of the delivery whose body holds it
 * @param element its place there
 */
public record ElementPlace(long delivery, Element element) {
    public byte[] encode() {
        return ByteBuffer.allocate(Long.BYTES + 3 * Integer.BYTES)
                .putLong(delivery)
                .putInt(element.index())
                .putInt(element.from())
                .putInt(element.length())
                .array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are no such place
     */
    public static ElementPlace decode(byte[] bytes) {
        if (bytes.length != Long.BYTES + 3 * Integer.BYTES) {
            throw new IllegalArgumentException("not the place of an element: " + bytes.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ElementPlace(buffer.getLong(), new Element(buffer.getInt(), buffer.getInt(), buffer.getInt()));
    }
}
