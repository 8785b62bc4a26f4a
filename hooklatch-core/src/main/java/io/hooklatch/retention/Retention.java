package io.hooklatch.retention;

import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.observe.Listeners;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import io.hooklatch.work.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Clears the inbox of what has served its time: by itself at intervals, and when asked. Small transactions with pauses
 * between them, so that receiving and handling go on as before. Thread-safe.
 */
public final class Retention implements AutoCloseable {
    /** So many deliveries in one transaction at most. */
    static final int PAGE = 100;

    private static final Actor AUTOMATIC = new Actor("retention", "automatic");
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final PrunableStore store;
    private final RetentionSettings settings;
    private final Timer timer;
    private final Listeners listeners;
    private final ThreadPoolExecutor thread;
    private final Optional<Upkeep> audit;
    private @Nullable Clearing running;
    private boolean closed;

    /**
     * Does nothing by itself before {@link #start}.
     *
     * @param audit records clearings, where the store keeps an audit
     */
    public Retention(
            PrunableStore store, RetentionSettings settings, Timer timer, Listeners listeners, Optional<Upkeep> audit) {
        this.store = store;
        this.settings = settings;
        this.timer = timer;
        this.listeners = listeners;
        this.audit = audit;
        thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread made = new Thread(task, "hooklatch-retention");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    /** Clears a minute from now, and then again and again. */
    public void start() {
        timer.after(FIRST, this::automatic);
    }

    private void automatic() {
        run(AUTOMATIC, "what has served its time, by the settings of retention")
                .whenComplete((done, failure) -> timer.after(settings.every(), this::automatic));
    }

    /**
     * Clears now, or joins the clearing that runs.
     *
     * @param actor who wants it, for the audit
     * @param reason why; 1 to 500 characters
     * @return what was done; never completes exceptionally, {@link RetentionRun#problem()} says why it ended early
     * @throws IllegalArgumentException when the reason is blank or too long
     */
    public CompletionStage<RetentionRun> run(Actor actor, String reason) {
        return current(new ClearingEntry(audit, actor, reason, false)).result();
    }

    /**
     * Begins a clearing that is in the audit also when it removes nothing, and goes on by itself.
     *
     * @param reason why; 1 to 500 characters
     * @return the operation, once it is recorded; its counts grow as rows go, and who cancels it ends the clearing. Fails
     *     with a {@link io.hooklatch.store.StoreException} when the clearing ends before that
     * @throws IllegalArgumentException when the reason is blank or too long
     * @throws IllegalStateException when a clearing runs already, naming it, or the store keeps no audit
     */
    public CompletionStage<Operation> begin(Actor actor, String reason) {
        if (audit.isEmpty()) {
            throw new IllegalStateException("the store keeps no audit: run the clearing in place of beginning it");
        }
        ClearingEntry entry = new ClearingEntry(audit, actor, reason, true);
        Clearing current = current(entry);
        if (current.entry() != entry) {
            throw new IllegalStateException("a clearing runs already"
                    + current.entry().id().map(id -> ", operation " + id).orElse("") + ": wait for its end");
        }
        return entry.begun();
    }

    /** The clearing that runs; begun with this entry when none does. */
    private synchronized Clearing current(ClearingEntry entry) {
        Clearing current = running;
        if (current == null) {
            current = new Clearing(store, settings, timer, thread, entry, this::ended);
            running = current;
            if (closed) {
                current.stop();
            }
            current.begin();
        }
        return current;
    }

    /** What is kept for how long. */
    public RetentionSettings settings() {
        return settings;
    }

    /** The operation of the clearing that runs now, once it has removed something or was asked for. */
    public synchronized Optional<OperationId> running() {
        return running == null ? Optional.empty() : running.entry().id();
    }

    private void ended(RetentionRun done) {
        synchronized (this) {
            running = null;
        }
        listeners.tell(listener -> listener.cleared(done));
        done.problem().ifPresent(problem -> listeners.tell(listener -> listener.troubled("retention", problem)));
    }

    /**
     * What a clearing would remove now. Blocks, reads everything that is old enough, and changes nothing.
     *
     * @throws io.hooklatch.store.StoreUnavailableException when the store cannot be read
     */
    public RetentionRun preview() {
        return preview(() -> true);
    }

    /**
     * The same, as long as somebody waits for it.
     *
     * @param wanted whether somebody does; asked again and again
     * @throws CancellationException when nobody does any more
     */
    public RetentionRun preview(BooleanSupplier wanted) {
        long startedAt = timer.millis();
        PrunePlan plan = settings.plan(store.now());
        Pruned found = Pruned.NOTHING;
        Optional<PrunePage.Position> next = Optional.of(PrunePage.Position.START);
        while (next.isPresent()) {
            if (!wanted.getAsBoolean()) {
                throw new CancellationException("nobody waits for it any more");
            }
            PrunePage page = store.prunable(plan, next.get(), PAGE);
            found = found.plus(page.found());
            next = page.next();
        }
        PrunableStore.Space space = store.space();
        return new RetentionRun(
                true,
                startedAt,
                timer.millis(),
                found,
                0,
                space.total(),
                space.unused(),
                Optional.empty(),
                Optional.empty());
    }

    /** Lets the transaction that runs come to its end, and no other begin. Idempotent. */
    @Override
    public void close() {
        Clearing current;
        synchronized (this) {
            closed = true;
            current = running;
        }
        if (current != null) {
            current.stop();
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(IDLE.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
