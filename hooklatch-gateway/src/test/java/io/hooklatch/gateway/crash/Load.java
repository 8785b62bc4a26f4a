package io.hooklatch.gateway.crash;

import io.hooklatch.gateway.demo.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sends to one port over several connections and writes the ledger. Every twentieth id is sent twice at about the same
 * time, and every tenth request repeats one that was acknowledged, as by a sender whose network is poor.
 */
final class Load implements AutoCloseable {
    private static final int CONNECTIONS = 12;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int SETTLE_ROUNDS = 20;
    private static final int REMEMBERED = 2_000;

    private final Ledger ledger;
    private final Sender sender = new Sender();
    private final String run;
    private final AtomicLong next = new AtomicLong();
    private final ArrayBlockingQueue<String> acked = new ArrayBlockingQueue<>(REMEMBERED);
    private final ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param run begins every id */
    Load(Ledger ledger, String run) {
        this.ledger = ledger;
        this.run = run;
    }

    /** A load that runs until it is ended. */
    final class Running {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final List<CompletableFuture<Void>> senders = new ArrayList<>();
        private final CountDownLatch wanted;

        private Running(int answers) {
            wanted = new CountDownLatch(answers);
        }

        /** Waits until as many requests are answered as were wanted. */
        boolean awaitAnswers() throws InterruptedException {
            return wanted.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }

        private boolean sendOne(Wire wire) {
            if (ended.get() || !sendNext(wire)) {
                return false;
            }
            wanted.countDown();
            return true;
        }

        /** Lets every sender finish its request and waits for that. */
        void end() {
            ended.set(true);
            senders.forEach(CompletableFuture::join);
        }
    }

    /** Sends these ids again, among new ones. */
    void again(Collection<String> ids) {
        unanswered.clear();
        unanswered.addAll(ids);
    }

    /**
     * Sends new ids to this port from now on; a sender ends with its connection, since only a dead process breaks it.
     *
     * @param answers how many answers {@link Running#awaitAnswers} waits for
     */
    Running start(int port, int answers) {
        return start(port, answers, CONNECTIONS);
    }

    /** As above, over so many connections. */
    Running start(int port, int answers, int connections) {
        Running running = new Running(answers);
        for (int i = 0; i < connections; i++) {
            running.senders.add(sender(port, running::sendOne));
        }
        return running;
    }

    private boolean sendNext(Wire wire) {
        long number = next.getAndIncrement();
        String old = number % 5 == 2 ? unanswered.poll() : number % 10 == 5 ? acked.poll() : null;
        return send(wire, old == null ? run + "-" + (number % 20 == 1 ? number - 1 : number) : old);
    }

    /** So many ids that were never sent. */
    List<String> fresh(int count) {
        return Stream.generate(() -> run + "-" + next.getAndIncrement())
                .limit(count)
                .toList();
    }

    /** Sends what has no answer yet until all of it has; fails when that takes too many rounds. */
    void settleAll(int port) {
        List<String> unacked = ledger.unacked();
        for (int round = 0; round < SETTLE_ROUNDS && !unacked.isEmpty(); round++) {
            settle(port, unacked);
            unacked = ledger.unacked();
        }
        if (!unacked.isEmpty()) {
            throw new IllegalStateException("not acknowledged in the end: " + unacked);
        }
    }

    /** Sends each of these ids once; each connection gives up at the first that has no answer. */
    void settle(int port, Collection<String> ids) {
        ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>(ids);
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            senders.add(sender(port, wire -> {
                String id = queue.poll();
                return id != null && send(wire, id);
            }));
        }
        senders.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> sender(int port, Predicate<Wire> goesOn) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return CompletableFuture.runAsync(
                () -> {
                    try (Wire wire = new Wire(server, PATIENCE_MILLIS)) {
                        boolean more = true;
                        while (more) {
                            more = goesOn.test(wire);
                        }
                    } catch (IOException e) {
                        ledger.surprise("cannot close a connection: " + e);
                    }
                },
                threads);
    }

    /** Sends once; false when there was no answer. */
    private boolean send(Wire wire, String id) {
        ledger.sending(id);
        try {
            int status = wire.send(sender.request(id));
            if (status / 100 == 2) {
                ledger.acked(id);
                acked.offer(id);
            } else if (status != 503) {
                ledger.surprise(id + " was answered with " + status);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
