package io.hooklatch.bench.retention;

import io.hooklatch.Hooklatch;
import io.hooklatch.bench.FirstProblem;
import io.hooklatch.bench.load.Latencies;
import io.hooklatch.bench.load.SignedBatch;
import io.hooklatch.bench.load.StripeTraffic;
import io.hooklatch.message.Request;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Receipts at a fixed rate, whatever the answers take: each latency counts from the moment at which the request was to be
 * sent, so that nothing hides behind a stop. Thread-safe.
 */
final class Steady implements AutoCloseable {
    private static final int SIGNED_AT_ONCE = 100;
    private static final int ON_THEIR_WAY = 4000;
    private static final long STALLED_SECONDS = 60;

    private final Hooklatch inbox;
    private final StripeTraffic traffic;
    private final long gap;
    private final Thread thread = new Thread(this::send, "steady-receipts");
    private final Semaphore free = new Semaphore(ON_THEIR_WAY);
    private final FirstProblem problem = new FirstProblem();
    private volatile boolean over;
    private Latencies lap = new Latencies();

    private Steady(Hooklatch inbox, StripeTraffic traffic, int perSecond) {
        this.inbox = inbox;
        this.traffic = traffic;
        this.gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    static Steady begin(Hooklatch inbox, StripeTraffic traffic, int perSecond) {
        Steady steady = new Steady(inbox, traffic, perSecond);
        steady.thread.start();
        return steady;
    }

    /** What was answered since the last lap. */
    synchronized Latencies lap() {
        Latencies done = lap;
        lap = new Latencies();
        return done;
    }

    private synchronized void record(long nanos) {
        lap.record(nanos);
    }

    private void send() {
        SignedBatch batch = sign();
        long due = System.nanoTime();
        while (!over && problem.none()) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            Request request = batch.next().orElse(null);
            if (request == null) {
                batch = sign();
                continue;
            }
            if (!free.tryAcquire()) {
                problem.report("more than " + ON_THEIR_WAY + " receipts wait for their answer: lower --rate");
                return;
            }
            answer(request, due);
            due += gap;
        }
    }

    private void answer(Request request, long due) {
        inbox.receiveAsync(request).whenComplete((receipt, failure) -> {
            record(System.nanoTime() - due);
            if (failure != null || !receipt.accepted()) {
                problem.report("a request was not accepted: " + receipt + " " + failure);
            }
            free.release();
        });
    }

    private SignedBatch sign() {
        return traffic.sign(SIGNED_AT_ONCE, System.currentTimeMillis() / 1000);
    }

    /** Ends it once all are answered. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
            if (!free.tryAcquire(ON_THEIR_WAY, STALLED_SECONDS, TimeUnit.SECONDS)) {
                problem.report("some requests were never answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem.report("interrupted");
        }
        problem.raise();
    }
}
