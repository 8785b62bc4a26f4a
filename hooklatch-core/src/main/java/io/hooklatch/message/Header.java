package io.hooklatch.message;

import java.util.Objects;

/**
 * One header line as it arrived.
 *
 * <p>HTTP header bytes map one to one to the characters U+0000 to U+00FF (ISO-8859-1), so a value that is not ASCII
 * survives unchanged; {@link #value()} encoded as ISO-8859-1 gives back the received bytes.
 *
 * @param name the name in the case it was sent
 * @param value the value without surrounding white space
 */
public record Header(String name, String value) {
    /** What the value of a masked line begins with. */
    public static final String MASK = "hooklatch-digest:";

    public Header {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    /** Whether the value is a digest that was stored in place of a credential. */
    public boolean masked() {
        return value.startsWith(MASK);
    }
}
