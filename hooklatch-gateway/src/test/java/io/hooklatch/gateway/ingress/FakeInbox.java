package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.TurnedAway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An inbox that remembers what reached it, and answers from a thread of its own, as the store does. */
final class FakeInbox implements Inbox, AutoCloseable {
    record Away(String endpoint, int status, TurnedAway cause) {}

    record Stub(Request request, long declaredLength) {}

    private final Map<String, IngressEndpoint> endpoints = new ConcurrentHashMap<>();
    private final Queue<Request> received = new ConcurrentLinkedQueue<>();
    private final List<Stub> stubs = new CopyOnWriteArrayList<>();
    private final Queue<Away> away = new ConcurrentLinkedQueue<>();
    private final ExecutorService notifier = Executors.newSingleThreadExecutor();
    private volatile Function<Request, CompletionStage<Receipt>> receiver =
            request -> CompletableFuture.supplyAsync(() -> Receipt.unstored(200, Headers.none()), notifier);

    FakeInbox() {
        endpoint("/hooks/acme", new IngressEndpoint("acme", Set.of("POST"), 1024 * 1024, true));
    }

    FakeInbox endpoint(String path, IngressEndpoint endpoint) {
        endpoints.put(path, endpoint);
        return this;
    }

    FakeInbox answering(Function<Request, CompletionStage<Receipt>> how) {
        receiver = how;
        return this;
    }

    FakeInbox answering(Receipt receipt) {
        return answering(request -> CompletableFuture.supplyAsync(() -> receipt, notifier));
    }

    FakeInbox answeringAtOnce() {
        return answering(request -> CompletableFuture.completedFuture(Receipt.unstored(200, Headers.none())));
    }

    List<Request> received() {
        return List.copyOf(received);
    }

    List<Stub> stubs() {
        return stubs;
    }

    List<Away> away() {
        return List.copyOf(away);
    }

    @Override
    public Optional<IngressEndpoint> endpoint(String rawPath) {
        return Optional.ofNullable(endpoints.get(rawPath));
    }

    @Override
    public CompletionStage<Receipt> receive(Request request) {
        received.add(request);
        return receiver.apply(request);
    }

    @Override
    public CompletionStage<Receipt> oversized(Request withoutBody, long declaredLength) {
        stubs.add(new Stub(withoutBody, declaredLength));
        return CompletableFuture.supplyAsync(() -> Receipt.unstored(413, Headers.none()), notifier);
    }

    @Override
    public void turnedAway(String endpoint, int status, TurnedAway cause, String detail) {
        away.add(new Away(endpoint, status, cause));
    }

    @Override
    public void close() {
        notifier.shutdownNow();
    }
}
