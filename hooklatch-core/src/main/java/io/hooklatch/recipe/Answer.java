package io.hooklatch.recipe;

import io.hooklatch.message.Headers;

/**
 * What a recipe has the sender answered.
 *
 * @param status the HTTP status
 * @param headers the headers to send, visible ASCII only
 * @param body the body to send; not to be changed
 */
public record Answer(int status, Headers headers, byte[] body) {
    private static final byte[] NO_BODY = {};

    /** A status and nothing else. */
    public static Answer bare(int status) {
        return new Answer(status, Headers.none(), NO_BODY);
    }

    /** The status; never the body. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
