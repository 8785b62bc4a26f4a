package io.hooklatch.operate;

import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Applied;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.Step;
import io.hooklatch.work.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The entry of the audit of something that this process does to the inbox as a whole. Every few seconds it writes what was
 * counted, which is also the sign that the process lives. Thread-safe.
 */
public final class AuditEntry {
    /** How often it shows a sign of life. */
    static final Duration BEAT = Duration.ofSeconds(5);

    private final OperableStore store;
    private final Timer timer;
    private final Operation begun;
    private final Runnable whenEnded;
    private final AtomicLong uncounted = new AtomicLong();
    private volatile boolean running = true;
    private boolean ending;
    private Runnable nextBeat = () -> {};

    /** What was written last; each write begins when the one before it is over, so they need no lock among each other. */
    private CompletionStage<Boolean> last = CompletableFuture.completedStage(true);

    private String position;
    private long beats;
    private Optional<Step> unsure = Optional.empty();

    AuditEntry(OperableStore store, Timer timer, Operation begun, Runnable whenEnded) {
        this.store = store;
        this.timer = timer;
        this.begun = begun;
        this.whenEnded = whenEnded;
        this.position = begun.cursor();
    }

    /** The operation as it began. */
    public Operation operation() {
        return begun;
    }

    /** The operation's id. */
    public OperationId id() {
        return begun.id();
    }

    /** Whether nobody has ended it so far as is known; learnt with a delay of a few seconds. */
    public boolean running() {
        return running;
    }

    /** Counts so many rows as changed. */
    public void changed(long rows) {
        uncounted.addAndGet(rows);
    }

    synchronized void beatLater() {
        if (!ending && running) {
            nextBeat = timer.after(BEAT, this::beat);
        }
    }

    private synchronized void beat() {
        if (!ending) {
            last = last.thenCompose(before -> step());
            last.thenRun(this::beatLater);
        }
    }

    /** Never fails. A step whose fate is unknown is taken again: the store takes none twice. */
    private CompletionStage<Boolean> step() {
        Step step =
                unsure.orElseGet(() -> new Step(List.of(), position, Long.toString(++beats), uncounted.getAndSet(0)));
        return store.apply(begun.id(), step).handle((applied, failure) -> {
            unsure = failure == null ? Optional.empty() : Optional.of(step);
            if (failure == null) {
                told(applied);
            }
            return failure == null;
        });
    }

    private void told(Applied applied) {
        position = applied.operation().cursor();
        running = applied.operation().state() == OperationState.RUNNING;
    }

    /**
     * Writes the last counts and ends it. Only the first call does.
     *
     * @param detail what there is to say
     * @return completes when durable, with whether it was running until then
     */
    public synchronized CompletionStage<Boolean> end(OperationState state, String detail) {
        if (ending) {
            return last.thenApply(before -> false);
        }
        ending = true;
        nextBeat.run();
        CompletionStage<Boolean> ended =
                last.thenCompose(before -> flush()).thenCompose(written -> store.end(begun.id(), state, detail));
        last = ended.handle((was, failure) -> {
            running = false;
            whenEnded.run();
            return failure == null;
        });
        return ended;
    }

    private CompletionStage<Boolean> flush() {
        boolean again = unsure.isPresent();
        if (!again && uncounted.get() == 0) {
            return CompletableFuture.completedStage(true);
        }
        return step().thenCompose(written -> again && written ? flush() : CompletableFuture.completedStage(written));
    }
}
