package io.hooklatch.recipe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a signature's bytes are written. Decoding is strict: no white space, no other alphabet, no stray bits. */
enum Encoding {
    /** Hexadecimal digits; signed in lower case, accepted in either. */
    HEX,
    /** Hexadecimal digits; signed in upper case, accepted in either. */
    HEX_UPPER,
    /** Base64 with its padding (RFC 4648, section 4). */
    BASE64,
    /** Base64 with or without its padding; signed with it. */
    BASE64_ANY_PADDING,
    /** Base64 with the URL alphabet and without padding (RFC 4648, section 5). */
    BASE64URL,
    /** Base64 with the URL alphabet, with or without padding; signed without it. */
    BASE64URL_ANY_PADDING,
    /** Base64 of either alphabet, with or without padding, whose signs may be percent-escaped; signed escaped. */
    BASE64_PERCENT,
    /** Base64 of the lower-case hexadecimal digits. */
    BASE64_OF_HEX;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Every encoding by its text, in their order. */
    static final Map<String, Encoding> BY_TEXT = byText();

    private static Map<String, Encoding> byText() {
        Map<String, Encoding> byText = new LinkedHashMap<>();
        for (Encoding value : values()) {
            byText.put(value.text(), value);
        }
        return byText;
    }

    /** The encoding as recipe documents spell it, such as {@code base64-any-padding}. */
    String text() {
        return text;
    }
}
