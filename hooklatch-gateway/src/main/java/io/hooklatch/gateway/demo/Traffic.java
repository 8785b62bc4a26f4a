package io.hooklatch.gateway.demo;

import io.hooklatch.message.Request;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Sends the requests of a plan over as many connections as a crowd needs. One run at a time. */
final class Traffic implements Closeable {
    static final int CONNECTIONS = 64;

    private static final int PATIENCE_MILLIS = 20_000;

    private final InstantSource clock;
    private final List<Wire> wires = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS, task -> {
        Thread thread = new Thread(task, "demo-sender");
        thread.setDaemon(true);
        return thread;
    });

    Traffic(InetSocketAddress gateway, InstantSource clock) {
        this.clock = clock;
        for (int i = 0; i < CONNECTIONS; i++) {
            wires.add(new Wire(gateway, PATIENCE_MILLIS));
        }
    }

    /** One request and the copies that leave together with it. */
    private record Shot(Batch batch, int number, CyclicBarrier start) {}

    /**
     * Sends all requests of these batches, in order over all connections, and waits for their answers.
     *
     * @param progress is told after each answer how many there are; called by many threads
     */
    Sent send(List<Batch> batches, IntConsumer progress) {
        List<Shot> shots = shots(batches);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        long[] nanos = new long[shots.size()];
        Map<String, Integer> surprises = new TreeMap<>();
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (Wire wire : wires) {
            workers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = next.getAndIncrement(); i < shots.size(); i = next.getAndIncrement()) {
                            String surprise = send(wire, shots.get(i), i, nanos);
                            if (!surprise.isEmpty()) {
                                synchronized (surprises) {
                                    surprises.merge(surprise, 1, Integer::sum);
                                }
                            }
                            progress.accept(answered.incrementAndGet());
                        }
                    },
                    threads));
        }
        workers.forEach(CompletableFuture::join);
        long took = System.nanoTime() - begun;
        Arrays.sort(nanos);
        return new Sent(nanos, took, surprises);
    }

    private static List<Shot> shots(List<Batch> batches) {
        List<Shot> shots = new ArrayList<>();
        for (Batch batch : batches) {
            int together = batch.scenario() == Scenario.CROWD ? batch.scenario().copies() : 1;
            for (int event = 0; event < batch.events(); event++) {
                CyclicBarrier start = new CyclicBarrier(together);
                for (int copy = 0; copy < batch.scenario().copies(); copy++) {
                    shots.add(new Shot(batch, event, start));
                }
            }
        }
        return shots;
    }

    /** Sends one request; what was not to be expected of its answer, or an empty string. */
    private String send(Wire wire, Shot shot, int index, long[] nanos) {
        Scenario scenario = shot.batch().scenario();
        Request request = shot.batch().provider().request(scenario, shot.number(), clock.millis());
        try {
            shot.start().await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            long begun = System.nanoTime();
            int status = wire.send(request);
            nanos[index] = System.nanoTime() - begun;
            boolean expected = scenario.accepted() ? status / 100 == 2 : status == 401;
            return expected ? "" : shot.batch().provider().name() + ", " + scenario.words() + ": answered " + status;
        } catch (IOException | BrokenBarrierException | TimeoutException e) {
            return shot.batch().provider().name() + ", " + scenario.words() + ": not answered (" + e + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return shot.batch().provider().name() + ", " + scenario.words() + ": interrupted";
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Wire wire : wires) {
            wire.close();
        }
    }
}
