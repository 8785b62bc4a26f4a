package io.hooklatch.testkit;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Applied;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import io.hooklatch.store.Step;
import io.hooklatch.store.StoreBusyException;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.store.Superseded;
import io.hooklatch.store.WorkSignal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The store contract in memory: for tests, and the model against which the real stores are judged. It passes {@link
 * StoreConformance}, so use it in place of a mock.
 *
 * <p>It keeps nothing when the process ends; within the process {@link #reopen} shows what a restart finds. It has no
 * JDBC connection, so it is not a {@link io.hooklatch.store.TransactionalStore}: test transactional handlers on the store
 * they run on. Stages complete on the thread that called, or on the one that called {@link #resumeCommits} or {@link
 * #close}. Thread-safe.
 *
 * <p>A test can hold back commits, make them fail, and bound the queue before them:
 *
 * <pre>{@code
 * store.pauseCommits();
 * CompletionStage<Receipt> receipt = inbox.receiveAsync(request);
 * assertThat(receipt.toCompletableFuture()).isNotDone(); // stored first, answered later
 * store.resumeCommits();
 * }</pre>
 */
public final class MemoryStore implements OperableStore, PrunableStore {
    private final MemoryTables tables;
    private final Queue<Write<?>> waiting = new ArrayDeque<>();
    private int queueLimit = Integer.MAX_VALUE;
    private boolean paused;
    private boolean closed;
    private volatile Consumer<Superseded> onSuperseded = what -> {};
    private int failuresLeft;
    private StoreException failure = new StoreUnavailableException("the memory store was not told to fail");

    private MemoryStore(MemoryTables tables) {
        this.tables = tables;
    }

    /** An empty store whose times and leases go by this clock. */
    public static MemoryStore open(InstantSource clock) {
        return new MemoryStore(new MemoryTables(clock));
    }

    /** Closes this store and opens another on the same rows, as a restart of the process would. */
    public MemoryStore reopen(InstantSource clock) {
        close();
        synchronized (tables) {
            tables.use(clock);
        }
        return new MemoryStore(tables);
    }

    /** From now on writes wait for {@link #resumeCommits}, and their stages do not complete. */
    public void pauseCommits() {
        synchronized (tables) {
            paused = true;
        }
    }

    /** Commits the writes that wait, in the order they came, and completes their stages before it returns. */
    public void resumeCommits() {
        List<Write<?>> done;
        synchronized (tables) {
            paused = false;
            done = commitWaiting();
        }
        done.forEach(Write::complete);
    }

    /**
     * Makes the next commits fail: nothing is changed, and their stages complete with this exception.
     *
     * @param count how many; {@link Integer#MAX_VALUE} for as good as all, 0 for none from now on
     */
    public void failNextCommits(int count, StoreException with) {
        synchronized (tables) {
            failuresLeft = count;
            failure = with;
        }
    }

    /** Refuses a write with {@link StoreBusyException} when this many wait already; 0 refuses every one. */
    public void queueLimit(int writes) {
        synchronized (tables) {
            queueLimit = writes;
        }
    }

    @Override
    public CompletionStage<Appended> append(NewDelivery delivery) {
        return write(() -> tables.append(delivery));
    }

    @Override
    public CompletionStage<Boolean> diagnose(DeliveryId delivery, Diagnosis diagnosis) {
        return write(() -> tables.diagnose(delivery, diagnosis));
    }

    @Override
    public CompletionStage<List<Lease>> lease(String handler, int limit, Duration leaseFor) {
        return write(() -> tables.dispatches().lease(handler, limit, leaseFor));
    }

    @Override
    public CompletionStage<Set<DispatchId>> renew(Collection<Lease> leases, Duration leaseFor) {
        return write(() -> tables.dispatches().renew(leases, leaseFor));
    }

    @Override
    public CompletionStage<Boolean> complete(Completion completion) {
        return write(() -> tables.dispatches().complete(completion));
    }

    @Override
    public CompletionStage<Integer> release(Collection<Lease> leases) {
        return write(() -> tables.dispatches().release(leases));
    }

    @Override
    public CompletionStage<Integer> recover() {
        return write(() -> tables.dispatches().recover());
    }

    /** Nobody else has this memory, so nothing is ever told. */
    @Override
    public void onWork(WorkSignal signal) {
        Objects.requireNonNull(signal, "signal");
    }

    @Override
    public void onSuperseded(Consumer<Superseded> listener) {
        onSuperseded = listener;
    }

    @Override
    public CompletionStage<byte[]> keepSecret(String endpoint, byte[] sealed) {
        byte[] copy = sealed.clone();
        return write(() -> tables.keepSecret(endpoint, copy));
    }

    @Override
    public CompletionStage<Boolean> forgetSecret(String endpoint) {
        return write(() -> tables.forgetSecret(endpoint));
    }

    @Override
    public long now() {
        return read(MemoryTables::now);
    }

    @Override
    public PrunePage prunable(PrunePlan plan, PrunePage.Position from, int limit) {
        return read(now -> new MemoryPrunes(now).find(plan, from, limit));
    }

    @Override
    public CompletionStage<Pruned> prune(PrunePlan plan, PrunePage page) {
        return write(() -> new MemoryPrunes(tables).prune(plan, page));
    }

    @Override
    public Space space() {
        return new Space(0, 0, false);
    }

    @Override
    public CompletionStage<Long> reclaim(long bytes) {
        return write(() -> 0L);
    }

    @Override
    @SuppressWarnings("NullAway") // the only value of Void
    public CompletionStage<Void> probe() {
        return write(() -> null);
    }

    @Override
    public CompletionStage<Operation> begin(NewOperation operation) {
        return write(() -> tables.operations().begin(operation));
    }

    @Override
    public CompletionStage<Applied> apply(OperationId operation, Step step) {
        return write(() -> tables.operations()
                        .find(operation)
                        .map(known -> tables.operations().apply(known, step)))
                .thenApply(applied ->
                        applied.orElseThrow(() -> new IllegalArgumentException(operation + " is not in this inbox")));
    }

    @Override
    public CompletionStage<Boolean> end(OperationId operation, OperationState state, String detail) {
        return write(() -> tables.operations().end(operation, state, detail));
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public OperationReader reader() {
        return new MemoryReader(this);
    }

    @Override
    public byte[] digestKey() {
        return tables.digestKey();
    }

    @Override
    public int pendingWrites() {
        synchronized (tables) {
            return waiting.size();
        }
    }

    @Override
    public void close() {
        List<Write<?>> done;
        synchronized (tables) {
            closed = true;
            done = commitWaiting();
        }
        done.forEach(Write::complete);
    }

    <T> T read(Function<MemoryTables, T> question) {
        synchronized (tables) {
            if (closed) {
                throw closedException();
            }
            return question.apply(tables);
        }
    }

    private <T> CompletionStage<T> write(Supplier<T> change) {
        Write<T> write = new Write<>(change);
        List<Write<?>> done;
        synchronized (tables) {
            if (closed) {
                return CompletableFuture.failedStage(closedException());
            }
            if (waiting.size() >= queueLimit) {
                return CompletableFuture.failedStage(new StoreBusyException(
                        "memory store: " + waiting.size() + " writes wait, more than it may queue"));
            }
            waiting.add(write);
            done = paused ? List.of() : commitWaiting();
        }
        done.forEach(Write::complete);
        return write.stage;
    }

    private List<Write<?>> commitWaiting() {
        List<Write<?>> done = new ArrayList<>(waiting);
        waiting.clear();
        for (Write<?> write : done) {
            if (failuresLeft > 0) {
                failuresLeft--;
                write.fail(failure);
            } else {
                write.commit();
                List<Superseded> superseded = tables.takeSuperseded();
                if (!superseded.isEmpty()) {
                    write.beforeThat(() -> superseded.forEach(onSuperseded));
                }
            }
        }
        return done;
    }

    private static StoreUnavailableException closedException() {
        return new StoreUnavailableException("the memory store is closed: open it again with reopen");
    }

    /** One change on its way; decided under the lock, told outside of it. */
    private static final class Write<T> {
        private final Supplier<T> change;
        private final CompletableFuture<T> stage = new CompletableFuture<>();
        private Runnable outcome = () -> {};

        Write(Supplier<T> change) {
            this.change = change;
        }

        void commit() {
            T result = change.get();
            outcome = () -> stage.complete(result);
        }

        void beforeThat(Runnable task) {
            Runnable committed = outcome;
            outcome = () -> {
                task.run();
                committed.run();
            };
        }

        void fail(StoreException cause) {
            outcome = () -> stage.completeExceptionally(cause);
        }

        void complete() {
            outcome.run();
        }
    }
}
