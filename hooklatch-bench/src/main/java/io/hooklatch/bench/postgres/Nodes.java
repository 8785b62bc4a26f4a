package io.hooklatch.bench.postgres;

import io.hooklatch.Hooklatch;
import io.hooklatch.bench.FirstProblem;
import io.hooklatch.bench.inbox.StripeInbox;
import io.hooklatch.bench.load.Latencies;
import io.hooklatch.jdbc.PostgresStore;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Route;
import io.hooklatch.work.Handler;
import io.hooklatch.work.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Work that nodes on one database share: a backlog drained, and single events on an idle system. */
final class Nodes {
    private static final String HANDLER = "work";
    private static final int ON_THEIR_WAY = 1024;
    private static final long STALLED_SECONDS = 120;
    private static final long BETWEEN_MILLIS = 15;

    private final Database database;

    Nodes(Database database) {
        this.database = database;
    }

    /** Stores events, then starts so many nodes; events handled per second. */
    double drain(int nodes, int events) throws Exception {
        String schema = database.newSchema();
        try (PostgresStore store = database.node(schema)) {
            fill(store, events);
        }
        AtomicLong runs = new AtomicLong();
        CountDownLatch left = new CountDownLatch(events);
        List<Hooklatch> running = new ArrayList<>();
        List<PostgresStore> opened = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            opened.add(database.node(schema));
        }
        long begun = System.nanoTime();
        for (PostgresStore store : opened) {
            running.add(inbox(store, event -> {
                runs.incrementAndGet();
                left.countDown();
            }));
        }
        boolean all = left.await(STALLED_SECONDS, TimeUnit.SECONDS);
        while (all && !running.get(0).reader().openDispatches().isEmpty()) {
            Thread.sleep(1);
        }
        long took = System.nanoTime() - begun;
        running.forEach(Hooklatch::close);
        if (!all || runs.get() != events) {
            throw new IllegalStateException("the handler was called " + runs + " times for " + events + " events");
        }
        database.requireExactly(
                events, "SELECT count(*) FROM " + schema + ".dispatch WHERE attempts = 1 AND state = 4");
        database.drop(schema);
        return events * 1e9 / took;
    }

    /**
     * Events one by one on a system that does nothing else: from the moment when the receipt is there to the begin of the
     * handler.
     *
     * @param elsewhere whether another node than the one that received runs the handler
     */
    Latencies idle(boolean elsewhere, int events) throws Exception {
        String schema = database.newSchema();
        SynchronousQueue<Long> begins = new SynchronousQueue<>();
        Latencies latencies = new Latencies();
        try (PostgresStore receiving = database.node(schema);
                Hooklatch working =
                        inbox(elsewhere ? database.node(schema) : receiving, event -> begins.put(System.nanoTime()))) {
            for (int i = 0; i < events; i++) {
                Thread.sleep(BETWEEN_MILLIS);
                long stored = elsewhere ? append(receiving, i) : receive(working, i);
                Long begin = begins.poll(STALLED_SECONDS, TimeUnit.SECONDS);
                if (begin == null) {
                    throw new IllegalStateException("event " + i + " was never handled");
                }
                if (i >= events / 10) {
                    latencies.record(begin - stored);
                }
            }
        }
        database.drop(schema);
        return latencies;
    }

    private static long append(InboxStore store, int number) throws Exception {
        store.append(event(number)).toCompletableFuture().get();
        return System.nanoTime();
    }

    private static long receive(Hooklatch inbox, int number) {
        if (!inbox.receive(request(number)).accepted()) {
            throw new IllegalStateException("event " + number + " was not accepted");
        }
        return System.nanoTime();
    }

    private static Hooklatch inbox(PostgresStore store, Handler handler) {
        return Hooklatch.builder()
                .store(store)
                .endpoint(Endpoint.named(StripeInbox.ENDPOINT).path("/bench").unverified())
                .handler(HANDLER, Selector.on(StripeInbox.ENDPOINT), handler)
                .start();
    }

    private static void fill(PostgresStore store, int events) throws InterruptedException {
        Semaphore free = new Semaphore(ON_THEIR_WAY);
        FirstProblem problem = new FirstProblem();
        for (int i = 0; i < events; i++) {
            free.acquire();
            store.append(event(i)).whenComplete((appended, failure) -> {
                free.release();
                if (failure != null) {
                    problem.report("cannot store the backlog: " + failure);
                }
            });
        }
        free.acquire(ON_THEIR_WAY);
        problem.raise();
    }

    private static Request request(int number) {
        byte[] body =
                ("{\"n\":" + number + "," + "\"x\":\"" + "y".repeat(1000) + "\"}").getBytes(StandardCharsets.UTF_8);
        return new Request("POST", "/bench", Headers.of("content-type", "application/json"), body, "127.0.0.1");
    }

    private static NewDelivery event(int number) {
        Request request = request(number);
        return NewDelivery.of(
                StripeInbox.ENDPOINT,
                DeliveryKind.MESSAGE,
                System.currentTimeMillis(),
                request,
                request.body().length,
                Verdict.unverified(),
                Names.none(),
                List.of(),
                List.of(Route.queued(HANDLER)));
    }
}
