package io.hooklatch.recipe;

/**
 * Finds where the items of a text end, and looks at no character twice for the same mark, however many items there are.
 * Reused; one thread.
 */
final class ItemEnds {
    private static final int UNKNOWN = -2;
    private static final int NONE = -1;

    private int item;
    private int group;
    private long looked;

    ItemEnds() {
        begin();
    }

    /** Another text follows. */
    void begin() {
        item = UNKNOWN;
        group = UNKNOWN;
        looked = 0;
    }

    /** The next separator, or mark of a group where the format has some, from here on; the end of the text without one. */
    int after(String text, int from, SignatureFormat format) {
        if (item != NONE && item < from) {
            item = next(text, format.separator(), from);
        }
        if (group != NONE && group < from) {
            group = format.groups().isEmpty() ? NONE : next(text, format.groups(), from);
        }
        int end = item < 0 || (group >= 0 && group < item) ? group : item;
        return end < 0 ? text.length() : end;
    }

    private int next(String text, String mark, int from) {
        int at = text.indexOf(mark, from);
        looked += (at < 0 ? text.length() : at + mark.length()) - from;
        return at;
    }

    /** How many characters were looked at since the text began. */
    long looked() {
        return looked;
    }
}
