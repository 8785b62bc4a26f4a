package io.hooklatch.receive;

import io.hooklatch.diagnosis.Diagnoser;
import io.hooklatch.diagnosis.Refusal;
import io.hooklatch.diagnosis.Setup;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.observe.Listeners;
import io.hooklatch.store.InboxStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds out why deliveries were refused, after they were answered and away from the thread that answered.
 *
 * <p>What waits is bounded in number by the executor, in bytes of bodies and in rate for each endpoint, so that a flood of
 * forgeries costs no more than a few searches a second. What is over that is told as undiagnosed. Thread-safe.
 */
public final class Diagnoses implements AutoCloseable {
    /** How many bytes of bodies may wait. */
    private static final long MOST_BYTES = 16L << 20;

    /** Ten at once and one a second for each endpoint: refusals come in series with the same cause. */
    private static final RefusedQuota RATE = new RefusedQuota(10, 1, Long.MAX_VALUE, Integer.MAX_VALUE);

    private static final Set<Reason> WITHOUT_A_CAUSE =
            EnumSet.of(Reason.BODY_TOO_LARGE, Reason.TOO_MANY_EVENTS, Reason.VERIFIER_FAILED, Reason.KEYS_UNAVAILABLE);

    private final Diagnoser diagnoser;
    private final InboxStore store;
    private final List<Setup> setups;
    private final Listeners listeners;
    private final InstantSource clock;
    private final Executor executor;
    private final Map<String, RefusedQuota.Meter> rates = new HashMap<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean closed;

    /**
     * @param endpoints all endpoints, whose secrets are compared with each other's
     * @param executor runs one search after the other; refuses, with a {@link RejectedExecutionException}, what is too many
     */
    public Diagnoses(
            Diagnoser diagnoser,
            InboxStore store,
            Collection<Endpoint> endpoints,
            Listeners listeners,
            InstantSource clock,
            Executor executor) {
        this.diagnoser = diagnoser;
        this.store = store;
        this.setups = endpoints.stream().map(Endpoint::setup).toList();
        this.listeners = listeners;
        this.clock = clock;
        this.executor = executor;
        endpoints.forEach(endpoint -> rates.put(endpoint.name(), RATE.meter(clock.millis())));
    }

    /** Whether there is something to find out: a refusal of the endpoint's own recipe that may have a cause. */
    boolean wants(Endpoint endpoint, Verdict verdict) {
        return verdict.reason()
                        .filter(reason -> !WITHOUT_A_CAUSE.contains(reason))
                        .isPresent()
                && verdict.recipe().equals(endpoint.recipe().id());
    }

    /** Takes a refused delivery for a later search, or tells that it is dropped; returns at once. */
    void offer(Endpoint endpoint, DeliveryId id, Request request, Verdict verdict, long receivedAt) {
        int bytes = request.body().length;
        RefusedQuota.Meter rate = rates.get(endpoint.name());
        if (closed || rate == null || !rate.take(0, clock.millis())) {
            drop(endpoint, id);
            return;
        }
        if (waitingBytes.addAndGet(bytes) > MOST_BYTES) {
            waitingBytes.addAndGet(-bytes);
            drop(endpoint, id);
            return;
        }
        try {
            executor.execute(() -> search(endpoint, id, request, verdict, receivedAt));
        } catch (RejectedExecutionException e) {
            waitingBytes.addAndGet(-bytes);
            drop(endpoint, id);
        }
    }

    private void search(Endpoint endpoint, DeliveryId id, Request request, Verdict verdict, long receivedAt) {
        try {
            if (closed) {
                drop(endpoint, id);
                return;
            }
            List<Setup> elsewhere = setups.stream()
                    .filter(setup -> !setup.endpoint().equals(endpoint.name()))
                    .toList();
            keep(
                    endpoint,
                    id,
                    diagnoser.diagnose(new Refusal(endpoint.setup(), elsewhere, request, verdict, receivedAt)));
        } finally {
            waitingBytes.addAndGet(-request.body().length);
        }
    }

    private void keep(Endpoint endpoint, DeliveryId id, Diagnosis diagnosis) {
        store.diagnose(id, diagnosis).whenComplete((kept, failure) -> {
            if (failure == null && Boolean.TRUE.equals(kept)) {
                listeners.tell(to -> to.diagnosed(endpoint.name(), id, diagnosis));
            } else {
                drop(endpoint, id);
            }
        });
    }

    private void drop(Endpoint endpoint, DeliveryId id) {
        listeners.tell(to -> to.undiagnosed(endpoint.name(), id));
    }

    /** Searches nothing from now on; what waits is told as undiagnosed when its turn comes. */
    @Override
    public void close() {
        closed = true;
    }
}
