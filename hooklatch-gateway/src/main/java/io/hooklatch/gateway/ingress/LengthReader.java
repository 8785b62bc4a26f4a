package io.hooklatch.gateway.ingress;

import io.netty.buffer.ByteBuf;

/** A body whose length was announced and found to be within the limit. */
final class LengthReader implements BodyReader {
    private long missing;

    LengthReader(long length) {
        this.missing = length;
    }

    @Override
    public Progress read(ByteBuf in, BodyBuffer body) throws Rejection {
        int count = (int) Math.min(in.readableBytes(), missing);
        body.append(in, count);
        missing -= count;
        return missing == 0 ? Progress.COMPLETE : Progress.UNFINISHED;
    }
}
