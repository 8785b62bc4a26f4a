package io.hooklatch.operate;

import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Applied;
import io.hooklatch.store.Change;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.Step;
import io.hooklatch.store.StoreBusyException;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.work.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One operation on its way, on a thread of its own: reads a part of the selection, has it changed in one step, rests as
 * its rate asks, and so on to the end. What the store cannot do now is tried again later.
 */
final class Run implements Runnable {
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final OperableStore store;
    private final Planner planner;
    private final Timer timer;
    private final Runnable moved;
    private final Walk walk;
    private final Optional<String> handler;
    private final CompletableFuture<Operation> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private Operation operation;

    /**
     * @param operation where it stands
     * @param moved called after each step
     * @throws IllegalArgumentException when its selection is not one of this program
     */
    Run(OperableStore store, Planner planner, Timer timer, Runnable moved, Operation operation) {
        this.store = store;
        this.planner = planner;
        this.timer = timer;
        this.moved = moved;
        this.operation = operation;
        Parameters selection = Parameters.parse(operation.selection());
        this.walk = new Walk(store.reader(), SelectionText.parse(selection));
        this.handler = selection.find(SelectionText.TO);
    }

    /** Completes with the operation once it has ended; exceptionally when this process stopped it for another to go on. */
    CompletableFuture<Operation> ended() {
        return ended;
    }

    /** Leaves it as it stands behind its current step. */
    void stop() {
        stop.complete(null);
    }

    @Override
    public void run() {
        boolean more = true;
        while (more && !stop.isDone()) {
            try {
                more = step();
            } catch (StoreBusyException | StoreUnavailableException e) {
                rest(AFTER_TROUBLE);
            } catch (RuntimeException e) {
                more = fail(e);
            }
        }
        if (more) {
            ended.completeExceptionally(new IllegalStateException(
                    operation.id() + " is left as it stands: the inbox is closed, and goes on with it when it starts"));
        } else {
            ended.complete(operation);
        }
    }

    /** Whether there is more to do. */
    private boolean step() {
        String from = operation.cursor();
        List<Change> changes = new ArrayList<>();
        String to = from;
        int items = 0;
        List<Subject> part = walk.part(from, size());
        Function<Subject, List<Change>> plan = planner.plan(operation.action(), handler, part);
        for (Subject subject : part) {
            List<Change> more = plan.apply(subject);
            if (changes.size() + more.size() > Step.MOST) {
                break;
            }
            changes.addAll(more);
            to = subject.cursor();
            items++;
        }
        if (items == 0) {
            end(OperationState.DONE, "");
            return false;
        }
        Applied applied = await(store.apply(operation.id(), new Step(changes, from, to)));
        operation = applied.operation();
        if (!applied.taken()) {
            // Cancelled; or taken after all by a step whose answer was lost, and then there is more to do from there.
            moved.run();
            return operation.state() == OperationState.RUNNING;
        }
        moved.run();
        rest(pause(items));
        return true;
    }

    private int size() {
        int rate = operation.ratePerSecond();
        return rate == 0 ? Step.MOST : Math.max(1, Math.min(Step.MOST, rate / 4));
    }

    private Duration pause(int items) {
        int rate = operation.ratePerSecond();
        return rate == 0 ? Duration.ZERO : Duration.ofNanos(items * 1_000_000_000L / rate);
    }

    /** Until the time has passed or the inbox is closed. */
    private void rest(Duration time) {
        if (time.isZero() || stop.isDone()) {
            return;
        }
        CompletableFuture<Void> over = new CompletableFuture<>();
        Runnable cancel = timer.after(time, () -> over.complete(null));
        CompletableFuture.anyOf(over, stop).join();
        cancel.run();
    }

    private boolean fail(RuntimeException cause) {
        try {
            end(OperationState.FAILED, cause.getClass().getSimpleName() + ": " + cause.getMessage());
            return false;
        } catch (RuntimeException e) {
            rest(AFTER_TROUBLE);
            return true;
        }
    }

    private void end(OperationState state, String detail) {
        await(store.end(operation.id(), state, detail));
        operation = store.reader().operation(operation.id()).orElse(operation);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
