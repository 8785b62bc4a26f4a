package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Applied;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import io.hooklatch.store.Step;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalWork;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The writing half of the store contract, each call as one change for the writer. */
public final class SqliteWrites {
    private final Writer writer;

    public SqliteWrites(Writer writer) {
        this.writer = writer;
    }

    public CompletionStage<Appended> append(NewDelivery delivery) {
        int bytes = delivery.request().body().length;
        return delivery.batch() && delivery.becomesEvent()
                ? writer.deliver(
                        session -> session.appendBatch(delivery),
                        1 + delivery.events().size(),
                        bytes)
                : writer.deliver(session -> session.append(delivery), 1, bytes);
    }

    public CompletionStage<Boolean> diagnose(DeliveryId delivery, Diagnosis diagnosis) {
        return writer.work(session -> session.diagnose(delivery, diagnosis));
    }

    public CompletionStage<List<Lease>> lease(String handler, int limit, Duration leaseFor) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ": at least 1 dispatch has to be asked for");
        }
        return writer.work(session -> session.lease(handler, limit, leaseFor));
    }

    public CompletionStage<Set<DispatchId>> renew(Collection<Lease> leases, Duration leaseFor) {
        List<Lease> copy = List.copyOf(leases);
        return writer.work(session -> session.renew(copy, leaseFor));
    }

    public CompletionStage<Boolean> complete(Completion completion) {
        return writer.work(session -> session.complete(completion));
    }

    public CompletionStage<Integer> release(Collection<Lease> leases) {
        List<Lease> copy = List.copyOf(leases);
        return writer.work(session -> session.release(copy));
    }

    public CompletionStage<Integer> recover() {
        return writer.work(WriteSession::recover);
    }

    public CompletionStage<byte[]> keepSecret(String endpoint, byte[] sealed) {
        byte[] copy = sealed.clone();
        return writer.work(session -> session.secrets().keep(endpoint, copy));
    }

    public CompletionStage<Boolean> forgetSecret(String endpoint) {
        return writer.work(session -> session.secrets().forget(endpoint));
    }

    public CompletionStage<Pruned> prune(PrunePlan plan, PrunePage page) {
        return writer.work(session -> session.removal().prune(plan, page.targets()));
    }

    /** Mends those of these rows that have the flaw. */
    public CompletionStage<Long> repair(Flaw.Kind kind, List<Long> ids) {
        return writer.work(session -> session.repair(kind, ids));
    }

    public CompletionStage<Long> reclaim(long bytes) {
        return writer.work(session -> session.room().reclaim(bytes));
    }

    public CompletionStage<Operation> begin(NewOperation operation) {
        return writer.work(session -> session.operations().begin(operation, session.now()));
    }

    public CompletionStage<Applied> apply(OperationId operation, Step step) {
        return writer.work(session -> session.operations().apply(operation, step, session.now()))
                .thenApply(applied ->
                        applied.orElseThrow(() -> new IllegalArgumentException(operation + " is not in this inbox")));
    }

    public CompletionStage<Boolean> end(OperationId operation, OperationState state, String detail) {
        return writer.work(session -> session.operations().end(operation, state, detail, session.now()));
    }

    @SuppressWarnings("NullAway") // the only value of Void
    public CompletionStage<Void> probe() {
        return writer.probe(session -> {
            session.probe();
            return null;
        });
    }

    public CompletionStage<List<TransactionOutcome>> transact(
            List<Lease> leases, TransactionalWork work, Duration timeLimit, Executor executor) {
        Turn turn = new Turn(leases, work, timeLimit, executor);
        try {
            writer.lend(turn);
        } catch (StoreException e) {
            return CompletableFuture.failedStage(e);
        }
        return turn.stage();
    }
}
