package io.hooklatch.message;

/** Ids as text: a prefix and 13 characters of Crockford base 32, so that text order is number order. */
final class IdText {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 13;

    private IdText() {}

    static String render(String prefix, long value) {
        char[] text = new char[LENGTH];
        long rest = value;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return prefix + new String(text);
    }

    static long parse(String prefix, String text) {
        if (!text.startsWith(prefix) || text.length() != prefix.length() + LENGTH) {
            throw malformed(prefix, text);
        }
        long value = 0;
        for (int i = prefix.length(); i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0 || (i == prefix.length() && digit > 7)) {
                throw malformed(prefix, text);
            }
            value = (value << 5) | digit;
        }
        return value;
    }

    private static IllegalArgumentException malformed(String prefix, String text) {
        return new IllegalArgumentException(
                "id \"" + text + "\" is not of the form " + prefix + " and " + LENGTH + " of the characters " + DIGITS);
    }
}
