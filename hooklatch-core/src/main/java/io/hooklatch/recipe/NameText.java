package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;

/** Makes what a sender calls things fit to be stored, shown and compared everywhere. */
final class NameText {
    static final int MAX_LENGTH = DedupeKey.MAX_LENGTH;

    private NameText() {}

    /**
     * The value itself, or {@code sha256:} and a digest of it where it is longer than 512 characters or holds a control
     * character or half a surrogate pair: some stores keep neither NUL nor halves, and no terminal should see the rest.
     */
    static String storable(String value) {
        if (value.length() <= MAX_LENGTH && plain(value)) {
            return value;
        }
        byte[] utf16 = new byte[2 * value.length()];
        for (int i = 0; i < value.length(); i++) {
            utf16[2 * i] = (byte) (value.charAt(i) >> 8);
            utf16[2 * i + 1] = (byte) value.charAt(i);
        }
        return "sha256:" + Hash.hex(utf16);
    }

    static boolean plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
