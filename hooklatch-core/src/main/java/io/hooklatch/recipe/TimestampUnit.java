package io.hooklatch.recipe;

/** How a scheme writes the time it signs. */
public enum TimestampUnit {
    /** Whole seconds since the epoch. */
    SECONDS,
    /** Whole milliseconds since the epoch. */
    MILLISECONDS,
    /** A date and time of ISO 8601 or RFC 3339; UTC where it names no zone. */
    ISO_8601,
    /**
     * Any text, which is signed and never read: a nonce, or a time whose form the provider does not promise. It says
     * nothing about the age of a request, so there is no tolerance.
     */
    TEXT
}
