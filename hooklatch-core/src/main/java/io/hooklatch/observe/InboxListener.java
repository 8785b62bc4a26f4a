package io.hooklatch.observe;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Receipt;
import io.hooklatch.store.Superseded;

/**
 * Is told what the inbox did. Called on the threads that do the work, so it must be quick, must not block and must be
 * thread-safe; what it throws is logged and changes nothing.
 */
public interface InboxListener {
    /** Hears nothing. */
    InboxListener NONE = new InboxListener() {};

    /**
     * A delivery is durable and its answer is about to leave.
     *
     * @param endpoint the endpoint's name
     * @param receipt the answer, with the verdict, the ids and what became of each event
     * @param nanos from capture to durable, in nanoseconds
     */
    default void stored(String endpoint, Receipt receipt, long nanos) {}

    /**
     * A request was answered without being stored.
     *
     * @param endpoint the endpoint's name, or an empty string when it is unknown
     * @param status the HTTP status of the answer
     * @param cause why
     */
    default void turnedAway(String endpoint, int status, TurnedAway cause) {}

    /**
     * An attempt ended.
     *
     * @param handler the handler's name
     * @param eventId the event
     * @param dispatchId the dispatch
     * @param attempt which run it was, from 1
     * @param outcome how it ended
     * @param next where the dispatch moves: handled, retrying or dead
     * @param error one line about what went wrong; empty when it succeeded
     * @param nanos how long the handler ran, in nanoseconds
     */
    default void attempted(
            String handler,
            EventId eventId,
            DispatchId dispatchId,
            int attempt,
            AttemptOutcome outcome,
            DispatchState next,
            String error,
            long nanos) {}

    /**
     * The result of an attempt came too late: the dispatch had been leased anew, settled by an operator or timed out. The
     * newer state stands.
     */
    default void fencedOff(String handler, EventId eventId, DispatchId dispatchId, int attempt) {}

    /**
     * An event will not be handled by a handler that asked for no older ones: at once when it was stored, or when its turn
     * came.
     *
     * @param what the dispatch, and which newer event stands in its way
     */
    default void superseded(Superseded what) {}

    /**
     * The cause of a refusal was looked for, some time after its answer, and what was found is stored.
     *
     * @param endpoint the endpoint's name
     * @param delivery the refused delivery
     * @param diagnosis what was found; holds no secret
     */
    default void diagnosed(String endpoint, DeliveryId delivery, Diagnosis diagnosis) {}

    /**
     * The cause of a refusal will not be looked for, or could not be stored: too many wait, the endpoint has too many in a
     * second, or the inbox closes.
     */
    default void undiagnosed(String endpoint, DeliveryId delivery) {}

    /** The inbox was cleared of what had served its time, by itself or because somebody asked. */
    default void cleared(RetentionRun run) {}

    /**
     * Something went wrong that no delivery or attempt carries, such as a lease that could not be renewed.
     *
     * @param where the part of the inbox, such as {@code handler ledger}
     * @param problem one line, without secrets
     */
    default void troubled(String where, String problem) {}
}
