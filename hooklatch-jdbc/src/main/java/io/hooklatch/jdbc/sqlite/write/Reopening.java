package io.hooklatch.jdbc.sqlite.write;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How often the file is opened anew while commits fail: once a second at most. Used by the writer's thread. */
final class Reopening {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private long last;
    private int count;

    Reopening(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it may be opened now; then it counts as opened. */
    boolean allowed() {
        long now = nanos.getAsLong();
        if (count > 0 && now - last < EVERY) {
            return false;
        }
        last = now;
        count++;
        return true;
    }

    int count() {
        return count;
    }
}
