package io.hooklatch.recipe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the text of a secret stands for the bytes of a key. */
enum KeyEncoding {
    /** The text itself as UTF-8. */
    UTF_8,
    /** The text in Unicode's normal form NFKD, as UTF-8. */
    NFKD,
    /** The 20 bytes of the SHA-1 digest of the text. */
    SHA1,
    BASE64,
    BASE64URL,
    HEX,
    /** A public key (SubjectPublicKeyInfo) or a private one (PKCS #8), in PEM or as its bare base64. */
    PEM,
    /** Public keys as JSON (RFC 7517): one key or a set, of which any may fit; or a bare Ed25519 key in base64url. */
    JWKS;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Every encoding by its text, in their order. */
    static final Map<String, KeyEncoding> BY_TEXT = byText();

    private static Map<String, KeyEncoding> byText() {
        Map<String, KeyEncoding> byText = new LinkedHashMap<>();
        for (KeyEncoding value : values()) {
            byText.put(value.text(), value);
        }
        return byText;
    }

    /** The encoding as recipe documents spell it, such as {@code utf-8}. */
    String text() {
        return text;
    }
}
