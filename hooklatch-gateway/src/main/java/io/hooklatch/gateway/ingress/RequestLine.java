package io.hooklatch.gateway.ingress;

import io.hooklatch.observe.TurnedAway;
import java.nio.charset.StandardCharsets;

/**
 * The first line of a request, by the letter of RFC 9112 section 3: three words, one space between them. Its licence to
 * accept other white space is not used, since two servers that use it differently disagree about the target.
 *
 * @param http11 false for HTTP/1.0
 */
record RequestLine(String method, String target, boolean http11) {
    private static final int VERSION_LENGTH = "HTTP/1.1".length();
    private static final int MAX_METHOD_LENGTH = 32;

    /**
     * @param from index of the line's first byte
     * @param to index after its last byte, CR and LF not included
     */
    static RequestLine parse(byte[] bytes, int from, int to) throws Rejection {
        int methodEnd = from;
        while (methodEnd < to && Octets.isToken(bytes[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd == from || methodEnd == to || bytes[methodEnd] != Octets.SP) {
            throw Rejection.badRequest("the request line does not begin with a method and one space");
        }
        if (methodEnd - from > MAX_METHOD_LENGTH) {
            throw Rejection.badRequest("the method is longer than " + MAX_METHOD_LENGTH + " bytes");
        }
        int targetFrom = methodEnd + 1;
        int targetTo = targetFrom;
        while (targetTo < to && Octets.isTarget(bytes[targetTo])) {
            targetTo++;
        }
        if (targetTo == targetFrom || targetTo == to || bytes[targetTo] != Octets.SP) {
            throw Rejection.badRequest("the request line has no target followed by one space");
        }
        return new RequestLine(
                text(bytes, from, methodEnd), text(bytes, targetFrom, targetTo), http11(bytes, targetTo + 1, to));
    }

    private static boolean http11(byte[] bytes, int from, int to) throws Rejection {
        boolean version = to - from == VERSION_LENGTH
                && bytes[from] == 'H'
                && bytes[from + 1] == 'T'
                && bytes[from + 2] == 'T'
                && bytes[from + 3] == 'P'
                && bytes[from + 4] == '/'
                && Octets.isDigit(bytes[from + 5])
                && bytes[from + 6] == '.'
                && Octets.isDigit(bytes[from + 7]);
        if (!version) {
            throw Rejection.badRequest("the request line does not end with an HTTP version");
        }
        if (bytes[from + 5] != '1' || bytes[from + 7] > '1') {
            throw new Rejection(505, TurnedAway.BAD_REQUEST, "only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        return bytes[from + 7] == '1';
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
