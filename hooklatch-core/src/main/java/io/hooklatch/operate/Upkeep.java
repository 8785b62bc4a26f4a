package io.hooklatch.operate;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.CheckableStore;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.StoreException;
import io.hooklatch.work.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done to an inbox as a whole: clearings, backups, exports, repairs. Each is an operation of the audit that is
 * recorded before it begins. The process that does it shows that it lives; where a process stopped doing so, the entry is
 * ended by another one, and never one whose process is at work. Thread-safe.
 */
public final class Upkeep implements AutoCloseable {
    /** The reason of somebody who gave none, where none is asked for. */
    public static final String UNSAID = "not said";

    /** Of an entry that shows no sign of life for so long nobody is at work. */
    private static final Duration STILL = AuditEntry.BEAT.multipliedBy(12);

    private static final String CLOSED = "the inbox was closed";
    private static final int CLOSE_SECONDS = 10;

    /** What is mended leaves something behind twice at most; more would be others at work. */
    private static final int PASSES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Set<Action> OURS =
            EnumSet.of(Action.PRUNE, Action.BACKUP, Action.RESTORE, Action.EXPORT, Action.FORGET_SECRET, Action.REPAIR);

    private final OperableStore store;
    private final Timer timer;
    private final ExecutorService thread;
    private final Map<OperationId, AuditEntry> entries = new ConcurrentHashMap<>();
    private final Set<CompletionStage<AuditEntry>> beginning = ConcurrentHashMap.newKeySet();
    private volatile Map<OperationId, String> seen = Map.of();
    private volatile boolean closed;

    /** Records what is done in this store. */
    public Upkeep(OperableStore store, Timer timer) {
        this.store = store;
        this.timer = timer;
        this.thread = Executors.newCachedThreadPool(task -> {
            Thread made = new Thread(task, "hooklatch-upkeep");
            made.setDaemon(true);
            return made;
        });
    }

    /** Ends what a crash cut off: at once where no other process can be at work, and else what stood still for a minute. */
    public void start() {
        look();
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            Map<OperationId, String> still = new HashMap<>();
            OperationQuery running =
                    OperationQuery.all().state(OperationState.RUNNING).limit(OperationQuery.MAX_LIMIT);
            for (Operation operation : store.reader().operations(running).items()) {
                if (!OURS.contains(operation.action()) || entries.containsKey(operation.id())) {
                    continue;
                }
                if (!store.shared() || operation.cursor().equals(seen.get(operation.id()))) {
                    Run.await(store.end(operation.id(), OperationState.FAILED, "the process ended before it did"));
                } else {
                    still.put(operation.id(), operation.cursor());
                }
            }
            seen = still;
        } catch (StoreException e) {
            LOG.warn("entries of the audit that were cut off are not ended: {}", e.getMessage());
        }
        if (store.shared()) {
            timer.after(STILL, this::lookLater);
        }
    }

    private void lookLater() {
        if (!closed) {
            thread.execute(this::look);
        }
    }

    /**
     * Records that something begins.
     *
     * @param selection to what, as text; empty for the whole inbox
     * @return completes when durable; whoever asked for it ends the entry
     */
    public CompletionStage<AuditEntry> begin(Action action, Actor actor, String reason, String selection) {
        CompletionStage<AuditEntry> begun = store.begin(new NewOperation(action, actor, reason, selection, 0, 0, ""))
                .thenApply(this::entry);
        beginning.add(begun);
        return begun.whenComplete((entry, failure) -> beginning.remove(begun));
    }

    private AuditEntry entry(Operation begun) {
        AuditEntry entry = new AuditEntry(store, timer, begun, () -> entries.remove(begun.id()));
        entries.put(begun.id(), entry);
        if (closed) {
            entry.end(OperationState.FAILED, CLOSED);
        }
        entry.beatLater();
        return entry;
    }

    /**
     * Records that the secret of an endpoint is forgotten.
     *
     * @param work does it, and says whether there was one
     * @return completes when durable, with what the work said
     */
    public CompletionStage<Boolean> forgetSecret(
            String endpoint, Actor actor, String reason, Supplier<CompletionStage<Boolean>> work) {
        return begin(Action.FORGET_SECRET, actor, reason, "endpoint " + endpoint)
                .thenCompose(entry -> work.get()
                        .handle((there, failure) -> {
                            if (failure != null) {
                                return entry.end(OperationState.FAILED, String.valueOf(failure.getMessage()))
                                        .thenCompose(ended -> CompletableFuture.<Boolean>failedStage(failure));
                            }
                            entry.changed(there ? 1 : 0);
                            return entry.end(OperationState.DONE, there ? "" : "it had learnt none")
                                    .thenApply(ended -> there);
                        })
                        .thenCompose(Function.identity()));
    }

    /**
     * Mends everything that can be mended, judged anew. Blocks.
     *
     * @param store the one whose entries these are
     * @throws StoreException when the store fails; what was mended by then stays mended
     */
    public Operation repair(CheckableStore store, Actor actor, String reason) {
        return run(Action.REPAIR, actor, reason, "", entry -> mend(store, entry));
    }

    /**
     * The work of a repair that was begun. What is mended may leave other flaws behind, as a dispatch that is removed leaves
     * its attempts: so it looks again, until there is nothing to mend.
     */
    public static String mend(CheckableStore store, AuditEntry entry) {
        Map<Flaw.Kind, Long> mended = new EnumMap<>(Flaw.Kind.class);
        List<Flaw.Kind> found = store.check().stream().map(Flaw::kind).toList();
        for (int pass = 0; pass < PASSES && !found.isEmpty(); pass++) {
            List<Flaw.Kind> touched = new ArrayList<>();
            for (Flaw.Kind kind : found) {
                long all = kind.repairable() ? mend(store, kind, entry) : 0;
                if (all > 0) {
                    mended.merge(kind, all, Long::sum);
                    touched.add(kind);
                }
            }
            found = touched.isEmpty() ? List.of() : List.of(Flaw.Kind.values());
        }
        StringJoiner words = new StringJoiner("; ", "mended ", "").setEmptyValue("nothing was to be mended");
        mended.forEach((kind, count) -> words.add(count + ": " + kind.words()));
        return words.toString();
    }

    private static long mend(CheckableStore store, Flaw.Kind kind, AuditEntry entry) {
        long all = 0;
        for (long some = -1; some != 0 && entry.running(); all += some) {
            some = Run.await(store.repair(kind));
            entry.changed(some);
        }
        return all;
    }

    /** What is done between the two ends of an entry. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        /**
         * Does it.
         *
         * @param entry counts what is changed; when it is not running any more, somebody cancelled it
         * @return one line for the audit
         */
        String run(AuditEntry entry) throws E;
    }

    /**
     * Records the beginning, does the work, and records the end. Blocks.
     *
     * @return the operation as it ended
     * @throws E what the work throws; the entry then says that it failed, and why
     * @throws StoreException when the store cannot record it; then nothing was done
     */
    public <E extends Exception> Operation run(
            Action action, Actor actor, String reason, String selection, Work<E> work) throws E {
        return run(Run.await(begin(action, actor, reason, selection)), work);
    }

    /** As above, for something that was begun. */
    public <E extends Exception> Operation run(AuditEntry entry, Work<E> work) throws E {
        String detail = "it broke off";
        OperationState state = OperationState.FAILED;
        try {
            detail = work.run(entry);
            state = OperationState.DONE;
        } catch (Exception e) {
            detail = String.valueOf(e.getMessage());
            throw e;
        } finally {
            end(entry, state, detail);
        }
        return store.reader().operation(entry.id()).orElse(entry.operation());
    }

    private static void end(AuditEntry entry, OperationState state, String detail) {
        try {
            Run.await(entry.end(state, detail));
        } catch (StoreException e) {
            LOG.warn("the end of {} is not in the audit: {}", entry.id(), e.getMessage());
        }
    }

    /** Ends what still goes on as failed, also what only begins, before the store is closed. Idempotent. */
    @Override
    public void close() {
        closed = true;
        CompletableFuture<Void> begun = CompletableFuture.allOf(
                beginning.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
        try {
            CompletableFuture.allOf(
                            endAll(), begun.exceptionally(failure -> null).thenCompose(unused -> endAll()))
                    .get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the audit does not say of everything that it was cut off: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdown();
    }

    private CompletableFuture<Void> endAll() {
        return CompletableFuture.allOf(entries.values().stream()
                .map(entry -> entry.end(OperationState.FAILED, CLOSED).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }
}
