package io.hooklatch;

import io.hooklatch.observe.InboxListener;
import io.hooklatch.observe.Listeners;
import io.hooklatch.operate.Operations;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.receive.Confirmer;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.receive.Receiver;
import io.hooklatch.retention.Retention;
import io.hooklatch.retention.RetentionSettings;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.work.AsyncHandler;
import io.hooklatch.work.Handler;
import io.hooklatch.work.HandlerPolicy;
import io.hooklatch.work.Registration;
import io.hooklatch.work.Selector;
import io.hooklatch.work.Timer;
import io.hooklatch.work.TransactionalHandler;
import io.hooklatch.work.WorkSettings;
import io.hooklatch.work.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Describes an inbox. Refuses what cannot be meant, naming the setting, the value and the conflict. Not thread-safe.
 */
public final class HooklatchBuilder {
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, Registration> handlers = new LinkedHashMap<>();
    private final List<InboxListener> listeners = new ArrayList<>();
    private @Nullable InboxStore store;
    private Confirmer confirmer = Confirmer.NONE;
    private @Nullable RetentionSettings retention;
    private @Nullable Timer timer;
    private RandomGenerator random = RandomGenerator.getDefault();
    private Duration leaseFor = WorkSettings.LEASE_FOR;
    private Duration shutdownBound = Duration.ofSeconds(20);

    HooklatchBuilder() {}

    /** Where everything is kept. The inbox closes it when it is closed, or when it cannot start. */
    public HooklatchBuilder store(InboxStore inboxStore) {
        store = inboxStore;
        return this;
    }

    /**
     * Receives for this endpoint.
     *
     * @throws IllegalArgumentException when the endpoint makes no sense, or its name or path is taken
     */
    public HooklatchBuilder endpoint(EndpointBuilder description) {
        return endpoint(description.build());
    }

    /**
     * Receives for this endpoint.
     *
     * @throws IllegalArgumentException when its name or path is taken
     */
    public HooklatchBuilder endpoint(Endpoint endpoint) {
        for (Endpoint other : endpoints.values()) {
            if (endpoint.path().isPresent() && endpoint.path().equals(other.path())) {
                throw new IllegalArgumentException("endpoint \"" + endpoint.name() + "\": path "
                        + endpoint.path().get() + " is already that of endpoint \"" + other.name() + "\"");
            }
        }
        if (endpoints.putIfAbsent(endpoint.name(), endpoint) != null) {
            throw new IllegalArgumentException(
                    "endpoint \"" + endpoint.name() + "\": another endpoint has this name already");
        }
        return this;
    }

    /** Hands events to this handler, several at once, outside any transaction. */
    public HooklatchBuilder handler(String name, Selector selector, Handler handler) {
        return handler(name, selector, HandlerPolicy.defaults(), handler);
    }

    public HooklatchBuilder handler(String name, Selector selector, HandlerPolicy policy, Handler handler) {
        return register(new Registration(name, selector, policy, new Registration.Task.Plain(handler)));
    }

    /** Hands events to this handler inside the store's own transaction; needs a store that has them. */
    public HooklatchBuilder transactionalHandler(String name, Selector selector, TransactionalHandler handler) {
        return transactionalHandler(name, selector, HandlerPolicy.defaults(), handler);
    }

    public HooklatchBuilder transactionalHandler(
            String name, Selector selector, HandlerPolicy policy, TransactionalHandler handler) {
        return register(new Registration(name, selector, policy, new Registration.Task.Transactional(handler)));
    }

    /** Hands events to this handler, which answers later. */
    public HooklatchBuilder asyncHandler(String name, Selector selector, AsyncHandler handler) {
        return asyncHandler(name, selector, HandlerPolicy.defaults(), handler);
    }

    public HooklatchBuilder asyncHandler(String name, Selector selector, HandlerPolicy policy, AsyncHandler handler) {
        return register(new Registration(name, selector, policy, new Registration.Task.Async(handler)));
    }

    /** Tells this listener what happens; may be called several times. */
    public HooklatchBuilder listener(InboxListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Calls the URLs by which providers such as Amazon SNS let a subscription be confirmed; none is called without it. */
    public HooklatchBuilder confirmer(Confirmer calls) {
        confirmer = calls;
        return this;
    }

    /**
     * Removes what has served its time, in the background. Without it everything is kept for ever. Needs a store that can
     * be cleared, as those of Hooklatch can.
     */
    public HooklatchBuilder retention(RetentionSettings settings) {
        retention = settings;
        return this;
    }

    /** How long a worker's lease lasts unless renewed; a third of it is the rhythm of renewal. Default 60 s. */
    public HooklatchBuilder leaseFor(Duration time) {
        leaseFor = time;
        return this;
    }

    /** How long {@link Hooklatch#close()} waits for running handlers. Default 20 s. */
    public HooklatchBuilder shutdownBound(Duration time) {
        shutdownBound = time;
        return this;
    }

    /** The time to live by; the machine's unless said otherwise. The inbox closes it. */
    public HooklatchBuilder timer(Timer source) {
        timer = source;
        return this;
    }

    /** The randomness of retries. */
    public HooklatchBuilder random(RandomGenerator source) {
        random = source;
        return this;
    }

    private HooklatchBuilder register(Registration registration) {
        if (handlers.putIfAbsent(registration.name(), registration) != null) {
            throw new IllegalArgumentException(
                    "handler \"" + registration.name() + "\": another handler has this name already");
        }
        return this;
    }

    /**
     * Recovers what an earlier run left, starts the workers and opens the door. Blocks until that is done.
     *
     * @throws IllegalArgumentException when there is no store or no endpoint, or a handler names an unknown endpoint; the
     *     store is closed then
     */
    public Hooklatch start() {
        return open(true);
    }

    /**
     * Opens the inbox for operators alone, beside {@link #start()}: they act through {@link Hooklatch#operations()}, every
     * request is answered 503, no handler is called, nothing that an earlier run left is gone on with, and nothing is
     * cleared. What they make due waits for who works on the inbox next.
     *
     * <p>Endpoints and handlers are described as for {@link #start()}, the handlers by name, selector and policy; of what
     * they do nothing is used. Without an endpoint nothing can be replayed or verified again, and any name can be paused.
     *
     * @throws IllegalArgumentException when there is no store, or a handler names an unknown endpoint; the store is closed
     *     then
     */
    public Hooklatch startIdle() {
        return open(false);
    }

    private Hooklatch open(boolean working) {
        if (store == null) {
            throw new IllegalArgumentException("store: none is set; say store(SqliteStore.open(path))");
        }
        Timer time = timer == null ? Timer.system() : timer;
        try {
            check(working);
            Listeners all = new Listeners(listeners);
            Workers workers =
                    new Workers(store, List.copyOf(handlers.values()), new WorkSettings(time, random, all, leaseFor));
            DiagnosisThread diagnosis = new DiagnosisThread(store, endpoints.values(), all, time);
            Receiver receiver = new Receiver(
                    store, endpoints.values(), workers, confirmer, all, time, time::nanos, diagnosis.diagnoses());
            Optional<Upkeep> upkeep = store instanceof OperableStore operable
                    ? Optional.of(new Upkeep(operable, time))
                    : Optional.empty();
            Optional<Retention> clearing = retention(store, time, all, upkeep);
            Optional<Operations> operations = store instanceof OperableStore operable
                    ? Optional.of(new Operations(operable, receiver, workers, all, time))
                    : Optional.empty();
            store.onSuperseded(what -> all.tell(to -> to.superseded(what)));
            if (working) {
                workers.start();
                operations.ifPresent(Operations::start);
                upkeep.ifPresent(Upkeep::start);
                clearing.ifPresent(Retention::start);
            } else {
                receiver.stop();
            }
            return new Hooklatch(
                    store,
                    List.copyOf(endpoints.values()),
                    receiver,
                    workers,
                    operations,
                    diagnosis,
                    clearing,
                    upkeep,
                    time,
                    shutdownBound);
        } catch (RuntimeException e) {
            store.close();
            time.close();
            throw e;
        }
    }

    private Optional<Retention> retention(InboxStore from, Timer time, Listeners listeners, Optional<Upkeep> audit) {
        RetentionSettings settings = retention;
        if (settings == null) {
            return Optional.empty();
        }
        for (String endpoint : settings.endpoints()) {
            if (!endpoints.containsKey(endpoint)) {
                throw new IllegalArgumentException(
                        "retention: endpoint(\"" + endpoint + "\") names no endpoint; there are " + endpoints.keySet());
            }
        }
        if (from instanceof PrunableStore prunable) {
            return Optional.of(new Retention(prunable, settings, time, listeners, audit));
        }
        throw new IllegalArgumentException(
                "retention: " + from.getClass().getSimpleName() + " cannot be cleared; leave retention out");
    }

    private void check(boolean working) {
        if (working && endpoints.isEmpty()) {
            throw new IllegalArgumentException("endpoint: none is described; an inbox needs at least one");
        }
        for (Registration handler : handlers.values()) {
            for (String endpoint : handler.selector().endpoints()) {
                if (!endpoints.containsKey(endpoint)) {
                    throw new IllegalArgumentException("handler \"" + handler.name() + "\": on(\"" + endpoint
                            + "\") names no endpoint; there are " + endpoints.keySet());
                }
            }
        }
    }
}
