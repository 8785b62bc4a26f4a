package io.hooklatch.jdbc.postgres.write;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for one lane. Work comes before deliveries, and some deliveries always come along. Thread-safe. */
final class LaneQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Queue<Append> deliveries = new ArrayDeque<>();
    private final Queue<Write<?>> work = new ArrayDeque<>();
    private final int batchRows;
    private final long batchBytes;
    private boolean closed;

    LaneQueue(int batchRows, long batchBytes) {
        this.batchRows = batchRows;
        this.batchBytes = batchBytes;
    }

    /** False when it is closed. */
    boolean add(Write<?> write) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            if (write instanceof Append append) {
                deliveries.add(append);
            } else {
                work.add(write);
            }
            something.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Moves a batch into the list, which is empty; waits for something to do. False when closed and all is done. */
    boolean take(List<Write<?>> batch) {
        lock.lock();
        try {
            while (deliveries.isEmpty() && work.isEmpty()) {
                if (closed) {
                    return false;
                }
                something.awaitUninterruptibly();
            }
            while (batch.size() < batchRows && !work.isEmpty()) {
                batch.add(work.remove());
            }
            int rows = batch.size();
            int most = Math.max(batchRows, rows + batchRows / 4);
            long bytes = 0;
            while (rows < most && bytes <= batchBytes && !deliveries.isEmpty()) {
                Append next = deliveries.remove();
                rows += next.rows();
                bytes += next.bytes();
                batch.add(next);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more in; what is in is still taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
