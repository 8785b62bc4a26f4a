package io.hooklatch;

import io.hooklatch.message.Actor;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.operate.Operations;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.Ingest;
import io.hooklatch.receive.Receiver;
import io.hooklatch.retention.Retention;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.InboxStore;
import io.hooklatch.work.Timer;
import io.hooklatch.work.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One inbox: receives, stores, and hands events to handlers. Thread-safe.
 *
 * <p>What it promises:
 *
 * <ul>
 *   <li>A receipt with a 2xx status exists only when the exact bytes and headers are durable in the store.
 *   <li>A refused delivery of a known endpoint is kept too, within the endpoint's quota, and never becomes an event.
 *   <li>Deliveries that share a dedupe key make one event, decided in the transaction that stores them.
 *   <li>Every event is offered to each handler that selects it at least once, until that handler succeeds or the dispatch
 *       is parked where it can be seen. A transactional handler's own writes happen once.
 * </ul>
 */
public final class Hooklatch implements AutoCloseable {
    private final InboxStore store;
    private final List<Endpoint> endpoints;
    private final Receiver receiver;
    private final Workers workers;
    private final Optional<Operations> operations;
    private final DiagnosisThread diagnosis;
    private final Optional<Retention> retention;
    private final Optional<Upkeep> upkeep;
    private final Timer timer;
    private final Duration shutdownBound;

    Hooklatch(
            InboxStore store,
            List<Endpoint> endpoints,
            Receiver receiver,
            Workers workers,
            Optional<Operations> operations,
            DiagnosisThread diagnosis,
            Optional<Retention> retention,
            Optional<Upkeep> upkeep,
            Timer timer,
            Duration shutdownBound) {
        this.store = store;
        this.endpoints = endpoints;
        this.receiver = receiver;
        this.workers = workers;
        this.operations = operations;
        this.diagnosis = diagnosis;
        this.retention = retention;
        this.upkeep = upkeep;
        this.timer = timer;
        this.shutdownBound = shutdownBound;
    }

    /** Describes a new inbox. */
    public static HooklatchBuilder builder() {
        return new HooklatchBuilder();
    }

    /**
     * Verifies and stores one request for the endpoint with exactly its raw path. Blocks until the delivery, and when it
     * is accepted its event and dispatches, are durable; an interrupt does not end the wait.
     *
     * <p>Never throws for anything the request holds. The receipt's status is 200, unless the recipe says another of 2xx,
     * for an accepted delivery, a duplicate and a handshake that the recipe answers, 401 for a refused one, 404, 405 or 413 where no endpoint takes it, 503 when it could not be stored now
     * and the sender is to try again.
     */
    public Receipt receive(Request request) {
        return receiveAsync(request).toCompletableFuture().join();
    }

    /** As {@link #receive(Request)}, for the endpoint with this name whatever the request's path. */
    public Receipt receive(String endpoint, Request request) {
        return receiveAsync(endpoint, request).toCompletableFuture().join();
    }

    /**
     * As {@link #receive(Request)}, without blocking: verifies on the calling thread and completes when durable, on a
     * thread of the store; what hangs on the stage must not block. Never completes exceptionally.
     */
    public CompletionStage<Receipt> receiveAsync(Request request) {
        return receiver.receive(request);
    }

    /** As {@link #receiveAsync(Request)}, for the endpoint with this name whatever the request's path. */
    public CompletionStage<Receipt> receiveAsync(String endpoint, Request request) {
        return receiver.receive(endpoint, request);
    }

    /**
     * The lower-level door, for a caller that has reached the verdict itself and may know the names: stores the same rows
     * as {@link #receive(Request)} in one transaction, without verifying. Blocks until they are durable: the delivery
     * always, its event and dispatches when the verdict accepts it and no key of it is known.
     */
    public Receipt ingest(Ingest ingest) {
        return ingestAsync(ingest).toCompletableFuture().join();
    }

    /** As {@link #ingest}, without blocking; completes when durable, and never exceptionally. */
    public CompletionStage<Receipt> ingestAsync(Ingest ingest) {
        return receiver.ingest(ingest);
    }

    /**
     * For servers that stop reading a body at the endpoint's limit: keeps everything but the body and answers 413.
     *
     * @param request the request without its body
     * @param declaredLength what the sender said the body's length is, in bytes, or -1
     */
    public CompletionStage<Receipt> oversized(Request request, long declaredLength) {
        return receiver.oversized(request, declaredLength);
    }

    /** The endpoint with exactly this raw path. */
    public Optional<Endpoint> endpointAt(String rawPath) {
        return receiver.endpointAt(rawPath);
    }

    /** Every endpoint, in the order they were described. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * The secret that an endpoint learnt from a handshake, for providers that have it shown to them again. Blocks.
     *
     * @throws IllegalArgumentException when there is no such endpoint
     */
    public Optional<String> learntSecret(String endpoint) {
        return receiver.learntSecret(endpoint);
    }

    /**
     * Forgets the secret that an endpoint learnt: it refuses everything until another handshake brings one, within the
     * endpoint's option {@code learn_until}.
     *
     * @param actor who wants it, for the audit
     * @param reason why; 1 to 500 characters
     * @return completes when durable, with whether there was one
     * @throws IllegalArgumentException when there is no such endpoint
     */
    public CompletionStage<Boolean> forgetSecret(String endpoint, Actor actor, String reason) {
        List<String> names = endpoints.stream().map(Endpoint::name).toList();
        if (upkeep.isEmpty() || !names.contains(endpoint)) {
            return receiver.forgetSecret(endpoint);
        }
        return upkeep.get().forgetSecret(endpoint, actor, reason, () -> receiver.forgetSecret(endpoint));
    }

    /** The reading side: deliveries, events, dispatches and attempts, newest first. */
    public InboxReader reader() {
        return store.reader();
    }

    /** What clears the inbox, when the builder was told to. */
    public Optional<Retention> retention() {
        return retention;
    }

    /**
     * What operators do: replay, requeue, ignore, verify again, pause; each with a preview and a record.
     *
     * @throws IllegalStateException when the store is not an {@link io.hooklatch.store.OperableStore}
     */
    public Operations operations() {
        return operations.orElseThrow(() -> new IllegalStateException(
                store.getClass().getSimpleName() + " takes no operators' actions; use a store that does"));
    }

    /**
     * What is done to the inbox as a whole, recorded.
     *
     * @throws IllegalStateException when the store is not an {@link io.hooklatch.store.OperableStore}
     */
    public Upkeep upkeep() {
        return upkeep.orElseThrow(() ->
                new IllegalStateException(store.getClass().getSimpleName() + " keeps no audit; use a store that does"));
    }

    /** Where everything is kept, for what is asked of a store directly. The inbox closes it. */
    public InboxStore store() {
        return store;
    }

    /** Completes normally when the store can commit now, and exceptionally with the reason when it cannot. */
    public CompletionStage<Void> probe() {
        return store.probe();
    }

    /** How many writes wait for their commit now. */
    public int pendingWrites() {
        return store.pendingWrites();
    }

    /**
     * Answers 503 from now on, lets running handlers finish within the shutdown bound, gives the other leases back, and
     * closes the store. Nothing that was acknowledged is lost. Idempotent.
     */
    @Override
    public void close() {
        receiver.stop();
        operations.ifPresent(Operations::close);
        workers.stop(shutdownBound);
        diagnosis.close();
        retention.ifPresent(Retention::close);
        upkeep.ifPresent(Upkeep::close);
        store.close();
        timer.close();
    }
}
