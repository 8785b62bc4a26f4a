package io.hooklatch.recipe;

import java.util.Locale;

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

    /** The encoding as recipe documents spell it, such as {@code utf-8}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
