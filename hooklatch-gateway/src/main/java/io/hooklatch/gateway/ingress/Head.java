package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Headers;

/**
 * Everything of a request before its body.
 *
 * @param method as sent
 * @param target as sent
 * @param headers as sent, in order
 * @param bodyLength in bytes; 0 for none, {@link #CHUNKED} when only its end will tell
 * @param http11 false for HTTP/1.0
 * @param keepAlive whether the sender expects the connection to stay open
 * @param awaitsContinue whether the sender holds the body back until it is told to go on
 */
record Head(
        String method,
        String target,
        Headers headers,
        long bodyLength,
        boolean http11,
        boolean keepAlive,
        boolean awaitsContinue) {
    static final long CHUNKED = -1;

    boolean chunked() {
        return bodyLength == CHUNKED;
    }

    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }
}
