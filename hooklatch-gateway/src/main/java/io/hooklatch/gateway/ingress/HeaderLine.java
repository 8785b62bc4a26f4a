package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Header;
import java.nio.charset.StandardCharsets;

/**
 * Reads one header line by the letter of RFC 9112 section 5: no space before the colon, no line that continues the one
 * above it, no control character.
 */
final class HeaderLine {
    private HeaderLine() {}

    /**
     * @param from index of the line's first byte
     * @param to index after its last byte, CR and LF not included
     */
    static Header parse(byte[] bytes, int from, int to) throws Rejection {
        int colon = from;
        while (colon < to && Octets.isToken(bytes[colon])) {
            colon++;
        }
        if (colon == from || colon == to || bytes[colon] != ':') {
            throw Rejection.badRequest(
                    from < to && Octets.isBlank(bytes[from])
                            ? "a header line begins with white space"
                            : "a header line does not begin with a name directly followed by a colon");
        }
        int valueFrom = colon + 1;
        int valueTo = to;
        while (valueFrom < valueTo && Octets.isBlank(bytes[valueFrom])) {
            valueFrom++;
        }
        while (valueTo > valueFrom && Octets.isBlank(bytes[valueTo - 1])) {
            valueTo--;
        }
        for (int i = valueFrom; i < valueTo; i++) {
            if (!Octets.isValue(bytes[i])) {
                throw Rejection.badRequest("a header value holds a control character");
            }
        }
        return new Header(text(bytes, from, colon), text(bytes, valueFrom, valueTo));
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
