package io.hooklatch.gateway.crash;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Completion;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Superseded;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalStore;
import io.hooklatch.store.TransactionalWork;
import io.hooklatch.store.WorkSignal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A store around which the process dies at a chosen point; all else is the real one's. */
final class FailingStore implements TransactionalStore {
    private final TransactionalStore real;
    private final Failpoint failpoint;

    FailingStore(TransactionalStore real, Failpoint failpoint) {
        this.real = real;
        this.failpoint = failpoint;
    }

    @Override
    public CompletionStage<Appended> append(NewDelivery delivery) {
        failpoint.reach(Failpoint.Point.BEFORE_APPEND);
        return real.append(delivery).thenApply(appended -> {
            failpoint.reach(Failpoint.Point.AFTER_APPEND);
            return appended;
        });
    }

    @Override
    public CompletionStage<Boolean> diagnose(DeliveryId delivery, Diagnosis diagnosis) {
        return real.diagnose(delivery, diagnosis);
    }

    @Override
    public CompletionStage<List<Lease>> lease(String handler, int limit, Duration leaseFor) {
        return real.lease(handler, limit, leaseFor).thenApply(leases -> {
            if (!leases.isEmpty()) {
                failpoint.reach(Failpoint.Point.AFTER_LEASE);
            }
            return leases;
        });
    }

    @Override
    public CompletionStage<Boolean> complete(Completion completion) {
        boolean handled = completion.next() instanceof Completion.Next.Handled;
        failpoint.reach(handled ? Failpoint.Point.BEFORE_HANDLED : Failpoint.Point.BEFORE_RETRY);
        return real.complete(completion).thenApply(held -> {
            failpoint.reach(handled ? Failpoint.Point.AFTER_HANDLED : Failpoint.Point.AFTER_RETRY);
            return held;
        });
    }

    @Override
    public CompletionStage<byte[]> keepSecret(String endpoint, byte[] sealed) {
        return real.keepSecret(endpoint, sealed);
    }

    @Override
    public CompletionStage<Boolean> forgetSecret(String endpoint) {
        return real.forgetSecret(endpoint);
    }

    @Override
    public CompletionStage<List<TransactionOutcome>> transact(
            List<Lease> leases, TransactionalWork work, Duration timeLimit, Executor executor) {
        TransactionalWork watched = (lease, connection) -> {
            Completion completion = work.run(lease, connection);
            failpoint.reach(Failpoint.Point.IN_TRANSACTION);
            return completion;
        };
        return real.transact(leases, watched, timeLimit, executor).thenApply(outcomes -> {
            failpoint.reach(Failpoint.Point.AFTER_TRANSACTION);
            return outcomes;
        });
    }

    @Override
    public CompletionStage<Integer> recover() {
        failpoint.reach(Failpoint.Point.BEFORE_RECOVERY);
        return real.recover().thenApply(count -> {
            failpoint.reach(Failpoint.Point.AFTER_RECOVERY);
            return count;
        });
    }

    @Override
    public void onWork(WorkSignal signal) {
        real.onWork(signal);
    }

    @Override
    public void onSuperseded(Consumer<Superseded> listener) {
        real.onSuperseded(listener);
    }

    @Override
    public CompletionStage<Set<DispatchId>> renew(Collection<Lease> leases, Duration leaseFor) {
        return real.renew(leases, leaseFor);
    }

    @Override
    public CompletionStage<Integer> release(Collection<Lease> leases) {
        return real.release(leases);
    }

    @Override
    public CompletionStage<Void> probe() {
        return real.probe();
    }

    @Override
    public InboxReader reader() {
        return real.reader();
    }

    @Override
    public byte[] digestKey() {
        return real.digestKey();
    }

    @Override
    public int pendingWrites() {
        return real.pendingWrites();
    }

    @Override
    public void close() {
        real.close();
    }
}
