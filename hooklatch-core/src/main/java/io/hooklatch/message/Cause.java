package io.hooklatch.message;

import java.util.Locale;

/** What a search found to be behind a refusal. Stored by {@link #code()}; codes are never reused. */
public enum Cause {
    /** Nothing that was tried makes the signature fit. */
    UNKNOWN(1),
    /** It was signed with the secret of another endpoint. */
    SECRET_OF_ANOTHER_ENDPOINT(2),
    /** It was signed with a secret that is no longer live. */
    RETIRED_SECRET(3),
    /** It was signed with the secret of the other mode: test in the place of live, or the reverse. */
    OTHER_MODE_SECRET(4),
    /** The secrets of sender and endpoint differ by white space or quotes around them. */
    SECRET_PADDED(5),
    /** The sender uses the text of a secret that the recipe decodes. */
    SECRET_USED_RAW(6),
    /** The sender decodes a secret whose text the recipe uses. */
    SECRET_DECODED(7),
    /** The sender decodes the secret in another way than the recipe. */
    SECRET_ENCODING(8),
    /** The secrets differ by what stands before the key, such as {@code whsec_}. */
    SECRET_PREFIX(9),
    /** An API key or the like stands where the signing secret belongs. */
    WRONG_KIND_OF_SECRET(10),
    /** The signature stands in another header. */
    WRONG_HEADER(11),
    /** What stands before the signature, such as {@code sha256=}, is missing or another. */
    WRONG_PREFIX(12),
    /** The signature is written in hexadecimal digits in the place of base64, or the reverse. */
    SIGNATURE_ENCODING(13),
    /** The signature was made with another algorithm. */
    WRONG_ALGORITHM(14),
    /** The request is signed as another provider signs. */
    WRONG_PROVIDER(15),
    /** The request was meant for another endpoint, with another recipe. */
    WRONG_ENDPOINT(16),
    /** A header that the sender sends did not arrive. */
    HEADER_STRIPPED(17),
    /** A header arrived more than once. */
    HEADER_REPEATED(18),
    /** The sender does not sign. */
    NOT_SIGNED(19),
    /** The JSON body was read and written anew. */
    BODY_RESERIALISED(20),
    /** White space at the end of the body was added or lost. */
    TRAILING_NEWLINE(21),
    /** The ends of lines were rewritten, or a byte order mark came or went. */
    LINE_ENDINGS(22),
    /** The text of the body is in another charset or normal form than it was. */
    CHARSET_CHANGED(23),
    /** The form body was read and written anew, or taken apart. */
    FORM_REBUILT(24),
    /** There is no body where one was signed, or the reverse. */
    EMPTY_BODY(25),
    /** The body was compressed or decompressed on the way. */
    BODY_COMPRESSED(26),
    /** The body arrived packed into base64 or into a JSON string, or lost such a wrapping. */
    BODY_WRAPPED(27),
    /** Only the beginning of the body arrived. */
    BODY_CUT(28),
    /** The signed time is of another unit than the recipe says. */
    TIMESTAMP_UNIT(29),
    /** The clocks of sender and receiver disagree. */
    CLOCK_SKEW(30),
    /** A genuine request that is too old: held up, repeated or replayed. */
    OLD_REQUEST(31),
    /** The URL that was signed is another than the configured one. */
    PUBLIC_URL(32),
    /** The method that was signed is another. */
    METHOD_CHANGED(33);

    private final int code;

    Cause(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The cause in lower case with hyphens, such as {@code retired-secret}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The cause with this code.
     *
     * @throws IllegalArgumentException when no cause has it
     */
    public static Cause ofCode(int code) {
        for (Cause cause : values()) {
            if (cause.code == code) {
                return cause;
            }
        }
        throw new IllegalArgumentException("no cause has code " + code);
    }
}
