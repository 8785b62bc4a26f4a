package io.hooklatch.store;

/**
 * A place in a list: everything older than the row with this id, to the end of the list or to another id.
 *
 * @param before the id, exclusive
 * @param after the id where the list ends, exclusive; 0 when it does not end before its last row
 */
public record Cursor(long before, long after) {
    /** The start of a list: before every row. */
    public static final Cursor START = new Cursor(Long.MAX_VALUE);

    public Cursor {
        if (before <= 0) {
            throw new IllegalArgumentException("cursor " + before + ": it must be positive");
        }
        if (after < 0) {
            throw new IllegalArgumentException("cursor to " + after + ": its end must not be negative");
        }
    }

    /** Everything older than the row with this id. */
    public Cursor(long before) {
        this(before, 0);
    }

    /** The place behind this row, in a list that ends where this one does. */
    public Cursor at(long row) {
        return new Cursor(row, after);
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

    /** Opaque, short and safe in a URL; does not tell where the list ends. */
    @Override
    public String toString() {
        return Long.toString(before, 36);
    }
}
