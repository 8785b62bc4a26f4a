package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One change on its way to a commit. The writer may apply it again after a rollback; the last time counts. */
final class Write<T> {
    /** The change itself. */
    @FunctionalInterface
    interface Change<T> {
        T apply(WriteSession session) throws SQLException;
    }

    private final Change<T> change;
    private final int rows;
    private final int bytes;
    private final boolean delivery;
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable StoreException failure;

    private Write(Change<T> change, boolean delivery, int rows, int bytes) {
        this.change = change;
        this.delivery = delivery;
        this.rows = rows;
        this.bytes = bytes;
    }

    /** Stores a delivery of so many rows, with a body of so many bytes. */
    static <T> Write<T> delivery(Change<T> change, int rows, int bytes) {
        return new Write<>(change, true, rows, bytes);
    }

    /** Changes what is stored already. */
    static <T> Write<T> work(Change<T> change) {
        return new Write<>(change, false, 1, 0);
    }

    boolean isDelivery() {
        return delivery;
    }

    CompletionStage<T> stage() {
        return stage;
    }

    int bytes() {
        return bytes;
    }

    /** How many rows of deliveries it makes; more than one for a batch. */
    int rows() {
        return rows;
    }

    void apply(WriteSession session) throws SQLException {
        result = change.apply(session);
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
