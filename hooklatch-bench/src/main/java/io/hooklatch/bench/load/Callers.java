package io.hooklatch.bench.load;

import io.hooklatch.bench.FirstProblem;
import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that each send one request after the other and wait for each answer. A slow answer therefore slows the load
 * down: latencies are those of so many callers, not of a fixed rate.
 */
public final class Callers {
    private final SignedBatch batch;
    private final Door door;
    private final CountDownLatch end = new CountDownLatch(1);
    private final FirstProblem problem = new FirstProblem();
    private final AtomicLong accepted = new AtomicLong();
    private volatile Phase phase = Phase.WARMING;

    private enum Phase {
        WARMING,
        MEASURING,
        OVER
    }

    /** Takes one request, and says whether it was accepted once its receipt is durable. */
    @FunctionalInterface
    public interface Door {
        boolean send(Request request);
    }

    /**
     * What came of it.
     *
     * @param perSecond accepted requests per second while it was measured
     * @param latencies of those
     * @param accepted all of them, with those of the warm-up
     * @param cpuNanos processor time of this process for each of those that were measured, the callers' included
     */
    public record Result(double perSecond, Latencies latencies, long accepted, double cpuNanos) {}

    private Callers(SignedBatch batch, Door door) {
        this.batch = batch;
        this.door = door;
    }

    /**
     * Sends until the time is over.
     *
     * @param callers how many threads
     * @param warmUp how long nothing is measured, in nanoseconds
     * @param measured how long it is, in nanoseconds
     * @throws IllegalStateException when a request was not accepted, or there were too few of them
     */
    public static Result run(int callers, long warmUp, long measured, SignedBatch batch, Door door)
            throws InterruptedException {
        return new Callers(batch, door).run(callers, warmUp, measured);
    }

    /** Sends every request of the batch and measures all of them. */
    public static Result all(int callers, SignedBatch batch, Door door) throws InterruptedException {
        Callers all = new Callers(batch, door);
        all.phase = Phase.MEASURING;
        List<Latencies> own = new ArrayList<>();
        List<Thread> threads = all.start(callers, own, false);
        long begun = System.nanoTime();
        long cpu = ProcessorTime.nanos();
        for (Thread thread : threads) {
            thread.join();
        }
        return all.result(own, System.nanoTime() - begun, ProcessorTime.nanos() - cpu);
    }

    private Result run(int callers, long warmUp, long measured) throws InterruptedException {
        List<Latencies> own = new ArrayList<>();
        List<Thread> threads = start(callers, own, true);
        boolean stopped = end.await(warmUp, TimeUnit.NANOSECONDS);
        long begun = System.nanoTime();
        long cpu = ProcessorTime.nanos();
        phase = Phase.MEASURING;
        if (!stopped) {
            end.await(measured, TimeUnit.NANOSECONDS);
        }
        phase = Phase.OVER;
        long took = System.nanoTime() - begun;
        cpu = ProcessorTime.nanos() - cpu;
        for (Thread thread : threads) {
            thread.join();
        }
        return result(own, took, cpu);
    }

    private Result result(List<Latencies> own, long took, long cpu) {
        problem.raise();
        Latencies sum = new Latencies();
        own.forEach(sum::add);
        return new Result(sum.count() * 1e9 / took, sum, accepted.get(), (double) cpu / sum.count());
    }

    private List<Thread> start(int callers, List<Latencies> own, boolean endless) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Latencies latencies = new Latencies();
            own.add(latencies);
            threads.add(new Thread(() -> send(latencies, endless), "caller-" + i));
        }
        threads.forEach(Thread::start);
        return threads;
    }

    private void send(Latencies latencies, boolean endless) {
        long count = 0;
        while (phase != Phase.OVER) {
            Optional<Request> request = batch.next();
            if (request.isEmpty()) {
                if (endless) {
                    stop("all " + batch.size() + " signed requests were sent before the time was over: raise --most");
                }
                break;
            }
            long begun = System.nanoTime();
            if (!taken(request.get())) {
                break;
            }
            long took = System.nanoTime() - begun;
            count++;
            if (phase == Phase.MEASURING) {
                latencies.record(took);
            }
        }
        accepted.addAndGet(count);
    }

    private boolean taken(Request request) {
        try {
            if (door.send(request)) {
                return true;
            }
            stop("a request was not accepted");
        } catch (RuntimeException e) {
            stop("a request failed: " + e);
        }
        return false;
    }

    private void stop(String why) {
        problem.report(why);
        end.countDown();
    }
}
