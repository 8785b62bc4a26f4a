package io.hooklatch.store;

/**
 * A place in a list: everything older than the row with this id.
 *
 * @param before the id, exclusive
 */
public record Cursor(long before) {
    /** The start of a list: before every row. */
    public static final Cursor START = new Cursor(Long.MAX_VALUE);

    public Cursor {
        if (before <= 0) {
            throw new IllegalArgumentException("cursor " + before + ": it must be positive");
        }
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when the text is not a cursor
     */
    public static Cursor parse(String text) {
        try {
            return new Cursor(Long.parseLong(text, 36));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "cursor \"" + text + "\" is not one that a page of this inbox gave out", e);
        }
    }

    /** Opaque, short and safe in a URL. */
    @Override
    public String toString() {
        return Long.toString(before, 36);
    }
}
