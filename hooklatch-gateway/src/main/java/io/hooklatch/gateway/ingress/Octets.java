package io.hooklatch.gateway.ingress;

/** Which bytes may stand where in an HTTP/1.1 message (RFC 9110 section 5, RFC 9112 section 3). */
final class Octets {
    static final byte CR = '\r';
    static final byte LF = '\n';
    static final byte SP = ' ';
    static final byte HT = '\t';

    private static final int TOKEN = 1;
    private static final int VALUE = 2;
    private static final int TARGET = 4;
    private static final byte[] KINDS = kinds();

    private Octets() {}

    /** A byte of a method or a header name. */
    static boolean isToken(byte octet) {
        return (KINDS[octet & 0xff] & TOKEN) != 0;
    }

    /** A byte of a header value: visible, space, tab, or above ASCII; no control character. */
    static boolean isValue(byte octet) {
        return (KINDS[octet & 0xff] & VALUE) != 0;
    }

    /**
     * A byte of a request target. Bytes above ASCII are let through although the grammar wants them percent-encoded: some
     * senders do not encode, and they mean nothing here but themselves.
     */
    static boolean isTarget(byte octet) {
        return (KINDS[octet & 0xff] & TARGET) != 0;
    }

    static boolean isBlank(byte octet) {
        return octet == SP || octet == HT;
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(byte octet) {
        if (isDigit(octet)) {
            return octet - '0';
        }
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int octet = 0; octet < 256; octet++) {
            boolean visible = octet > 0x20 && octet < 0x7f;
            boolean aboveAscii = octet >= 0x80;
            if (visible || aboveAscii || octet == SP || octet == HT) {
                kinds[octet] |= VALUE;
            }
            if (aboveAscii || (visible && octet != '#')) {
                kinds[octet] |= TARGET;
            }
            if (visible && "\"(),/:;<=>?@[\\]{}".indexOf(octet) < 0) {
                kinds[octet] |= TOKEN;
            }
        }
        return kinds;
    }
}
