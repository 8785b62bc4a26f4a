package io.hooklatch.retention;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.operate.AuditEntry;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.Pruned;
import io.hooklatch.store.StoreUnavailableException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The entry of one clearing in the audit, of a store that keeps one. Begun before the first row goes; never for a clearing
 * that nobody asked for and that removes nothing.
 */
final class ClearingEntry {
    private final Optional<Upkeep> audit;
    private final Actor actor;
    private final String reason;
    private final boolean always;
    private final CompletableFuture<Operation> begun = new CompletableFuture<>();
    private final CompletableFuture<AuditEntry> made = new CompletableFuture<>();
    private volatile Optional<AuditEntry> entry = Optional.empty();
    private boolean asked;
    private boolean over;

    /**
     * Refuses what the audit would refuse.
     *
     * @param always also when nothing is removed
     */
    ClearingEntry(Optional<Upkeep> audit, Actor actor, String reason, boolean always) {
        this.audit = audit;
        this.actor = actor;
        this.reason = new NewOperation(Action.PRUNE, actor, reason, "", 0, 0, "").reason();
        this.always = always;
    }

    Optional<OperationId> id() {
        return entry.map(AuditEntry::id);
    }

    /** The operation, once it is recorded; fails when the clearing ends before that. */
    CompletionStage<Operation> begun() {
        return begun.minimalCompletionStage();
    }

    boolean first() {
        return always && toBegin();
    }

    boolean toBegin() {
        return audit.isPresent() && entry.isEmpty();
    }

    /** Completes when it is written; fails when it cannot be, or the clearing has ended meanwhile. */
    CompletionStage<AuditEntry> begin() {
        if (!ask()) {
            return CompletableFuture.failedStage(new StoreUnavailableException("the clearing has ended"));
        }
        try {
            audit.orElseThrow().begin(Action.PRUNE, actor, reason, "").whenComplete(this::written);
        } catch (RuntimeException e) {
            made.completeExceptionally(e);
            throw e;
        }
        return made.minimalCompletionStage();
    }

    private synchronized boolean ask() {
        asked = !over;
        return asked;
    }

    /** Whether an entry is there, or on its way; from now on none is begun. */
    private synchronized boolean over() {
        over = true;
        return asked;
    }

    private void written(@Nullable AuditEntry there, @Nullable Throwable failure) {
        if (there != null) {
            entry = Optional.of(there);
            made.complete(there);
            begun.complete(there.operation());
        } else {
            Throwable why = Objects.requireNonNull(failure);
            made.completeExceptionally(why);
            begun.completeExceptionally(why);
        }
    }

    void removed(Pruned rows) {
        entry.ifPresent(made -> made.changed(rows.rows() + rows.bodies()));
    }

    boolean cancelled() {
        return entry.isPresent() && !entry.get().running();
    }

    /** Completes when it is written, or cannot be. An entry that is on its way is ended once it is there. */
    CompletionStage<Boolean> end(RetentionRun run) {
        begun.completeExceptionally(
                new StoreUnavailableException(run.problem().orElse("the clearing ended before it was in the audit")));
        if (!over()) {
            return CompletableFuture.completedStage(false);
        }
        OperationState state = run.problem().isPresent() ? OperationState.FAILED : OperationState.DONE;
        String detail = run.line() + run.problem().map(why -> ": " + why).orElse("");
        return made.thenCompose(there -> there.end(state, detail)).exceptionally(failure -> false);
    }
}
