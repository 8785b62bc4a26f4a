package io.hooklatch.recipe;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a text.
 *
 * @param after what stands right before the piece; empty for the begin of the text
 * @param until what ends it; empty for the end of the text, which ends it too where this is not found
 */
record Cut(String after, String until) {
    static final Cut NONE = new Cut("", "");

    /** The piece; null where nothing stands before it. */
    @Nullable
    String of(String text) {
        int from = text.indexOf(after);
        if (from < 0) {
            return null;
        }
        int start = from + after.length();
        int end = until.isEmpty() ? -1 : text.indexOf(until, start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }
}
