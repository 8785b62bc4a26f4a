package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One change on its way to a commit. A lane may apply it again after a rollback; the last time counts. */
abstract class Write<T> {
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable StoreException failure;

    /** Work on what is stored already. */
    @FunctionalInterface
    interface Change<T> {
        T apply(Session session, long now) throws SQLException;
    }

    /** Work on what is stored already, applied by itself. */
    static final class Work<T> extends Write<T> {
        private final Change<T> change;

        Work(Change<T> change) {
            this.change = change;
        }

        void apply(Session session, long now) throws SQLException {
            result(change.apply(session, now));
        }
    }

    CompletionStage<T> stage() {
        return stage;
    }

    /** How many rows of deliveries it makes; more than one for a batch. */
    int rows() {
        return 1;
    }

    /** How many bytes of a body wait with it. */
    int bytes() {
        return 0;
    }

    void result(T value) {
        result = value;
    }

    void fail(StoreException cause) {
        failure = cause;
    }

    /** Tells whoever waits; called once, when the outcome is durable. */
    @SuppressWarnings("NullAway") // the result is null only where T is Void
    void tell() {
        if (failure != null) {
            stage.completeExceptionally(failure);
        } else {
            stage.complete(result);
        }
    }
}
