package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Header;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads request line and headers from however many pieces they arrive in, and not a byte more. A line must end with CR
 * LF; LF alone is refused, since not everybody takes it for the end of a line.
 *
 * <p>Used by one event loop.
 */
final class HeadReader {
    private static final byte[] NOTHING = {};
    private static final int SMALLEST = 512;
    private static final int FIRST_AT_MOST = 4096;
    /** CR LF before the request line, after it, and after the headers; and one byte that shows that it is too much. */
    private static final int LINE_ENDS = 7;

    private final IngressLimits limits;
    private final ByteBudget budget;
    private byte[] bytes = NOTHING;
    private int length;
    private int scanned;
    private int lineFrom;
    private int headersFrom;
    private int reserved;
    private @Nullable RequestLine requestLine;
    private List<Header> headers = List.of();

    HeadReader(IngressLimits limits, ByteBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    /** Whether a request has begun. */
    boolean begun() {
        return length > lineFrom || requestLine != null;
    }

    /**
     * Takes bytes up to the end of the head.
     *
     * @return the head once it is complete, otherwise empty with nothing left in {@code in}
     */
    Optional<Head> read(ByteBuf in) throws Rejection {
        while (in.isReadable()) {
            makeRoom(in.readableBytes());
            int count = Math.min(in.readableBytes(), bytes.length - length);
            in.readBytes(bytes, length, count);
            length += count;
            RequestLine complete = scan();
            if (complete != null) {
                in.readerIndex(in.readerIndex() - (length - scanned));
                List<Header> lines = headers;
                reset();
                return Optional.of(HeadRules.apply(complete, lines));
            }
            checkUnfinishedLine();
        }
        reserve();
        return Optional.empty();
    }

    /** Forgets what was read and gives its memory back. */
    void reset() {
        budget.giveBack(reserved);
        reserved = 0;
        bytes = NOTHING;
        length = 0;
        scanned = 0;
        lineFrom = 0;
        headersFrom = 0;
        requestLine = null;
        headers = List.of();
    }

    /** Takes in every complete line; returns the request line once the empty line has been seen. */
    private @Nullable RequestLine scan() throws Rejection {
        byte[] in = bytes;
        int end = length;
        for (int at = scanned; at < end; at++) {
            if (in[at] == Octets.LF) {
                scanned = at + 1;
                if (at == lineFrom || in[at - 1] != Octets.CR) {
                    throw Rejection.badRequest("a line ends with LF alone");
                }
                if (requestLine == null) {
                    takeRequestLine(at - 1);
                } else if (at - 1 == lineFrom) {
                    return requestLine;
                } else {
                    takeHeader(at - 1);
                }
                lineFrom = scanned;
            }
        }
        scanned = end;
        return null;
    }

    private void takeRequestLine(int lineTo) throws Rejection {
        if (lineTo == 0) {
            // One empty line before a request is forgiven, as RFC 9112 section 2.2 asks.
            return;
        }
        if (lineTo - lineFrom > limits.requestLineBytes()) {
            throw requestLineTooLong();
        }
        requestLine = RequestLine.parse(bytes, lineFrom, lineTo);
        headersFrom = scanned;
        headers = new ArrayList<>(16);
    }

    private void takeHeader(int lineTo) throws Rejection {
        if (headers.size() == limits.headerLines()) {
            throw Rejection.tooMuch(431, "more than " + limits.headerLines() + " header lines");
        }
        if (scanned - headersFrom > limits.headerBytes()) {
            throw headersTooLong();
        }
        headers.add(HeaderLine.parse(bytes, lineFrom, lineTo));
    }

    private void checkUnfinishedLine() throws Rejection {
        if (requestLine != null) {
            if (length - headersFrom > limits.headerBytes() + 2) {
                throw headersTooLong();
            }
        } else if (length - lineFrom > limits.requestLineBytes() + 1) {
            throw requestLineTooLong();
        } else if (length > lineFrom && bytes[lineFrom] != Octets.CR && !Octets.isToken(bytes[lineFrom])) {
            // A TLS greeting, for one, has no line end to wait for.
            throw Rejection.badRequest("the request line does not begin with a method");
        }
    }

    private Rejection requestLineTooLong() {
        return Rejection.tooMuch(414, "the request line is longer than " + limits.requestLineBytes() + " bytes");
    }

    private Rejection headersTooLong() {
        return Rejection.tooMuch(431, "the headers are longer than " + limits.headerBytes() + " bytes");
    }

    private void makeRoom(int incoming) {
        if (bytes.length > length) {
            return;
        }
        int first = Math.max(SMALLEST, Math.min(incoming, FIRST_AT_MOST));
        int most = limits.requestLineBytes() + limits.headerBytes() + LINE_ENDS;
        int size = Math.min(Math.max(first, bytes.length * 2), most);
        byte[] larger = new byte[size];
        System.arraycopy(bytes, 0, larger, 0, length);
        bytes = larger;
    }

    /** What waits for more to arrive counts as memory in flight; what is complete at once does not wait. */
    private void reserve() throws Rejection {
        int missing = bytes.length - reserved;
        if (missing > 0) {
            if (!budget.take(missing)) {
                throw Rejection.noRoom();
            }
            reserved += missing;
        }
    }
}
