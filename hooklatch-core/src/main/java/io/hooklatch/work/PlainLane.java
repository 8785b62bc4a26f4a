package io.hooklatch.work;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.store.Completion.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs plain and asynchronous handlers, several at once, outside any transaction. */
final class PlainLane extends Lane {
    PlainLane(Registration registration, WorkContext work) {
        super(registration, work);
    }

    @Override
    int claimable() {
        return workers();
    }

    @Override
    int workers() {
        return registration.policy().concurrency();
    }

    @Override
    List<Runnable> takeStartable(int running) {
        List<Runnable> start = new ArrayList<>();
        while (running + start.size() < workers() && !waiting.isEmpty() && mayStart(running + start.size())) {
            Assignment first = waiting.remove();
            start.add(() -> workOn(first));
        }
        return start;
    }

    /** One worker: runs the first and whatever waits, until nothing does or its thread is taken from it. */
    private void workOn(Assignment first) {
        Assignment current = first;
        while (run(current)) {
            List<Assignment> next = nextFor(1);
            if (next.isEmpty()) {
                break;
            }
            current = next.get(0);
            if (!waiting()) {
                pump();
            }
        }
        pump();
    }

    private synchronized boolean waiting() {
        return !waiting.isEmpty();
    }

    /** Runs one; false when this thread no longer owns a slot, since it was abandoned or the handler answers later. */
    private boolean run(Assignment assignment) {
        if (poisoned(assignment)) {
            return true;
        }
        try {
            if (registration.task() instanceof Registration.Task.Async async) {
                assignment.start(work.timer(), null);
                async.handler()
                        .handle(assignment.event)
                        .whenComplete((nothing, failure) -> answered(assignment, failure));
                return false;
            }
            assignment.start(work.timer(), Thread.currentThread());
            ((Registration.Task.Plain) registration.task()).handler().handle(assignment.event);
            return judge(assignment, null);
        } catch (Throwable failure) {
            return judge(assignment, failure);
        }
    }

    /** Decides the result unless the time limit did; false when it did. */
    private boolean judge(Assignment assignment, @Nullable Throwable failure) {
        assignment.leave();
        if (!assignment.end()) {
            if (ownsThread()) {
                returned();
            }
            return false;
        }
        ran(assignment);
        if (failure == null) {
            results.report(assignment, AttemptOutcome.SUCCEEDED, "", new Next.Handled());
        } else {
            failed(assignment, AttemptOutcome.FAILED, failure);
        }
        return true;
    }

    private void answered(Assignment assignment, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (judge(assignment, cause)) {
            List<Assignment> next = nextFor(1);
            next.forEach(assigned -> work.threads().execute(() -> workOn(assigned)));
            pump();
        }
    }

    /** Whether a run that does not end keeps a thread of ours. */
    private boolean ownsThread() {
        return registration.task() instanceof Registration.Task.Plain;
    }

    @Override
    void enforceTimeLimit() {
        long limit = registration.policy().timeout().toNanos();
        for (Assignment assignment : held()) {
            if (assignment.running() && assignment.nanosSinceStart(work.timer()) > limit && assignment.end()) {
                failed(
                        assignment,
                        AttemptOutcome.TIMED_OUT,
                        new TimeoutException("still running after "
                                + registration.policy().timeout().toMillis() + " ms"));
                if (ownsThread()) {
                    abandon(true);
                } else {
                    freeSlot();
                }
                assignment.interrupt();
            }
        }
    }
}
