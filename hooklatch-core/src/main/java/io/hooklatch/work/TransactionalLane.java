package io.hooklatch.work;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Completion.Next;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalStore;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** Runs a transactional handler: one turn of the store at a time, several events in it while they are quick. */
final class TransactionalLane extends Lane {
    private static final int MOST_IN_A_TURN = 64;

    private final TransactionalStore store;
    private final TransactionalHandler handler;
    private final Set<Assignment> timedOut = ConcurrentHashMap.newKeySet();

    TransactionalLane(
            Registration registration, TransactionalHandler handler, TransactionalStore store, WorkContext work) {
        super(registration, work);
        this.handler = handler;
        this.store = store;
    }

    @Override
    int claimable() {
        return MOST_IN_A_TURN;
    }

    @Override
    int workers() {
        return 1;
    }

    @Override
    List<Runnable> takeStartable(int running) {
        if (running > 0 || waiting.isEmpty()) {
            return List.of();
        }
        return List.of(this::takeTurn);
    }

    private void takeTurn() {
        List<Assignment> turn = nextFor(Math.min(MOST_IN_A_TURN, ahead()));
        if (turn.isEmpty()) {
            pump();
            return;
        }
        List<Assignment> runnable = new ArrayList<>(turn.size());
        Map<DispatchId, Assignment> byDispatch = new HashMap<>();
        for (Assignment assignment : turn) {
            if (!poisoned(assignment)) {
                runnable.add(assignment);
                byDispatch.put(assignment.lease.dispatchId(), assignment);
            }
        }
        if (runnable.isEmpty()) {
            takeTurn();
            return;
        }
        List<Lease> leases = runnable.stream().map(a -> a.lease).toList();
        store.transact(
                        leases,
                        (lease, connection) -> run(byDispatch, lease, connection),
                        registration.policy().timeout(),
                        work.threads())
                .whenComplete((outcomes, failure) -> work.threads().execute(() -> {
                    if (failure != null) {
                        results.troubled("cannot take a turn of the store: " + ErrorText.of(failure));
                        runnable.forEach(assignment -> rolledBack(assignment, failure));
                    } else {
                        for (int i = 0; i < outcomes.size(); i++) {
                            ended(runnable.get(i), outcomes.get(i));
                        }
                    }
                    takeTurn();
                }));
    }

    private Completion run(Map<DispatchId, Assignment> byDispatch, Lease lease, Connection connection)
            throws Exception {
        Assignment assignment = byDispatch.get(lease.dispatchId());
        if (assignment == null) {
            throw new IllegalStateException("no assignment for " + lease.dispatchId());
        }
        assignment.start(work.timer(), Thread.currentThread());
        try {
            handler.handle(assignment.event, connection);
            assignment.returned(work.timer());
            ran(assignment);
        } finally {
            leave(assignment);
        }
        long nanos = assignment.nanosSinceStart(work.timer());
        return Completion.handled(lease, assignment.startedAt(), nanos / 1_000_000);
    }

    private void ended(Assignment assignment, TransactionOutcome outcome) {
        if (outcome instanceof TransactionOutcome.NotRun) {
            putBack(assignment, true);
            return;
        }
        if (!assignment.end()) {
            drop(assignment);
            return;
        }
        long nanos = assignment.nanosSinceStart(work.timer());
        if (outcome instanceof TransactionOutcome.Committed || outcome instanceof TransactionOutcome.Fenced) {
            Completion completion = Completion.handled(assignment.lease, assignment.startedAt(), nanos / 1_000_000);
            results.settled(assignment, completion, outcome instanceof TransactionOutcome.Committed, nanos);
        } else if (outcome instanceof TransactionOutcome.RolledBack back) {
            failed(assignment, AttemptOutcome.FAILED, back.cause());
        } else {
            failed(
                    assignment,
                    AttemptOutcome.TIMED_OUT,
                    new TimeoutException("still running after "
                            + registration.policy().timeout().toMillis() + " ms"));
            synchronized (assignment) {
                if (!assignment.left()) {
                    timedOut.add(assignment);
                    abandon(false);
                }
            }
        }
    }

    private void leave(Assignment assignment) {
        boolean late;
        synchronized (assignment) {
            assignment.leave();
            late = timedOut.remove(assignment);
        }
        if (late) {
            returned();
        }
    }

    private void rolledBack(Assignment assignment, Throwable failure) {
        if (assignment.end()) {
            results.report(
                    assignment, AttemptOutcome.FAILED, ErrorText.of(failure), new Next.Retry(Duration.ofSeconds(1)));
        } else {
            drop(assignment);
        }
    }

    /** The store holds the connection and therefore enforces the limit itself. */
    @Override
    void enforceTimeLimit() {}
}
