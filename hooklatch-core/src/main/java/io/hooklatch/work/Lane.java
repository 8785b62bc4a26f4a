package io.hooklatch.work;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Event;
import io.hooklatch.store.Completion.Next;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One handler's way through its dispatches: takes leases, runs them within its own limits, records results. Nothing that
 * happens in one lane holds back another. Thread-safe; no lock is held while a handler, the store or a listener is called.
 */
abstract class Lane {
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    final Registration registration;
    final WorkContext work;
    final Results results;
    private final Backoff backoff;
    private final Wake wake;

    /** Leased and loaded, in the order they are to run. Guarded by this. */
    final Deque<Assignment> waiting = new ArrayDeque<>();

    private final Set<Assignment> held = new HashSet<>();
    private final Pace pace = new Pace();
    private int suspects;
    private int claims;
    private int running;
    private int abandoned;
    private long signals;
    private boolean backlog = true;
    private boolean leasing;
    private boolean stopping;
    private final CompletableFuture<Void> idle = new CompletableFuture<>();

    Lane(Registration registration, WorkContext work) {
        this.registration = registration;
        this.work = work;
        this.backoff = new Backoff(registration.policy(), work.random());
        this.wake = new Wake(work.timer(), this::signal);
        this.results = new Results(registration.name(), work, wake, this::dropped);
    }

    /** How many assignments may be claimed at birth and not yet started. */
    abstract int claimable();

    /** How many runs go on at once. */
    abstract int workers();

    /** Starts what may start now, given how many are running; called with the lock held, runs nothing itself. */
    abstract List<Runnable> takeStartable(int running);

    /** Reserves a worker for an event that is about to be stored; the caller then says claimed or unclaimed. */
    final synchronized boolean tryClaim() {
        if (stopping || backlog || suspects > 0 || stuck() || waiting.size() + running + claims >= claimable()) {
            return false;
        }
        claims++;
        return true;
    }

    final void unclaimed() {
        synchronized (this) {
            claims--;
            tellWhenIdle();
        }
        pump();
    }

    final void claimed(Lease lease, Event event) {
        Assignment assignment = new Assignment(lease, event, work.timer().nanos());
        synchronized (this) {
            claims--;
            hold(assignment);
        }
        putBack(assignment, false);
        pump();
    }

    /** Lets it wait for a worker, or gives its lease back when the lane is stopping. */
    final void putBack(Assignment assignment, boolean first) {
        synchronized (this) {
            if (!stopping) {
                if (first) {
                    waiting.addFirst(assignment);
                } else {
                    waiting.addLast(assignment);
                }
                return;
            }
        }
        giveBack(List.of(assignment));
    }

    /** Gives leases back untried. They are held until the store has them: a stop must not overtake that. */
    private void giveBack(List<Assignment> assignments) {
        if (!assignments.isEmpty()) {
            work.store()
                    .release(assignments.stream().map(a -> a.lease).toList())
                    .whenComplete((count, failure) -> assignments.forEach(this::drop));
        }
    }

    /** There may be something to lease. */
    final void signal() {
        synchronized (this) {
            signals++;
            backlog = true;
        }
        pump();
    }

    final void pump() {
        List<Runnable> start = new ArrayList<>(1);
        int want = 0;
        long seen;
        synchronized (this) {
            seen = signals;
            if (!stopping && !stuck()) {
                List<Runnable> more = takeStartable(running);
                running += more.size();
                start.addAll(more);
                int ahead = ahead();
                if (!leasing && backlog && suspects == 0 && waiting.size() <= ahead / 2) {
                    want = ahead + workers() - running - waiting.size();
                    leasing = want > 0;
                }
            }
        }
        start.forEach(work.threads()::execute);
        if (want > 0) {
            lease(want, seen);
        }
    }

    private void lease(int want, long seen) {
        work.store()
                .lease(registration.name(), want, work.leaseFor())
                .whenComplete((leases, failure) -> work.threads().execute(() -> {
                    if (failure != null) {
                        results.troubled("cannot lease: " + ErrorText.of(failure));
                        leased(List.of(), true, seen);
                        wake.in(AFTER_TROUBLE);
                    } else {
                        load(leases, want, seen);
                    }
                }));
    }

    private void load(List<Lease> leases, int want, long seen) {
        boolean drained = leases.size() < want && leases.stream().allMatch(lease -> lease.losses() == 0);
        try {
            List<Event> events =
                    leases.isEmpty() ? List.of() : work.store().reader().load(leases);
            long now = work.timer().nanos();
            List<Assignment> assignments = new ArrayList<>(leases.size());
            for (int i = 0; i < leases.size(); i++) {
                assignments.add(new Assignment(leases.get(i), events.get(i), now));
            }
            leased(assignments, drained, seen);
            if (drained) {
                work.store().reader().nextDue(registration.name()).ifPresent(wake::in);
            }
        } catch (RuntimeException e) {
            results.troubled("cannot read what was leased: " + ErrorText.of(e));
            work.store().release(leases).whenComplete((count, failure) -> {
                leased(List.of(), true, seen);
                wake.in(AFTER_TROUBLE);
            });
        }
    }

    private void leased(List<Assignment> assignments, boolean drained, long seen) {
        boolean late;
        synchronized (this) {
            leasing = false;
            backlog = !drained || signals != seen;
            late = stopping;
            assignments.forEach(this::hold);
            if (!late) {
                waiting.addAll(assignments);
            }
            tellWhenIdle();
        }
        if (late) {
            giveBack(assignments);
        }
        pump();
    }

    private void hold(Assignment assignment) {
        held.add(assignment);
        suspects += assignment.suspect() ? 1 : 0;
    }

    /**
     * Whether the next one may start beside this many others; called with the lock held. One that may have killed the
     * process runs alone, so that the innocent are not lost with it.
     */
    final boolean mayStart(int others) {
        return suspects == 0 || others == 0;
    }

    /** The next assignments for a worker that has just become free; when there is none it must end. */
    final synchronized List<Assignment> nextFor(int most) {
        List<Assignment> next = new ArrayList<>(Math.min(most, waiting.size()));
        if (!stopping && !stuck()) {
            while (next.size() < most && !waiting.isEmpty() && mayStart(running - 1 + next.size())) {
                next.add(waiting.remove());
            }
        }
        if (next.isEmpty()) {
            running--;
        }
        return next;
    }

    /** Whether it must not be run: it has killed the process too often. Records it as dead when so. */
    final boolean poisoned(Assignment assignment) {
        int losses = assignment.lease.losses();
        if (losses < registration.policy().losses()
                && assignment.lease.tries() <= registration.policy().attempts()) {
            return false;
        }
        assignment.start(work.timer(), null);
        if (assignment.end()) {
            results.report(
                    assignment,
                    AttemptOutcome.FAILED,
                    "not run: " + losses + " of " + (assignment.lease.tries() - 1)
                            + " attempts ended with the process itself",
                    new Next.Dead());
        }
        return true;
    }

    /** The run failed; the policy says what follows. Only for the winner of the assignment's end. */
    final void failed(Assignment assignment, AttemptOutcome outcome, Throwable failure) {
        results.report(assignment, outcome, ErrorText.of(failure), backoff.after(assignment.lease.tries(), failure));
    }

    /** The result is durable, or came too late. */
    final void dropped(Assignment assignment) {
        drop(assignment);
        if (assignment.lease.ordered()) {
            signal(); // the next of its line may have become due
        } else if (assignment.suspect()) {
            pump();
        }
    }

    final synchronized void drop(Assignment assignment) {
        if (held.remove(assignment) && assignment.suspect()) {
            suspects--;
        }
        tellWhenIdle();
    }

    /** How many leases are worth holding beside those that run. */
    final synchronized int ahead() {
        return pace.ahead(workers());
    }

    final synchronized void ran(Assignment assignment) {
        pace.ran(assignment.nanosSinceStart(work.timer()));
    }

    /** A run is not coming back in time: its thread is lost until it does, and its slot is free again. */
    final void abandon(boolean freesSlot) {
        boolean last;
        synchronized (this) {
            abandoned++;
            running -= freesSlot ? 1 : 0;
            last = stuck();
        }
        if (last) {
            results.troubled(
                    abandoned() + " runs ignore their time limit; nothing more is run until some of them return");
        }
        pump();
    }

    /** A run that holds no thread is over for us. */
    final void freeSlot() {
        synchronized (this) {
            running--;
        }
        pump();
    }

    /** An abandoned thread has come back after all. */
    final void returned() {
        synchronized (this) {
            abandoned--;
        }
        pump();
    }

    private synchronized int abandoned() {
        return abandoned;
    }

    private boolean stuck() {
        return abandoned >= Math.max(16, 4 * workers());
    }

    /** Ends every run that has outlived the policy's time limit; called on a beat. */
    abstract void enforceTimeLimit();

    /** Everything this lane holds, running or not. */
    final synchronized List<Assignment> held() {
        return List.copyOf(held);
    }

    /** The lease is gone: what has not started will not, what runs will be fenced off when it ends. */
    final void lost(Assignment assignment) {
        boolean unstarted;
        synchronized (this) {
            unstarted = waiting.remove(assignment);
        }
        if (unstarted) {
            drop(assignment);
        }
    }

    /** Takes and starts nothing more; gives back what has not started. */
    final void stop() {
        List<Assignment> untried;
        synchronized (this) {
            stopping = true;
            untried = List.copyOf(waiting);
            waiting.clear();
            tellWhenIdle();
        }
        wake.close();
        giveBack(untried);
    }

    /** Ends what still runs, to be tried again at once by whoever comes next. */
    final void cutOff() {
        for (Assignment assignment : held()) {
            if (assignment.end()) {
                results.report(
                        assignment,
                        AttemptOutcome.FAILED,
                        "the inbox was stopped before it finished",
                        new Next.Retry(Duration.ZERO));
                assignment.interrupt();
            }
        }
    }

    /** Waits until nothing is held, at most this long; returns whether that came to be. Only after {@link #stop()}. */
    final boolean awaitIdle(Duration longest) throws InterruptedException {
        try {
            idle.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Called with the lock held. */
    private void tellWhenIdle() {
        if (stopping && held.isEmpty() && claims == 0 && !leasing) {
            idle.complete(null);
        }
    }
}
