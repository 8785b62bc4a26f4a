package io.hooklatch.gateway.ingress;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Collects one body. It grows with the bytes that really arrive, never with those that were only announced, and every
 * byte of its room is taken from the budget first. Used by one event loop.
 */
final class BodyBuffer {
    private static final int SMALLEST = 4096;
    private static final byte[] NOTHING = {};

    private final long announced;
    private final int limit;
    private final ByteBudget budget;
    private byte[] bytes = NOTHING;
    private int length;

    /**
     * @param announced the length it will have, or {@link Head#CHUNKED}
     * @param limit the most bytes it may have
     */
    BodyBuffer(long announced, int limit, ByteBudget budget) {
        this.announced = announced;
        this.limit = limit;
        this.budget = budget;
    }

    /** Whether so many more bytes would exceed the limit. */
    boolean exceededBy(long more) {
        return more > limit - length;
    }

    /** Moves bytes over; they must not exceed the limit. */
    void append(ByteBuf in, int count) throws Rejection {
        if (bytes.length - length < count) {
            grow(length + count);
        }
        in.readBytes(bytes, length, count);
        length += count;
    }

    /** How many bytes of the budget it holds. */
    int held() {
        return bytes.length;
    }

    /** The body, exactly as long as it is. The budget keeps counting {@link #held()} bytes for it. */
    byte[] bytes() {
        if (bytes.length > length) {
            byte[] exact = Arrays.copyOf(bytes, length);
            budget.giveBack(bytes.length - length);
            bytes = exact;
        }
        return bytes;
    }

    /** Drops what was collected and gives its room back. */
    void drop() {
        budget.giveBack(bytes.length);
        bytes = NOTHING;
        length = 0;
    }

    private void grow(int needed) throws Rejection {
        long end = announced == Head.CHUNKED ? limit : announced;
        long doubled = Math.max(2L * bytes.length, SMALLEST);
        int size = (int) Math.min(Math.max(needed, doubled), end);
        if (!budget.take(size)) {
            throw Rejection.noRoom();
        }
        int former = bytes.length;
        bytes = Arrays.copyOf(bytes, size);
        budget.giveBack(former);
    }
}
