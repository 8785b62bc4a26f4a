package io.hooklatch.gateway.ingress;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes may wait in memory, over all connections. Thread-safe. */
final class ByteBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** Takes so many bytes, or none and answers false when they would exceed the limit. */
    boolean take(int bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
