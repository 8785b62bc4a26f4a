package io.hooklatch.bench.http;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Completion;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Superseded;
import io.hooklatch.store.WorkSignal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Says of everything that it is stored, and keeps nothing: what a server does without a database. Thread-safe. */
final class NoStore implements InboxStore {
    private final AtomicLong ids = new AtomicLong();

    @Override
    public CompletionStage<Appended> append(NewDelivery delivery) {
        long id = ids.incrementAndGet();
        List<ReceivedEvent> events =
                delivery.becomesEvent() ? List.of(ReceivedEvent.created(new EventId(id))) : List.of();
        return CompletableFuture.completedFuture(new Appended(new DeliveryId(id), events, List.of()));
    }

    @Override
    public CompletionStage<Boolean> diagnose(DeliveryId delivery, Diagnosis diagnosis) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletionStage<List<Lease>> lease(String handler, int limit, Duration leaseFor) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Set<DispatchId>> renew(Collection<Lease> leases, Duration leaseFor) {
        return CompletableFuture.completedFuture(Set.of());
    }

    @Override
    public CompletionStage<Boolean> complete(Completion completion) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletionStage<Integer> release(Collection<Lease> leases) {
        return CompletableFuture.completedFuture(0);
    }

    @Override
    public CompletionStage<Integer> recover() {
        return CompletableFuture.completedFuture(0);
    }

    @Override
    public void onWork(WorkSignal signal) {
        // nothing is stored, so nobody makes work
    }

    @Override
    public void onSuperseded(Consumer<Superseded> listener) {
        // nothing is stored, so nothing is older
    }

    @Override
    public CompletionStage<byte[]> keepSecret(String endpoint, byte[] sealed) {
        return CompletableFuture.completedFuture(sealed);
    }

    @Override
    public CompletionStage<Boolean> forgetSecret(String endpoint) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletionStage<Void> probe() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public InboxReader reader() {
        throw new UnsupportedOperationException("a store that keeps nothing has nothing to read");
    }

    @Override
    public byte[] digestKey() {
        return new byte[32];
    }

    @Override
    public int pendingWrites() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
