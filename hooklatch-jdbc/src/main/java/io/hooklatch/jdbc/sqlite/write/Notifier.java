package io.hooklatch.jdbc.sqlite.write;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Tells many callers that their writes are durable, on a thread of its own: waking fifty threads takes longer than a
 * commit, and the writer goes on meanwhile.
 */
final class Notifier implements AutoCloseable {
    /** Up to so many callers the writer tells itself, which is sooner for them. */
    private static final int FEW = 8;

    private final BlockingQueue<List<Write<?>>> batches = new LinkedBlockingQueue<>();
    private final Thread thread;

    Notifier(String file) {
        thread = new Thread(this::run, "hooklatch-notify " + file);
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells them, now or soon. The list is not to be changed afterwards. */
    void tell(List<Write<?>> batch) {
        if (batch.size() <= FEW) {
            batch.forEach(Write::tell);
        } else {
            batches.add(batch);
        }
    }

    private void run() {
        try {
            for (List<Write<?>> batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
                batch.forEach(Write::tell);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody has this thread to interrupt it
        }
    }

    /** Tells everybody who waits, then ends. */
    @Override
    public void close() {
        batches.add(List.of());
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
