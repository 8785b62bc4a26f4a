package io.hooklatch.gateway.ingress;

import io.netty.buffer.ByteBuf;

/**
 * A body in chunks, by the letter of RFC 9112 section 7.1: every line ends with CR LF, every chunk is as long as it says.
 * Extensions and trailers are checked for their form, and their meaning is ignored.
 */
final class ChunkedReader implements BodyReader {
    private static final int MAX_SIZE_DIGITS = 15;

    private enum State {
        SIZE,
        BLANK_AFTER_SIZE,
        EXTENSION,
        SIZE_LINE_FEED,
        DATA,
        DATA_RETURN,
        DATA_LINE_FEED,
        TRAILER_START,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LINE_FEED,
        LAST_LINE_FEED,
        END
    }

    private State state = State.SIZE;
    private long size;
    private int sizeDigits;
    private int sparesLeft;

    /** @param spareBytes the most bytes of extensions and trailers, over the whole body */
    ChunkedReader(int spareBytes) {
        this.sparesLeft = spareBytes;
    }

    @Override
    public Progress read(ByteBuf in, BodyBuffer body) throws Rejection {
        while (in.isReadable()) {
            if (state == State.DATA) {
                int count = (int) Math.min(in.readableBytes(), size);
                body.append(in, count);
                size -= count;
                if (size == 0) {
                    state = State.DATA_RETURN;
                }
                continue;
            }
            state = next(in.readByte());
            if (state == State.DATA && body.exceededBy(size)) {
                return Progress.TOO_LARGE;
            }
            if (state == State.END) {
                return Progress.COMPLETE;
            }
        }
        return Progress.UNFINISHED;
    }

    private State next(byte octet) throws Rejection {
        return switch (state) {
            case SIZE -> afterSize(octet);
            case BLANK_AFTER_SIZE -> blankAfterSize(octet);
            case EXTENSION -> spareOrReturn(octet, State.EXTENSION, State.SIZE_LINE_FEED);
            case SIZE_LINE_FEED -> {
                expect(octet, Octets.LF);
                yield size == 0 ? State.TRAILER_START : State.DATA;
            }
            case DATA_RETURN -> {
                expect(octet, Octets.CR);
                yield State.DATA_LINE_FEED;
            }
            case DATA_LINE_FEED -> {
                expect(octet, Octets.LF);
                sizeDigits = 0;
                yield State.SIZE;
            }
            case TRAILER_START -> octet == Octets.CR ? State.LAST_LINE_FEED : trailerName(octet);
            case TRAILER_NAME -> octet == ':' ? State.TRAILER_VALUE : trailerName(octet);
            case TRAILER_VALUE -> spareOrReturn(octet, State.TRAILER_VALUE, State.TRAILER_LINE_FEED);
            case TRAILER_LINE_FEED -> {
                expect(octet, Octets.LF);
                yield State.TRAILER_START;
            }
            case LAST_LINE_FEED -> {
                expect(octet, Octets.LF);
                yield State.END;
            }
            case DATA, END -> throw new IllegalStateException("no coding is read in state " + state);
        };
    }

    private State afterSize(byte octet) throws Rejection {
        int digit = Octets.hex(octet);
        if (digit >= 0) {
            if (++sizeDigits > MAX_SIZE_DIGITS) {
                throw Rejection.badRequest("a chunk size has more than " + MAX_SIZE_DIGITS + " digits");
            }
            size = size * 16 + digit;
            return State.SIZE;
        }
        if (sizeDigits == 0) {
            throw Rejection.badRequest("a chunk does not begin with its size in hexadecimal digits");
        }
        return octet == Octets.CR ? State.SIZE_LINE_FEED : blankAfterSize(octet);
    }

    private State blankAfterSize(byte octet) throws Rejection {
        if (Octets.isBlank(octet)) {
            spend();
            return State.BLANK_AFTER_SIZE;
        }
        if (octet != ';') {
            throw Rejection.badRequest("a chunk size is followed by something else than an extension or a line end");
        }
        return State.EXTENSION;
    }

    private State spareOrReturn(byte octet, State same, State after) throws Rejection {
        if (octet == Octets.CR) {
            return after;
        }
        if (!Octets.isValue(octet)) {
            throw Rejection.badRequest("a chunk extension or trailer holds a control character");
        }
        spend();
        return same;
    }

    private State trailerName(byte octet) throws Rejection {
        if (!Octets.isToken(octet)) {
            throw Rejection.badRequest("a trailer line does not begin with a name directly followed by a colon");
        }
        spend();
        return State.TRAILER_NAME;
    }

    private void spend() throws Rejection {
        if (--sparesLeft < 0) {
            throw Rejection.tooMuch(431, "chunk extensions and trailers are longer than the limit of the headers");
        }
    }

    private static void expect(byte octet, byte wanted) throws Rejection {
        if (octet != wanted) {
            throw Rejection.badRequest("a chunk does not end where its size says, or a line of it not with CR LF");
        }
    }
}
