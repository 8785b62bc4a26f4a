package io.hooklatch.work;

import io.hooklatch.message.Event;
import io.hooklatch.message.Names;
import io.hooklatch.receive.Outlet;
import io.hooklatch.store.Appended;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import io.hooklatch.store.TransactionalStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The engine: one lane per handler, a beat that enforces time limits and renews leases, and a slow poll as the safety net
 * under the signals. Thread-safe.
 */
public final class Workers implements Outlet {
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofSeconds(10);

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final WorkContext work;
    private final ThreadPoolExecutor threads;
    private volatile boolean started;
    private volatile boolean stopped;
    private long beats;

    /**
     * @param registrations the handlers; names are unique
     * @param settings timer, randomness, listeners, lease time
     * @throws IllegalArgumentException when a transactional handler is registered and the store has no transactions
     */
    public Workers(InboxStore store, List<Registration> registrations, WorkSettings settings) {
        AtomicLong made = new AtomicLong();
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "hooklatch-worker-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        work = new WorkContext(
                store, settings.timer(), settings.listeners(), settings.random(), threads, settings.leaseFor());
        for (Registration registration : registrations) {
            lanes.put(registration.name(), lane(registration, store));
        }
    }

    private Lane lane(Registration registration, InboxStore store) {
        if (!(registration.task() instanceof Registration.Task.Transactional task)) {
            return new PlainLane(registration, work);
        }
        if (!(store instanceof TransactionalStore transactional)) {
            throw new IllegalArgumentException("transactional handler \"" + registration.name() + "\": "
                    + store.getClass().getSimpleName()
                    + " has no transactions; use a database store or a plain handler");
        }
        return new TransactionalLane(registration, task.handler(), transactional, work);
    }

    /** Makes what a crash left due again, then begins to work. Blocks until that is durable. */
    public void start() {
        try {
            work.store().recover().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot recover what an earlier run left: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while recovering what an earlier run left", e);
        }
        work.store().onWork(this::othersMade);
        started = true;
        lanes.values().forEach(Lane::signal);
        beat();
    }

    /** Another node says that there is work. */
    private void othersMade(Optional<String> handler) {
        if (handler.isEmpty()) {
            lanes.values().forEach(Lane::signal);
            return;
        }
        Lane lane = lanes.get(handler.get());
        if (lane != null) { // else it is a handler of that node alone
            lane.signal();
        }
    }

    private void beat() {
        if (stopped) {
            return;
        }
        beats++;
        boolean poll = beats % (POLL.toMillis() / BEAT.toMillis()) == 0;
        for (Lane lane : lanes.values()) {
            lane.enforceTimeLimit();
            new Heartbeat(lane, work).beat();
            if (poll) {
                lane.signal();
            }
        }
        work.timer().after(BEAT, this::beat);
    }

    @Override
    public List<Route> routes(String endpoint, Names names) {
        List<Route> routes = new ArrayList<>(2);
        for (Lane lane : lanes.values()) {
            if (lane.registration.selector().selects(endpoint, names)) {
                String handler = lane.registration.name();
                routes.add(lane.tryClaim() ? Route.claimed(handler, work.leaseFor()) : Route.queued(handler));
            }
        }
        return routes;
    }

    @Override
    public void appended(NewDelivery delivery, Appended appended) {
        if (!delivery.becomesEvent()) {
            return;
        }
        int leases = 0;
        Set<Lane> queued = delivery.batch() ? new LinkedHashSet<>() : Set.of();
        for (int i = 0; i < delivery.events().size(); i++) {
            NewEvent event = delivery.events().get(i);
            boolean created = !appended.events().get(i).duplicate();
            for (Route route : event.routes()) {
                Lane lane = lane(route);
                if (route.claimFor().isPresent() && created && isOf(appended, leases, i, route)) {
                    Lease lease = appended.leases().get(leases++);
                    lane.claimed(lease, event(lease, delivery, event, appended));
                } else if (route.claimFor().isPresent()) {
                    lane.unclaimed();
                    if (created) {
                        lane.signal(); // the handler was paused, and may not be any more
                    }
                } else if (created && delivery.batch()) {
                    queued.add(lane);
                } else if (created) {
                    lane.signal();
                }
            }
        }
        queued.forEach(Lane::signal);
    }

    /** Whether the next lease is that of this route; a route to a paused handler got none. */
    private static boolean isOf(Appended appended, int next, int event, Route route) {
        if (next == appended.leases().size()) {
            return false;
        }
        Lease lease = appended.leases().get(next);
        return lease.handler().equals(route.handler())
                && lease.eventId().equals(appended.events().get(event).id());
    }

    /** There may be something new to do for any handler. Before {@link #start} nothing is taken. */
    public void signal() {
        if (started) {
            lanes.values().forEach(Lane::signal);
        }
    }

    @Override
    public List<String> handlers(String endpoint, Names names) {
        return lanes.values().stream()
                .map(lane -> lane.registration)
                .filter(handler -> handler.selector().selects(endpoint, names))
                .map(Registration::name)
                .toList();
    }

    /** Every handler, in the order of their registration. */
    public List<String> handlers() {
        return List.copyOf(lanes.keySet());
    }

    @Override
    public void notAppended(NewDelivery delivery) {
        for (NewEvent event : delivery.events()) {
            for (Route route : event.routes()) {
                if (route.claimFor().isPresent()) {
                    lane(route).unclaimed();
                }
            }
        }
    }

    private Lane lane(Route route) {
        Lane lane = lanes.get(route.handler());
        if (lane == null) {
            throw new IllegalStateException("no handler is named " + route.handler());
        }
        return lane;
    }

    private static Event event(Lease lease, NewDelivery delivery, NewEvent event, Appended appended) {
        return new Event(
                lease.eventId(),
                lease.dispatchId(),
                lease.attempt(),
                delivery.endpoint(),
                delivery.receivedAt(),
                appended.deliveryId(),
                delivery.verdict(),
                event.names(),
                delivery.request(),
                event.element());
    }

    /**
     * Takes no more leases, gives back what has not started, waits for what runs, and at the bound interrupts it and
     * records that it is to be tried again. Idempotent.
     *
     * @param bound how long to wait for running handlers
     */
    public void stop(Duration bound) {
        if (stopped) {
            return;
        }
        lanes.values().forEach(Lane::stop);
        try {
            long end = work.timer().nanos() + bound.toNanos();
            for (Lane lane : lanes.values()) {
                if (!lane.awaitIdle(
                        Duration.ofNanos(Math.max(0, end - work.timer().nanos())))) {
                    lane.cutOff();
                }
            }
            for (Lane lane : lanes.values()) {
                lane.awaitIdle(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            lanes.values().forEach(Lane::cutOff);
            Thread.currentThread().interrupt();
        }
        stopped = true;
        threads.shutdown();
    }
}
