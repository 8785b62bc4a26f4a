package io.hooklatch.work;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Completion.Next;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.function.Consumer;

/** Brings one handler's results to the store and, once they are durable, to the listeners. Thread-safe. */
final class Results {
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final String handler;
    private final WorkContext work;
    private final Wake wake;
    private final Consumer<Assignment> dropped;

    /**
     * @param wake told when the next attempt is due
     * @param dropped told when an assignment is out of this process's hands
     */
    Results(String handler, WorkContext work, Wake wake, Consumer<Assignment> dropped) {
        this.handler = handler;
        this.work = work;
        this.wake = wake;
        this.dropped = dropped;
    }

    /** Records a result; repeats until the store has taken it or said that the lease is gone. */
    void report(Assignment assignment, AttemptOutcome outcome, String error, Next next) {
        long nanos = assignment.nanosSinceStart(work.timer());
        Completion completion =
                new Completion(assignment.lease, assignment.startedAt(), nanos / 1_000_000, outcome, error, next);
        submit(assignment, completion, nanos);
    }

    private void submit(Assignment assignment, Completion completion, long nanos) {
        work.store().complete(completion).whenComplete((stands, failure) -> {
            if (failure != null) {
                troubled("cannot record a result, trying again: " + ErrorText.of(failure));
                work.timer().after(AFTER_TROUBLE, () -> submit(assignment, completion, nanos));
            } else {
                settled(assignment, completion, stands, nanos);
            }
        });
    }

    /** The store has taken the result, or fenced it off when it does not stand. */
    void settled(Assignment assignment, Completion completion, boolean stands, long nanos) {
        tell(assignment.lease, completion, stands, nanos);
        dropped.accept(assignment);
    }

    private void tell(Lease lease, Completion completion, boolean stands, long nanos) {
        if (!stands) {
            work.listeners().tell(to -> to.fencedOff(handler, lease.eventId(), lease.dispatchId(), lease.attempt()));
            return;
        }
        if (completion.next() instanceof Next.Retry retry) {
            wake.in(retry.after());
        }
        work.listeners()
                .tell(to -> to.attempted(
                        handler,
                        lease.eventId(),
                        lease.dispatchId(),
                        lease.attempt(),
                        completion.outcome(),
                        state(completion.next()),
                        completion.error(),
                        nanos));
    }

    private static DispatchState state(Next next) {
        if (next instanceof Next.Handled) {
            return DispatchState.HANDLED;
        }
        return next instanceof Next.Dead ? DispatchState.DEAD : DispatchState.RETRYING;
    }

    void troubled(String problem) {
        work.listeners().tell(to -> to.troubled("handler " + handler, problem));
    }
}
