package io.hooklatch.operate;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Pause;
import io.hooklatch.observe.Listeners;
import io.hooklatch.receive.Receiver;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Page;
import io.hooklatch.work.Timer;
import io.hooklatch.work.Workers;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What operators do, one item or ten thousand. Every order is an operation: recorded before anything is changed, made in
 * steps that are each one transaction with its items and counts, and gone on with after a crash behind the last step: by the
 * next start, and where several processes share the store, by one that lives, once it has stood still for some seconds.
 * Each change races safely with senders, workers and other operators: what stands otherwise by then is left as it is, and
 * its item says so. Thread-safe.
 */
public final class Operations implements AutoCloseable {
    /** Each has a thread and reads from the store; what stops and pauses is not counted. */
    static final int MOST_AT_ONCE = 16;

    private static final Set<Action> OURS = EnumSet.of(
            Action.REPLAY,
            Action.REPLAY_DELIVERY,
            Action.REQUEUE,
            Action.IGNORE,
            Action.REVERIFY,
            Action.PAUSE,
            Action.RESUME);

    private final OperableStore store;
    private final Receiver receiver;
    private final Workers workers;
    private final Listeners listeners;
    private final Timer timer;
    private final Planner planner;
    private final Map<OperationId, Run> runs = new ConcurrentHashMap<>();
    private final Silence silence = new Silence();
    private final Pauses pauses;
    private final ExecutorService threads;
    private volatile boolean closed;
    /** Whether some were left for want of room. */
    private volatile boolean more;

    public Operations(OperableStore store, Receiver receiver, Workers workers, Listeners listeners, Timer timer) {
        this.store = store;
        this.receiver = receiver;
        this.workers = workers;
        this.listeners = listeners;
        this.timer = timer;
        this.planner = new Planner(store.reader(), workers, receiver.reverifier());
        this.pauses = new Pauses(store, receiver, listeners, timer, task -> {
            onThread(task);
            return !closed;
        });
        AtomicLong made = new AtomicLong();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "hooklatch-operation-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Turns away what is paused, and goes on with what an earlier run left: at once where no other process can be at it, and
     * else with what nobody is at, from now on. Blocks until both have begun.
     */
    public void start() {
        pauses.start();
        takeUp();
        if (store.shared()) {
            lookAgain();
        }
    }

    /** As many as there is room for; the others when some of those have ended. */
    private void takeUp() {
        synchronized (silence) {
            List<Operation> left = left();
            left.stream().filter(Operations::isPause).forEach(this::goOn);
            List<Operation> bulk =
                    left.stream().filter(operation -> !isPause(operation)).toList();
            int room = Math.max(0, MOST_AT_ONCE - runs.size());
            more = bulk.size() > room;
            bulk.stream().limit(room).forEach(this::goOn);
            if (more && runs.isEmpty()) {
                takeUpMore(); // none of them could begin
            }
        }
    }

    /** Where others share the store it is looked often enough; a look too soon would take what moves for silent. */
    private void takeUpMore() {
        if (more && !store.shared()) {
            onThread(this::takeUpQuietly);
        }
    }

    private static boolean isPause(Operation operation) {
        return operation.action() == Action.PAUSE || operation.action() == Action.RESUME;
    }

    private List<Operation> left() {
        List<Operation> others = running().stream()
                .filter(operation -> OURS.contains(operation.action()) && !runs.containsKey(operation.id()))
                .toList();
        return store.shared() ? silence.look(others) : others;
    }

    private void lookAgain() {
        timer.after(Silence.LOOK, () -> onThread(this::lookQuietly));
    }

    private void lookQuietly() {
        takeUpQuietly();
        lookAgain();
    }

    private void takeUpQuietly() {
        try {
            takeUp();
        } catch (RuntimeException e) {
            if (closed) {
                return;
            }
            silence.forget();
            listeners.tell(to -> to.troubled("operations", "cannot read what is running: " + e.getMessage()));
            if (!store.shared()) {
                timer.after(Silence.LOOK, () -> onThread(this::takeUpQuietly));
            }
        }
    }

    private synchronized void onThread(Runnable task) {
        if (!closed) {
            threads.execute(task);
        }
    }

    private List<Operation> running() {
        return store.reader()
                .operations(OperationQuery.all()
                        .state(OperationState.RUNNING)
                        .after(Cursor.START)
                        .limit(OperationQuery.MAX_LIMIT))
                .items();
    }

    /** What was done, what is paused, what was promoted. */
    public OperationReader reader() {
        return store.reader();
    }

    /**
     * What an order would do now. Goes through the whole selection, and so blocks for as long as that takes.
     *
     * @param handler the one handler that a replay would go to
     * @throws IllegalArgumentException when the action is not for such a selection, or needs endpoints and there are none
     */
    public Preview preview(Action action, Selection selection, Optional<String> handler) {
        return preview(action, selection, handler, () -> true);
    }

    /**
     * The same, as long as somebody waits for it.
     *
     * @param wanted whether somebody does; asked before each item
     * @throws CancellationException when nobody does any more
     */
    public Preview preview(Action action, Selection selection, Optional<String> handler, BooleanSupplier wanted) {
        Order.requireFit(action, selection);
        requireSetup(action);
        return new Previewer(reader(), planner).preview(action, selection, handler, wanted);
    }

    /**
     * Begins. Blocks until the selection is counted and the operation is recorded; the rest is done on another thread.
     *
     * @return the operation as it begins
     * @throws IllegalArgumentException when an endpoint or handler is not one of this inbox, or the action needs endpoints
     *     and there are none
     */
    public Operation start(Order order) {
        return start(order, () -> true);
    }

    /**
     * The same, if somebody still waits for it once the selection is counted.
     *
     * @param wanted whether somebody does
     * @throws CancellationException when nobody does any more; nothing is recorded then
     * @throws TooManyOperationsException when 16 go on here already; nothing is recorded then
     */
    public Operation start(Order order, BooleanSupplier wanted) {
        if (closed) {
            throw new IllegalStateException("the inbox is closed");
        }
        check(order);
        if (!(order.selection() instanceof Selection.Named) && runs.size() >= MOST_AT_ONCE) {
            throw new TooManyOperationsException(
                    MOST_AT_ONCE + " operations go on here already; wait until one has ended," + " or cancel one");
        }
        Walk walk = new Walk(reader(), order.selection());
        String cursor = walk.start();
        Operation begun = Run.await(store.begin(new NewOperation(
                order.action(),
                order.actor(),
                order.reason(),
                SelectionText.of(order.selection(), order.handler()),
                order.ratePerSecond(),
                count(walk, cursor, wanted),
                cursor)));
        goOn(begun);
        return begun;
    }

    private void check(Order order) {
        requireSetup(order.action());
        order.handler().ifPresent(name -> require("handler", name, workers.handlers()));
        if (order.selection() instanceof Selection.Named named && order.action() == Action.PAUSE) {
            if (named.kind() == Pause.Kind.HANDLER) {
                require("handler", named.name(), workers.handlers());
            } else {
                require("endpoint", named.name(), receiver.endpoints());
            }
        }
    }

    /** An inbox opened without its endpoints knows neither secrets nor handlers. */
    private void requireSetup(Action action) {
        boolean needed = action == Action.REPLAY || action == Action.REPLAY_DELIVERY || action == Action.REVERIFY;
        if (needed && undescribed()) {
            throw new IllegalArgumentException(
                    action + " needs the endpoints and handlers, and this inbox is open without them: describe them");
        }
    }

    private boolean undescribed() {
        return receiver.endpoints().isEmpty();
    }

    private void require(String what, String name, List<String> known) {
        if (!undescribed() && !known.contains(name)) {
            throw new IllegalArgumentException(what + " \"" + name + "\" is not one of this inbox; there are " + known);
        }
    }

    private static long count(Walk walk, String from, BooleanSupplier wanted) {
        long count = 0;
        String cursor = from;
        for (List<Subject> part = walk.part(cursor, 1000); !part.isEmpty(); part = walk.part(cursor, 1000)) {
            Walk.requireWanted(wanted);
            count += part.size();
            cursor = part.get(part.size() - 1).cursor();
        }
        return count;
    }

    private void goOn(Operation operation) {
        Run run;
        try {
            run = new Run(store, planner, timer, () -> moved(operation), operation);
        } catch (IllegalArgumentException e) {
            Run.await(store.end(operation.id(), OperationState.FAILED, String.valueOf(e.getMessage())));
            return;
        }
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the inbox is closed: " + operation.id() + " is left as it stands");
            }
            if (runs.putIfAbsent(operation.id(), run) != null) {
                return;
            }
            threads.execute(() -> {
                try {
                    run.run();
                } finally {
                    runs.remove(operation.id(), run);
                    run.ended().completeExceptionally(new IllegalStateException(operation.id() + " broke off"));
                    takeUpMore();
                }
            });
        }
    }

    private void moved(Operation operation) {
        if (isPause(operation)) {
            pauses.refresh();
        }
        workers.signal();
    }

    /**
     * Stops an operation behind the step that it is at; what it has done stays.
     *
     * @return whether it was running
     */
    public boolean cancel(OperationId operation, Actor actor, String reason) {
        return Run.await(store.end(
                operation, OperationState.CANCELLED, "by " + actor.name() + " (" + actor.origin() + "): " + reason));
    }

    /**
     * The operation once it has ended, whoever ended it; one that this inbox neither began nor took up, as it stands. The
     * stage completes exceptionally when the inbox is closed before.
     *
     * @throws IllegalArgumentException when there is no such operation
     */
    public CompletionStage<Operation> ended(OperationId operation) {
        Run run = runs.get(operation);
        if (run != null) {
            return run.ended().minimalCompletionStage();
        }
        return CompletableFuture.completedStage(reader().operation(operation)
                .orElseThrow(() -> new IllegalArgumentException(operation + " is not in this inbox")));
    }

    /** Stops the intake of an endpoint, or the work of a handler. Blocks until that is durable and holds here. */
    public Operation pause(Pause.Kind kind, String name, Actor actor, String reason) {
        return named(Action.PAUSE, kind, name, actor, reason);
    }

    /** Ends a pause. Blocks until that is durable and holds here. */
    public Operation resume(Pause.Kind kind, String name, Actor actor, String reason) {
        return named(Action.RESUME, kind, name, actor, reason);
    }

    private Operation named(Action action, Pause.Kind kind, String name, Actor actor, String reason) {
        Operation begun = start(new Order(action, new Selection.Named(kind, name), actor, reason));
        return Run.await(ended(begun.id()));
    }

    /** Operations, newest first: the audit. */
    public Page<Operation> list(OperationQuery query) {
        return reader().operations(query);
    }

    /** Leaves what is running as it stands, for the next start. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        runs.values().forEach(Run::stop);
        runs.values()
                .forEach(run ->
                        run.ended().handle((operation, left) -> operation).join());
        threads.shutdown();
    }
}
