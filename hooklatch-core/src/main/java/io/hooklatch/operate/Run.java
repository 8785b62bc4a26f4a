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
 * its rate asks, and so on to the end. What the store cannot do now is tried again later. A step that comes too late shows
 * that another process is at it; then it is left to that one for as long as it moves.
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
    private final Silence silence = new Silence();
    private Operation operation;
    private boolean others;

    /** Where a step would have led of which no answer came, so that it may have been taken. */
    private Optional<String> unsure = Optional.empty();

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
                more = others ? watch() : step();
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
        boolean ours = take(new Step(changes, from, to));
        moved.run();
        if (operation.state() != OperationState.RUNNING) {
            return false;
        }
        if (ours) {
            rest(pause(items));
        } else {
            others = true;
        }
        return true;
    }

    /** Whether it was taken, now or by an earlier try; else it was cancelled, or another process is at it. */
    private boolean take(Step step) {
        Applied applied;
        try {
            applied = await(store.apply(operation.id(), step));
        } catch (StoreUnavailableException e) {
            unsure = Optional.of(step.to());
            throw e;
        }
        operation = applied.operation();
        boolean ours =
                applied.taken() || unsure.filter(operation.cursor()::equals).isPresent() || !store.shared();
        unsure = Optional.empty();
        return ours;
    }

    /** Leaves it to another process until that one is silent. Whether it is still running. */
    private boolean watch() {
        rest(Silence.LOOK);
        operation = store.reader().operation(operation.id()).orElse(operation);
        if (operation.state() != OperationState.RUNNING) {
            moved.run();
            return false;
        }
        others = silence.look(List.of(operation)).isEmpty();
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
