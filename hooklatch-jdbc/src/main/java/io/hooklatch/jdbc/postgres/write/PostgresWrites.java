package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.jdbc.postgres.check.Checks;
import io.hooklatch.jdbc.postgres.link.PostgresFailure;
import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.Sessions;
import io.hooklatch.jdbc.postgres.prune.Removal;
import io.hooklatch.jdbc.row.SupersededNews;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Applied;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import io.hooklatch.store.Route;
import io.hooklatch.store.Step;
import io.hooklatch.store.StoreBusyException;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionalWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The writing half of the store contract. Thread-safe. */
public final class PostgresWrites implements AutoCloseable {
    private final PostgresSettings settings;
    private final Bounds bounds;
    private final List<Lane> lanes = new ArrayList<>();
    /** What operators do may wait for each other, and for a node that stands still: no delivery is to wait with it. */
    private final Lane operators;

    private final Turns turns;
    private final Consumer<String> tell;
    private final Runnable tellEndpointChange;
    private final Ids ids;
    private final SupersededNews news = new SupersededNews();

    /**
     * Starts the lanes.
     *
     * @param session used for the first questions only
     * @param tell tells other nodes that there is work for a handler
     * @param tellEndpointChange tells them that an endpoint was paused or resumed, or learnt or forgot a secret
     */
    public PostgresWrites(
            PostgresSettings settings,
            Sessions sessions,
            Session session,
            Consumer<String> tell,
            Runnable tellEndpointChange)
            throws SQLException {
        this.settings = settings;
        this.tell = tell;
        this.tellEndpointChange = tellEndpointChange;
        this.bounds = new Bounds(settings);
        this.turns = new Turns(settings, sessions, bounds);
        this.ids = Ids.open(session);
        for (int number = 1; number <= settings.lanes(); number++) {
            lanes.add(new Lane(settings, sessions, ids, bounds, number));
        }
        operators = new Lane(settings, sessions, ids, bounds, settings.lanes() + 1);
        lanes.forEach(Lane::start);
        operators.start();
    }

    /**
     * Those with the same first key go through one lane, so that copies meet there and not at the database; and those of
     * one line, which thus keep the order in which they were given.
     */
    public CompletionStage<Appended> append(NewDelivery delivery) {
        Append append = new Append(delivery);
        int line = append.locks().stream().findFirst().orElse(-1);
        int hash = append.candidates().isEmpty()
                        || append.candidates().get(0).keys().isEmpty()
                ? System.identityHashCode(append)
                : append.candidates().get(0).keys().get(0).hashCode();
        CompletionStage<Appended> stored = write(append, line < 0 ? hash : line);
        return delivery.becomesEvent()
                ? told(stored, appended -> {
                    news.tell(append.superseded());
                    return unclaimed(delivery, appended);
                })
                : stored;
    }

    /** Whom to tell of what was superseded. */
    public SupersededNews news() {
        return news;
    }

    /** The handlers for whom a committed change made work that this node has not taken. */
    private <T> CompletionStage<T> told(CompletionStage<T> change, Function<T, Stream<String>> handlers) {
        return change.thenApply(result -> {
            handlers.apply(result).distinct().forEach(tell);
            return result;
        });
    }

    private static Stream<String> unclaimed(NewDelivery delivery, Appended appended) {
        return IntStream.range(0, delivery.events().size())
                .filter(i -> !appended.events().get(i).duplicate())
                .mapToObj(i -> delivery.events().get(i).routes())
                .flatMap(List::stream)
                .filter(route -> route.claimFor().isEmpty())
                .map(Route::handler);
    }

    public CompletionStage<Boolean> diagnose(DeliveryId delivery, Diagnosis diagnosis) {
        return work("", (session, now) -> Findings.diagnose(session, delivery, diagnosis));
    }

    public CompletionStage<byte[]> keepSecret(String endpoint, byte[] sealed) {
        byte[] copy = sealed.clone();
        return work(endpoint, (session, now) -> Findings.keep(session, endpoint, copy))
                .thenApply(kept -> {
                    if (Arrays.equals(kept, copy)) {
                        tellEndpointChange.run();
                    }
                    return kept;
                });
    }

    public CompletionStage<Boolean> forgetSecret(String endpoint) {
        return work(endpoint, (session, now) -> Findings.forget(session, endpoint))
                .thenApply(there -> {
                    if (there) {
                        tellEndpointChange.run();
                    }
                    return there;
                });
    }

    public CompletionStage<List<Lease>> lease(String handler, int limit, Duration leaseFor) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ": at least 1 dispatch has to be asked for");
        }
        return work(handler, (session, now) -> Leasing.lease(session, now, handler, limit, leaseFor))
                .thenApply(leased -> {
                    news.tell(leased.superseded());
                    return leased.leases();
                });
    }

    public CompletionStage<Set<DispatchId>> renew(Collection<Lease> leases, Duration leaseFor) {
        List<Lease> given = List.copyOf(leases);
        return work(handler(given), (session, now) -> Held.renew(session, now, given, leaseFor));
    }

    public CompletionStage<Boolean> complete(Completion completion) {
        CompletionStage<Boolean> recorded =
                write(new Complete(completion), completion.lease().handler().hashCode());
        boolean dueAgain = completion.next() instanceof Completion.Next.Retry retry
                && retry.after().isZero();
        return dueAgain || Complete.concernsOthers(completion)
                ? told(recorded, held -> held ? Stream.of(completion.lease().handler()) : Stream.empty())
                : recorded;
    }

    public CompletionStage<Integer> release(Collection<Lease> leases) {
        List<Lease> given = List.copyOf(leases);
        CompletionStage<Integer> released = work(handler(given), (session, now) -> Held.release(session, now, given));
        return told(released, count -> count > 0 ? given.stream().map(Lease::handler) : Stream.empty());
    }

    public CompletionStage<Integer> recover() {
        return work("", Held::ranOut);
    }

    /** Mends those of these rows that have the flaw. */
    public CompletionStage<Long> repair(Flaw.Kind kind, List<Long> ids) {
        return operate((session, now) -> Checks.repair(session, kind, ids, now));
    }

    public CompletionStage<Pruned> prune(PrunePlan plan, PrunePage page) {
        return operate((session, now) -> Removal.prune(session, plan, page.targets(), now));
    }

    public CompletionStage<Operation> begin(NewOperation operation) {
        return operate((session, now) -> Operations.begin(session, ids, now, operation));
    }

    public CompletionStage<Applied> apply(OperationId operation, Step step) {
        return operate((session, now) -> step(session, now, operation, step)).thenApply(found -> {
            StepTaken taken =
                    found.orElseThrow(() -> new IllegalArgumentException(operation + " is not in this inbox"));
            news.tell(taken.superseded());
            taken.woken().forEach(tell);
            if (taken.paused()) {
                tellEndpointChange.run();
            }
            return taken.applied();
        });
    }

    /** Workers lock what they hold in another order, so either side may have to give way. */
    private Optional<StepTaken> step(Session session, long now, OperationId operation, Step step) throws SQLException {
        try {
            return Operations.apply(session, ids, now, operation, step);
        } catch (SQLException e) {
            if (PostgresFailure.isDeadlock(e)) {
                throw new KeyRaceException();
            }
            throw e;
        }
    }

    public CompletionStage<Boolean> end(OperationId operation, OperationState state, String detail) {
        return operate((session, now) -> Operations.end(session, now, operation, state, detail));
    }

    @SuppressWarnings("NullAway") // the only value of Void
    public CompletionStage<Void> probe() {
        return this.<Void>work("", (session, now) -> {
            Probe.write(session, now);
            return null;
        });
    }

    public CompletionStage<List<TransactionOutcome>> transact(
            List<Lease> given, TransactionalWork work, Duration timeLimit, Executor executor) {
        List<Lease> leases = List.copyOf(given);
        return told(
                turns.transact(leases, work, timeLimit, executor),
                outcomes -> IntStream.range(0, outcomes.size())
                        .filter(i -> outcomes.get(i) instanceof TransactionOutcome.Committed
                                && leases.get(i).ordered())
                        .mapToObj(i -> leases.get(i).handler()));
    }

    /** How many writes wait for their commit now. */
    public int waiting() {
        return bounds.waiting();
    }

    private static String handler(List<Lease> leases) {
        return leases.isEmpty() ? "" : leases.get(0).handler();
    }

    /** All work on one handler's dispatches goes through one lane, where it meets in order and without locks. */
    private <T> CompletionStage<T> work(String handler, Write.Change<T> change) {
        return write(new Write.Work<>(change), handler.hashCode());
    }

    private <T> CompletionStage<T> operate(Write.Change<T> change) {
        return write(new Write.Work<>(change), operators);
    }

    private <T> CompletionStage<T> write(Write<T> write, int hash) {
        return write(write, lanes.get(Math.floorMod(hash, lanes.size())));
    }

    private <T> CompletionStage<T> write(Write<T> write, Lane lane) {
        try {
            bounds.enter(write);
        } catch (StoreBusyException e) {
            return CompletableFuture.failedStage(e);
        }
        if (!lane.add(write)) {
            bounds.leave(write);
            return CompletableFuture.failedStage(
                    new StoreUnavailableException(settings.name() + ": the inbox is closed"));
        }
        return write.stage();
    }

    /** Commits what was accepted, waits for the transactions that are lent, then ends. Idempotent. */
    @Override
    public void close() {
        lanes.forEach(Lane::close);
        operators.close();
        turns.close();
        lanes.forEach(Lane::join);
        operators.join();
    }
}
