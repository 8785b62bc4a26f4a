package io.hooklatch.recipe;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A few objects to take and give back, for callers of which few run at the same moment. Never blocks; when none is left a
 * new one is made, and what does not fit when given back is dropped. It dies with its owner and does not mind how many
 * threads there are or how long they live, which a cache in every thread would.
 */
final class Pool<T> {
    private static final int TRIES = 4;

    private final AtomicReferenceArray<T> slots;
    private final Supplier<T> maker;

    /** A pool that holds one object, made by the caller's thread, so that a maker that cannot is known at once. */
    Pool(Supplier<T> maker) {
        int processors = Runtime.getRuntime().availableProcessors();
        this.slots = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(4, 4 * processors)));
        this.maker = maker;
        give(maker.get());
    }

    T take() {
        int start = start();
        for (int i = 0; i < TRIES; i++) {
            int slot = (start + i) & (slots.length() - 1);
            if (slots.getPlain(slot) != null) {
                T taken = slots.getAndSet(slot, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return maker.get();
    }

    void give(T object) {
        int start = start();
        for (int i = 0; i < TRIES; i++) {
            int slot = (start + i) & (slots.length() - 1);
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, object)) {
                return;
            }
        }
    }

    private static int start() {
        long id = Thread.currentThread().getId();
        return (int) ((id * 0x9E3779B97F4A7C15L) >>> 40);
    }
}
