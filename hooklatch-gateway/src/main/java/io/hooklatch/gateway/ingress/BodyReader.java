package io.hooklatch.gateway.ingress;

import io.netty.buffer.ByteBuf;

/** Takes the transfer coding off a body, piece by piece. Used by one event loop. */
interface BodyReader {
    /** How far the body has come. */
    enum Progress {
        /** More bytes are needed; none is left in the input. */
        UNFINISHED,
        /** The body is complete; what is left in the input belongs to the next request. */
        COMPLETE,
        /** The body is longer than the limit; nothing beyond it was kept. */
        TOO_LARGE
    }

    /**
     * Moves what belongs to the body from the input into the buffer.
     *
     * @throws Rejection when the coding is broken or there is no room
     */
    Progress read(ByteBuf in, BodyBuffer body) throws Rejection;

    /** A reader for the body that this head announces. */
    static BodyReader of(Head head, IngressLimits limits) {
        return head.chunked() ? new ChunkedReader(limits.headerBytes()) : new LengthReader(head.bodyLength());
    }
}
