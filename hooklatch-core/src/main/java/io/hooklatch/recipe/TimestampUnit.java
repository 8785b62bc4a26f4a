package io.hooklatch.recipe;

/** How a scheme writes the time it signs. */
public enum TimestampUnit {
    /** Whole seconds since the epoch. */
    SECONDS,
    /** Whole milliseconds since the epoch. */
    MILLISECONDS,
    /** Whole seconds, or whole milliseconds where there are twelve digits or more: until the year 5138 that is unmistakable. */
    SECONDS_OR_MILLISECONDS,
    /** A date and time of ISO 8601 or RFC 3339; UTC where it names no zone. */
    ISO_8601,
    /** A date of HTTP (RFC 9110, section 5.6.7), such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    HTTP_DATE,
    /**
     * Any text, which is signed and never read: a nonce, or a time whose form the provider does not promise. It says
     * nothing about the age of a request, so there is no tolerance.
     */
    TEXT
}
