package io.hooklatch.gateway.crash;

import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process, without a word to anybody, when a point of its work is reached for the n-th time. Thread-safe. */
final class Failpoint {
    /** What the process leaves behind as its exit code. */
    static final int EXIT_CODE = 137;

    private final Point point;
    private final AtomicInteger left;

    /** Where it can end. */
    enum Point {
        /** Nowhere. */
        NEVER,
        /** A request is verified; nothing of it has reached the store. */
        BEFORE_APPEND,
        /** The delivery is durable; the sender has no answer yet. */
        AFTER_APPEND,
        /** The dispatch is leased; its handler has not been called. */
        AFTER_LEASE,
        /** The handler runs. */
        IN_HANDLER,
        /** The handler has committed elsewhere; the inbox does not know. */
        BEFORE_HANDLED,
        /** The handled mark is durable; the worker does not know. */
        AFTER_HANDLED,
        /** The handler failed; the inbox does not know. */
        BEFORE_RETRY,
        /** The retry is durable; the worker does not know. */
        AFTER_RETRY,
        /** The handler has written in the inbox's transaction, which is open. */
        IN_TRANSACTION,
        /** That transaction is durable; the worker does not know. */
        AFTER_TRANSACTION,
        /** At start: nothing is recovered. */
        BEFORE_RECOVERY,
        /** At start: all is recovered, no worker works. */
        AFTER_RECOVERY
    }

    /** @param nth from 1 */
    Failpoint(Point point, int nth) {
        this.point = point;
        this.left = new AtomicInteger(nth);
    }

    void reach(Point reached) {
        if (reached == point && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
