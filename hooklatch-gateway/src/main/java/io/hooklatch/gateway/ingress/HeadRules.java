package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.observe.TurnedAway;
import java.util.List;

/**
 * What the header lines say about the message itself: where its body ends, whether the connection stays, whether the
 * sender waits. Whatever two servers could read in two ways is refused (RFC 9112 sections 3.2, 6 and 11.2).
 */
final class HeadRules {
    private static final int MAX_LENGTH_DIGITS = 18;
    private static final long NO_LENGTH = -1;

    private int hosts;
    private long length = NO_LENGTH;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private boolean awaitsContinue;

    private HeadRules() {}

    static Head apply(RequestLine line, List<Header> headers) throws Rejection {
        HeadRules rules = new HeadRules();
        for (Header header : headers) {
            rules.take(header);
        }
        if (rules.hosts == 0 && line.http11()) {
            throw Rejection.badRequest("Host is missing");
        }
        if (rules.chunked && !line.http11()) {
            throw Rejection.badRequest("Transfer-Encoding does not exist in HTTP/1.0");
        }
        if (rules.chunked && rules.length != NO_LENGTH) {
            throw Rejection.badRequest("both Content-Length and Transfer-Encoding are present");
        }
        return new Head(
                line.method(),
                line.target(),
                Headers.of(headers),
                rules.chunked ? Head.CHUNKED : Math.max(rules.length, 0),
                line.http11(),
                !rules.close && (line.http11() || rules.keepAlive),
                rules.awaitsContinue && line.http11());
    }

    private void take(Header header) throws Rejection {
        // The length of the name first: nearly every line is passed over by one comparison.
        switch (header.name().length()) {
            case 4 -> {
                if (header.name().equalsIgnoreCase("host")) {
                    host(header.value());
                }
            }
            case 6 -> {
                if (header.name().equalsIgnoreCase("expect")) {
                    expect(header.value());
                }
            }
            case 10 -> {
                if (header.name().equalsIgnoreCase("connection")) {
                    connection(header.value());
                }
            }
            case 14 -> {
                if (header.name().equalsIgnoreCase("content-length")) {
                    contentLength(header.value());
                }
            }
            case 17 -> {
                if (header.name().equalsIgnoreCase("transfer-encoding")) {
                    transferEncoding(header.value());
                }
            }
            default -> {}
        }
    }

    private void host(String value) throws Rejection {
        if (++hosts > 1) {
            throw Rejection.badRequest("Host is present more than once");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"#,/<>?@\\^`{|}".indexOf(c) >= 0) {
                throw Rejection.badRequest("Host is not a host and port");
            }
        }
    }

    private void expect(String value) throws Rejection {
        if (!value.equalsIgnoreCase("100-continue")) {
            throw new Rejection(417, TurnedAway.BAD_REQUEST, "Expect is something else than 100-continue");
        }
        awaitsContinue = true;
    }

    private void connection(String value) {
        for (String option : value.split(",", -1)) {
            close |= option.strip().equalsIgnoreCase("close");
            keepAlive |= option.strip().equalsIgnoreCase("keep-alive");
        }
    }

    private void contentLength(String value) throws Rejection {
        if (length != NO_LENGTH) {
            throw Rejection.badRequest("Content-Length is present more than once");
        }
        if (value.isEmpty() || value.length() > MAX_LENGTH_DIGITS) {
            throw Rejection.badRequest("Content-Length has no digits or more than " + MAX_LENGTH_DIGITS);
        }
        length = 0;
        for (int i = 0; i < value.length(); i++) {
            if (!Octets.isDigit(value.charAt(i))) {
                throw Rejection.badRequest("Content-Length is not a row of digits");
            }
            length = length * 10 + value.charAt(i) - '0';
        }
    }

    private void transferEncoding(String value) throws Rejection {
        if (chunked) {
            throw Rejection.badRequest("Transfer-Encoding is present more than once");
        }
        if (!value.equalsIgnoreCase("chunked")) {
            throw Rejection.badRequest("Transfer-Encoding is something else than chunked");
        }
        chunked = true;
    }
}
