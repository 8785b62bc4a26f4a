package io.hooklatch.retention;

import io.hooklatch.observe.RetentionRun;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import io.hooklatch.work.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One clearing: page after page, each found by reading and removed in a transaction of its own, and then the room given
 * back. Between two transactions it waits four times as long as one took, so that it takes a fifth of the store's time at
 * most, and less while others wait in the same queue.
 */
final class Clearing {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final int PAUSE_FOR_EACH = 4;
    private static final long RECLAIM_AT_ONCE = 1 << 20;

    /** A twentieth of the file may stay unused: it will be filled again soon. */
    private static final int SPARE = 20;

    private final PrunableStore store;
    private final RetentionSettings settings;
    private final Timer timer;
    private final Executor thread;
    private final ClearingEntry audit;
    private final Consumer<RetentionRun> whenOver;
    private final CompletableFuture<RetentionRun> result = new CompletableFuture<>();
    private final long startedAt;
    private volatile PrunePlan plan = new PrunePlan(Map.of(), PrunePlan.Limits.NONE);
    private volatile boolean stopped;
    private volatile Pruned removed = Pruned.NOTHING;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong reclaimed = new AtomicLong();

    /** @param whenOver is told before anybody who waits for the result */
    Clearing(
            PrunableStore store,
            RetentionSettings settings,
            Timer timer,
            Executor thread,
            ClearingEntry audit,
            Consumer<RetentionRun> whenOver) {
        this.store = store;
        this.settings = settings;
        this.timer = timer;
        this.thread = thread;
        this.audit = audit;
        this.whenOver = whenOver;
        this.startedAt = timer.millis();
    }

    CompletionStage<RetentionRun> result() {
        return result.minimalCompletionStage();
    }

    void begin() {
        step(() -> {
            plan = settings.plan(store.now());
            if (audit.first()) {
                write(audit.begin(), begun -> look(PrunePage.Position.START));
            } else {
                look(PrunePage.Position.START);
            }
        });
    }

    /** Its entry in the audit. */
    ClearingEntry entry() {
        return audit;
    }

    /** Ends it as soon as the transaction that runs is over. */
    void stop() {
        stopped = true;
        end(Optional.of("the inbox was closed"), new PrunableStore.Space(0, 0, false));
    }

    private void step(Runnable work) {
        thread.execute(() -> {
            if (stopped) {
                return;
            }
            try {
                work.run();
            } catch (RuntimeException e) {
                fail(e);
            }
        });
    }

    private void look(PrunePage.Position from) {
        PrunePage page = store.prunable(plan, from, Retention.PAGE);
        if (page.targets().isEmpty()) {
            page.next().ifPresentOrElse(next -> step(() -> look(next)), this::reclaim);
        } else {
            remove(page);
        }
    }

    private void remove(PrunePage page) {
        if (audit.toBegin()) {
            write(audit.begin(), begun -> remove(page));
            return;
        }
        write(store.prune(plan, page), done -> {
            removed = removed.plus(done.finished());
            audit.removed(done);
            if (audit.cancelled()) {
                end(Optional.of("somebody ended it in the audit"), store.space());
            } else if (done.unfinished()) {
                remove(page);
            } else {
                page.next().ifPresentOrElse(this::look, this::reclaim);
            }
        });
    }

    private void reclaim() {
        PrunableStore.Space space = store.space();
        if (!space.reclaimable() || space.unused() <= Math.max(space.total() / SPARE, RECLAIM_AT_ONCE)) {
            end(Optional.empty(), space);
            return;
        }
        write(store.reclaim(RECLAIM_AT_ONCE), bytes -> {
            reclaimed.addAndGet(bytes);
            if (bytes == 0) {
                end(Optional.empty(), space);
            } else {
                reclaim();
            }
        });
    }

    /** Goes on after the commit and a pause. */
    private <T> void write(CompletionStage<T> stage, Consumer<T> then) {
        long begun = timer.nanos();
        stage.whenComplete((done, failure) -> {
            if (failure != null) {
                fail(failure);
                return;
            }
            Duration took = Duration.ofNanos(timer.nanos() - begun).multipliedBy(PAUSE_FOR_EACH);
            timer.after(
                    took.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : took, () -> step(() -> then.accept(done)));
        });
    }

    private void fail(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        end(Optional.of(String.valueOf(cause.getMessage())), new PrunableStore.Space(0, 0, false));
    }

    private void end(Optional<String> problem, PrunableStore.Space space) {
        if (ended.getAndSet(true)) {
            return;
        }
        RetentionRun run = new RetentionRun(
                false,
                startedAt,
                timer.millis(),
                removed,
                reclaimed.get(),
                space.total(),
                space.unused(),
                audit.id(),
                problem);
        audit.end(run).whenComplete((written, failure) -> {
            whenOver.accept(run);
            result.complete(run);
        });
    }
}
