package io.hooklatch.message;

import java.util.Arrays;

/**
 * Where one event stands in the body of a delivery that carries several: an element of the provider's array.
 *
 * @param index its place in the array, from 0
 * @param from where its first byte stands in the delivery's body
 * @param length how many bytes of the delivery's body it takes, at least 1
 * @param coding how its bytes are written there
 */
public record Element(int index, int from, int length, Coding coding) {
    /** How the bytes of an element are written in the body. */
    public enum Coding {
        /** As they are. */
        PLAIN,
        /** In a field of an URL-encoded form, see {@link FormCoding}. */
        FORM
    }

    /** How many elements one delivery may have: what it brings is stored in one transaction, which has to end. */
    public static final int MOST = 10_000;

    public Element {
        if (index < 0 || index >= MOST || from < 0 || length < 1 || from > Integer.MAX_VALUE - length) {
            throw new IllegalArgumentException("element " + index + " of " + length + " bytes from byte " + from
                    + ": the index is 0 to " + (MOST - 1) + ", and an element has at least one byte");
        }
    }

    /** One whose bytes stand in the body as they are. */
    public Element(int index, int from, int length) {
        this(index, from, length, Coding.PLAIN);
    }

    /**
     * A copy of the element's exact bytes.
     *
     * @param body the body of the delivery
     * @throws IllegalArgumentException when the body ends before the element
     */
    public byte[] of(byte[] body) {
        if (from + length > body.length) {
            throw new IllegalArgumentException("element " + index + " ends at byte " + (from + length)
                    + " of a body that has " + body.length + " bytes");
        }
        return coding == Coding.FORM
                ? FormCoding.decode(body, from, from + length)
                : Arrays.copyOfRange(body, from, from + length);
    }
}
