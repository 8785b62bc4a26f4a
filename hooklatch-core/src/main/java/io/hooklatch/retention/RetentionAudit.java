package io.hooklatch.retention;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes clearings into the audit of a store that keeps one. */
final class RetentionAudit {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionAudit.class);

    private final Optional<OperableStore> store;

    RetentionAudit(InboxStore store) {
        this.store = store instanceof OperableStore operable ? Optional.of(operable) : Optional.empty();
    }

    /** Ends the entries that no process goes on with: one that was cut off by a crash is begun anew as another. */
    void endLeftOver() {
        if (store.isEmpty()) {
            return;
        }
        OperationQuery running = OperationQuery.all().action(Action.PRUNE).state(OperationState.RUNNING);
        try {
            for (Operation operation : store.get().reader().operations(running).items()) {
                end(operation.id(), OperationState.FAILED, "the process ended before it did");
            }
        } catch (StoreException e) {
            LOG.warn("entries of clearings that were cut off are not ended: {}", e.getMessage());
        }
    }

    private CompletionStage<Boolean> end(OperationId id, OperationState state, String detail) {
        return store.map(operable -> operable.end(id, state, detail)).orElse(CompletableFuture.completedStage(false));
    }

    /** The entry of one clearing. */
    Entry of(Actor actor, String reason) {
        return new Entry(Optional.of(new NewOperation(Action.PRUNE, actor, reason, "", 0, 0, "")));
    }

    /** No entry. */
    Entry none() {
        return new Entry(Optional.empty());
    }

    /** Begun before the first row goes, and never for a clearing that removes nothing. */
    final class Entry {
        private final Optional<NewOperation> wanted;
        private volatile Optional<OperationId> id = Optional.empty();

        private Entry(Optional<NewOperation> wanted) {
            this.wanted = wanted;
        }

        Optional<OperationId> id() {
            return id;
        }

        boolean toBegin() {
            return store.isPresent() && wanted.isPresent() && id.isEmpty();
        }

        CompletionStage<Operation> begin() {
            return store.orElseThrow().begin(wanted.orElseThrow()).thenApply(begun -> {
                id = Optional.of(begun.id());
                return begun;
            });
        }

        /** Completes when it is written, or cannot be. */
        CompletionStage<?> end(RetentionRun run) {
            if (id.isEmpty()) {
                return CompletableFuture.completedStage(false);
            }
            OperationState state = run.problem().isPresent() ? OperationState.FAILED : OperationState.DONE;
            String detail = run.line() + run.problem().map(why -> ": " + why).orElse("");
            return RetentionAudit.this.end(id.get(), state, detail).exceptionally(failure -> false);
        }
    }
}
