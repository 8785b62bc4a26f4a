package io.hooklatch.message;

import java.util.Locale;

/** How sure a diagnosis is. Stored by {@link #code()}; codes are never reused. */
public enum Confidence {
    /** Proved: with this one change the signature fits. */
    HIGH(1),
    /** The request shows signs of it, and nothing was proved. */
    MEDIUM(2),
    /** A guess. */
    LOW(3);

    private final int code;

    Confidence(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The confidence in lower case, such as {@code high}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The confidence with this code.
     *
     * @throws IllegalArgumentException when none has it
     */
    public static Confidence ofCode(int code) {
        for (Confidence confidence : values()) {
            if (confidence.code == code) {
                return confidence;
            }
        }
        throw new IllegalArgumentException("no confidence has code " + code);
    }
}
