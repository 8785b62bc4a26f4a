package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.jdbc.postgres.link.Sessions;
import io.hooklatch.jdbc.postgres.link.Shelf;
import io.hooklatch.store.Lease;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Transactions lent to handlers: each list on a connection of its own, beside the lanes and beside each other. */
final class Turns implements AutoCloseable {
    private final PostgresSettings settings;
    private final Shelf shelf;
    private final Bounds bounds;
    private final ScheduledThreadPoolExecutor timer;
    /** The store itself is one party, so that it can wait for the others. */
    private final Phaser running = new Phaser(1);

    private final AtomicBoolean closed = new AtomicBoolean();

    Turns(PostgresSettings settings, Sessions sessions, Bounds bounds) {
        this.settings = settings;
        this.shelf = new Shelf(sessions, settings.handlers());
        this.bounds = bounds;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hooklatch-postgres-timer " + settings.schema());
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    CompletionStage<List<TransactionOutcome>> transact(
            List<Lease> leases, TransactionalWork work, Duration timeLimit, Executor executor) {
        boolean entered = running.register() >= 0;
        boolean late = closed.get();
        if (entered && late) {
            running.arriveAndDeregister();
        }
        if (!entered || late) {
            return CompletableFuture.failedStage(
                    new StoreUnavailableException(settings.name() + ": the inbox is closed"));
        }
        bounds.lent(1);
        Turn turn = new Turn(settings, shelf, timer, leases, work, timeLimit, this::over);
        try {
            turn.await();
            executor.execute(turn);
        } catch (RejectedExecutionException e) {
            turn.notRun();
        }
        return turn.stage();
    }

    private void over() {
        bounds.lent(-1);
        running.arriveAndDeregister();
    }

    /** Lets none begin any more, and waits for those that run: at most for their time limits. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            running.awaitAdvance(running.arriveAndDeregister());
        }
        timer.shutdown();
        shelf.close();
    }
}
