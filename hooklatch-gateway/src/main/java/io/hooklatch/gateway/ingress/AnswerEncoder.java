package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Header;
import io.hooklatch.message.Receipt;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Writes a receipt as an HTTP/1.1 response. The framing is ours alone: headers that would speak of it are left out. */
final class AnswerEncoder {
    static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\n");
    private static final byte[] DATE = ascii("Date: ");
    private static final byte[] LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] CLOSE = ascii("\r\nConnection: close");
    private static final byte[] KEEP_ALIVE = ascii("\r\nConnection: keep-alive");
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final int USUAL_HEAD_BYTES = 192;

    /** What is to become of the connection. */
    enum After {
        CLOSE,
        KEEP,
        /** To a sender of HTTP/1.0, who expects to be told. */
        KEEP_AND_SAY_SO
    }

    private AnswerEncoder() {}

    /**
     * @param toHead whether it answers a HEAD request, and so has no body
     * @param date the value of the Date header, in ASCII
     * @throws IllegalArgumentException when a header cannot be sent because of its name or a control character
     */
    static ByteBuf encode(ByteBufAllocator buffers, Receipt receipt, boolean toHead, After after, byte[] date) {
        byte[] body = receipt.body();
        boolean mayHaveBody = receipt.status() >= 200 && receipt.status() != 204 && receipt.status() != 304;
        ByteBuf out = buffers.buffer(USUAL_HEAD_BYTES + body.length);
        try {
            writeStatus(out, receipt.status());
            for (Header header : receipt.headers()) {
                writeHeader(out, header);
            }
            out.writeBytes(DATE).writeBytes(date);
            if (mayHaveBody) {
                out.writeBytes(LENGTH);
                write(out, Integer.toString(body.length));
            }
            if (after != After.KEEP) {
                out.writeBytes(after == After.CLOSE ? CLOSE : KEEP_ALIVE);
            }
            out.writeBytes(HEAD_END);
            if (mayHaveBody && !toHead) {
                out.writeBytes(body);
            }
            return out;
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
    }

    private static void writeStatus(ByteBuf out, int status) {
        if (status == 200) {
            out.writeBytes(OK);
            return;
        }
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is no final HTTP status; use 200 to 599");
        }
        write(out, "HTTP/1.1 " + status + " " + phrase(status));
        out.writeBytes(LINE_END);
    }

    private static void writeHeader(ByteBuf out, Header header) {
        String name = header.name();
        if (name.equalsIgnoreCase("content-length")
                || name.equalsIgnoreCase("transfer-encoding")
                || name.equalsIgnoreCase("connection")
                || name.equalsIgnoreCase("date")) {
            return;
        }
        boolean sendable = !name.isEmpty()
                && name.chars().allMatch(c -> c < 0x80 && Octets.isToken((byte) c))
                && header.value().chars().allMatch(c -> c < 0x100 && Octets.isValue((byte) c));
        if (!sendable) {
            throw new IllegalArgumentException("the answer's header " + name.replaceAll("[^!-~]", "?")
                    + " cannot be sent; a name is a token, and a value has no control character");
        }
        write(out, name);
        out.writeByte(':').writeByte(' ');
        write(out, header.value());
        out.writeBytes(LINE_END);
    }

    private static void write(ByteBuf out, String text) {
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String phrase(int status) {
        return switch (status) {
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 417 -> "Expectation Failed";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> "";
        };
    }
}
