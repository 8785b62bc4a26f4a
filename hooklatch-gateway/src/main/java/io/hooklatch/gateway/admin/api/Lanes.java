package io.hooklatch.gateway.admin.api;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer. What is urgent has threads of its own, and viewers never take those of operators: however much is
 * read, and however slowly, an operator can stop what goes wrong. Thread-safe.
 */
final class Lanes implements AutoCloseable {
    /** How many calls of a lane are worked at or wait. */
    static final int MOST_AT_ONCE = 64;

    private static final int URGENT = 2;
    private static final int OF_VIEWERS = 2;
    private static final int OF_OPERATORS = 4;

    private final Lane urgent;
    private final Lane viewers;
    private final Lane operators;

    Lanes(Vertx vertx) {
        urgent = new Lane(vertx.createSharedWorkerExecutor("hooklatch-admin-urgent", URGENT));
        viewers = new Lane(vertx.createSharedWorkerExecutor("hooklatch-admin-viewers", OF_VIEWERS));
        operators = new Lane(vertx.createSharedWorkerExecutor("hooklatch-admin-operators", OF_OPERATORS));
    }

    /** Answers on a thread of the lane; absent when too many wait there already. */
    Optional<Future<Answer>> answer(Route route, Call call) {
        return lane(route, call.role()).answer(route, call);
    }

    private Lane lane(Route route, Role role) {
        if (route.urgent()) {
            return urgent;
        }
        return role.covers(Role.OPERATOR) ? operators : viewers;
    }

    @Override
    public void close() {
        urgent.close();
        viewers.close();
        operators.close();
    }

    private static final class Lane {
        private final WorkerExecutor threads;
        private final AtomicInteger taken = new AtomicInteger();

        Lane(WorkerExecutor threads) {
            this.threads = threads;
        }

        Optional<Future<Answer>> answer(Route route, Call call) {
            if (taken.incrementAndGet() > MOST_AT_ONCE) {
                taken.decrementAndGet();
                return Optional.empty();
            }
            return Optional.of(
                    threads.executeBlocking(() -> run(route, call), false).onComplete(done -> taken.decrementAndGet()));
        }

        /** A read that waited for longer than its caller did is not begun. */
        private static Answer run(Route route, Call call) {
            if (route.method().equals("GET") && !call.wanted().getAsBoolean()) {
                throw new CancellationException("nobody waits for it any more");
            }
            return route.action().run(call);
        }

        void close() {
            threads.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
