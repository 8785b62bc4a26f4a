package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.store.StoreBusyException;
import io.hooklatch.store.StoreUnavailableException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer. Deliveries are bounded in number and bytes, from the call until their commit; work on what is
 * stored already (leases, completions) is bounded by nature and never refused, so that a flood of deliveries cannot stop
 * it. Turns are the transactions lent to handlers.
 */
final class WriteQueue {
    /**
     * How long the writer stays awake after it committed one write alone: a single caller who sends the next one at once
     * saves the waking of a thread for each. Many callers do not need it, since their writes wait already.
     */
    private static final long AWAKE_NANOS = 100_000;

    private final SqliteSettings settings;
    private final Queue<Write<?>> deliveries = new ConcurrentLinkedQueue<>();
    private final Queue<Write<?>> work = new ConcurrentLinkedQueue<>();
    private final Queue<Turn> turns = new ConcurrentLinkedQueue<>();
    private final AtomicInteger deliveryRows = new AtomicInteger();
    private final AtomicLong deliveryBytes = new AtomicLong();
    private final AtomicInteger others = new AtomicInteger();
    private volatile boolean closed;
    private volatile boolean abandoned;
    private volatile @Nullable Thread sleeper;

    /** Whether the last batch was one write. The writer's own. */
    private boolean alone;

    WriteQueue(SqliteSettings settings) {
        this.settings = settings;
    }

    /**
     * Queues a delivery.
     *
     * @throws StoreBusyException when too much waits
     * @throws StoreUnavailableException when closed
     */
    void addDelivery(Write<?> write) {
        requireOpen();
        int share = share(write);
        if (deliveryRows.addAndGet(share) > settings.queueRows()) {
            deliveryRows.addAndGet(-share);
            throw new StoreBusyException(settings.name() + ": " + settings.queueRows()
                    + " deliveries wait for their commit, which is the limit");
        }
        long bytes = deliveryBytes.addAndGet(write.bytes());
        // One that is over the limit by itself may still come when it comes alone.
        if (bytes > settings.queueBytes() && bytes > write.bytes()) {
            deliveryRows.addAndGet(-share);
            deliveryBytes.addAndGet(-write.bytes());
            throw new StoreBusyException(settings.name() + ": deliveries of " + (bytes - write.bytes())
                    + " bytes wait for their commit; the limit is " + settings.queueBytes());
        }
        deliveries.add(write);
        wake();
    }

    /** What a delivery takes of the queue: one row, or for a batch so much that a few large ones still find room. */
    private int share(Write<?> write) {
        return Math.min(write.rows(), 1 + settings.queueRows() / 16);
    }

    /** Queues work on what is stored. */
    void addWork(Write<?> write) {
        requireOpen();
        others.incrementAndGet();
        work.add(write);
        wake();
    }

    void addTurn(Turn turn) {
        requireOpen();
        others.incrementAndGet();
        turns.add(turn);
        wake();
    }

    private void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private void wake() {
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
        if (abandoned) {
            failAll();
        }
    }

    /** Moves a batch into the list, which is empty; waits for something to do. False when closed and all is done. */
    boolean take(List<Write<?>> batch) {
        while (true) {
            boolean last = closed;
            fill(batch);
            if (!batch.isEmpty() || !turns.isEmpty()) {
                alone = batch.size() == 1;
                return true;
            }
            if (last) {
                return false;
            }
            if (alone && comesSoon()) {
                continue;
            }
            alone = false;
            sleeper = Thread.currentThread();
            if (deliveries.isEmpty() && work.isEmpty() && turns.isEmpty() && !closed) {
                LockSupport.park(this);
            }
            sleeper = null;
        }
    }

    /** Whether something comes before sleeping is worth it. */
    private boolean comesSoon() {
        long end = System.nanoTime() + AWAKE_NANOS;
        do {
            if (!deliveries.isEmpty() || !work.isEmpty()) {
                return true;
            }
            Thread.onSpinWait();
        } while (System.nanoTime() < end);
        return false;
    }

    private void fill(List<Write<?>> batch) {
        Write<?> next;
        while (batch.size() < settings.batchRows() && (next = work.poll()) != null) {
            batch.add(next);
        }
        // Full of work or not, some deliveries come along.
        int most = Math.max(settings.batchRows(), batch.size() + settings.batchRows() / 4);
        int rows = batch.size();
        long bytes = 0;
        while (rows < most && bytes <= settings.batchBytes() && (next = deliveries.poll()) != null) {
            rows += next.rows();
            bytes += next.bytes();
            batch.add(next);
        }
    }

    /** The next transaction to lend, or null. */
    @Nullable
    Turn takeTurn() {
        return turns.poll();
    }

    /** The batch is committed or has failed. */
    void done(List<Write<?>> batch) {
        int rows = 0;
        int others = 0;
        long bytes = 0;
        for (Write<?> write : batch) {
            if (!write.isDelivery()) {
                others++;
            } else {
                rows += share(write);
                bytes += write.bytes();
            }
        }
        deliveryRows.addAndGet(-rows);
        deliveryBytes.addAndGet(-bytes);
        this.others.addAndGet(-others);
    }

    void turnDone() {
        others.decrementAndGet();
    }

    int waiting() {
        return deliveryRows.get() + others.get();
    }

    /** Lets nothing more in; what is in is still taken. */
    void close() {
        closed = true;
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Called by the writer when it ends: what slipped in since is failed, now or by whoever brings it. */
    void abandon() {
        closed = true;
        abandoned = true;
        failAll();
    }

    private void failAll() {
        for (Queue<Write<?>> queue : List.of(deliveries, work)) {
            Write<?> write;
            while ((write = queue.poll()) != null) {
                write.fail(closedException());
                write.tell();
            }
        }
        Turn turn;
        while ((turn = turns.poll()) != null) {
            turn.notRun();
        }
    }

    private StoreUnavailableException closedException() {
        return new StoreUnavailableException(settings.name() + ": the inbox is closed");
    }
}
