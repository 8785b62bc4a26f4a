package io.hooklatch.store;

import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import java.util.concurrent.CompletionStage;

/**
 * A store on which operators can act. What they do races with workers and senders, and each change is decided in its own
 * transaction by what stands then.
 *
 * <p>While a handler is paused, {@link #lease} gives nothing for it, a route to it is not claimed at birth however it was
 * asked for, and {@link InboxReader#nextDue} is absent. Leases that are held go on. No row is moved for it: its queued and
 * retrying dispatches read as {@code PAUSED} without a due time, also in the filters and counts of the reader, and read as
 * they were once the pause ends. A paused endpoint is for the receiver to turn away; the store keeps the word.
 */
public interface OperableStore extends InboxStore {
    /**
     * Records that an operation begins; nothing is changed before this is durable.
     *
     * @return it, running
     */
    CompletionStage<Operation> begin(NewOperation operation);

    /**
     * Takes one step: makes the changes, writes an item for each, adds them to the counts and moves the cursor, all in one
     * transaction, provided the operation is running and stands at the step's {@code from}. A change that does not apply
     * is an item that says so, never an exception.
     *
     * @throws IllegalArgumentException in the stage, when there is no such operation
     */
    CompletionStage<Applied> apply(OperationId operation, Step step);

    /**
     * Ends a running operation.
     *
     * @param state how; not {@code RUNNING}
     * @param detail what there is to say
     * @return whether it was running; false leaves it as it is
     */
    CompletionStage<Boolean> end(OperationId operation, OperationState state, String detail);

    /**
     * Names whom to tell when another process that shares the store has paused or resumed an endpoint, or has kept or
     * forgotten a learnt secret. A hint and no more, as {@link #onWork}: it may come late, twice, for nothing or not at all.
     * It is told when the store begins to hear of others, and after an outage; called on a thread of the store, it must not
     * block. Where one process owns the store nothing is ever told, which is what this does unless a store says otherwise.
     *
     * <p>The last one named counts. May be called on a closed store, which tells nothing.
     */
    default void onEndpointChange(Runnable signal) {}

    /** Whether other processes may be at work on the same inbox. */
    default boolean shared() {
        return true;
    }

    @Override
    OperationReader reader();
}
