package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.store.StoreBusyException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits in all lanes together. Deliveries are bounded in number and bytes, from the call until their commit; work
 * on what is stored already is bounded by nature and never refused. Thread-safe.
 */
final class Bounds {
    private final PostgresSettings settings;
    private final AtomicInteger rows = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger others = new AtomicInteger();

    Bounds(PostgresSettings settings) {
        this.settings = settings;
    }

    /**
     * Lets a write in.
     *
     * @throws StoreBusyException when too many deliveries wait
     */
    void enter(Write<?> write) {
        if (!(write instanceof Append)) {
            others.incrementAndGet();
            return;
        }
        int share = share(write);
        if (rows.addAndGet(share) > settings.queueRows()) {
            rows.addAndGet(-share);
            throw new StoreBusyException(settings.name() + ": " + settings.queueRows()
                    + " deliveries wait for their commit, which is the limit");
        }
        long all = bytes.addAndGet(write.bytes());
        // One that is over the limit by itself may still come when it comes alone.
        if (all > settings.queueBytes() && all > write.bytes()) {
            rows.addAndGet(-share);
            bytes.addAndGet(-write.bytes());
            throw new StoreBusyException(settings.name() + ": deliveries of " + (all - write.bytes())
                    + " bytes wait for their commit; the limit is " + settings.queueBytes());
        }
    }

    /** It is committed or has failed. */
    void leave(Write<?> write) {
        if (write instanceof Append) {
            rows.addAndGet(-share(write));
            bytes.addAndGet(-write.bytes());
        } else {
            others.decrementAndGet();
        }
    }

    /** A transaction is lent, or one comes back. */
    void lent(int change) {
        others.addAndGet(change);
    }

    /** What a delivery takes of the room: one row, or for a batch so much that a few large ones still find room. */
    private int share(Write<?> write) {
        return Math.min(write.rows(), 1 + settings.queueRows() / 16);
    }

    int waiting() {
        return rows.get() + others.get();
    }
}
