package io.hooklatch.message;

import java.util.Optional;

/**
 * One event on its way to one handler.
 *
 * @param id its id in this inbox
 * @param eventId the event
 * @param endpoint the name of the endpoint that received the event
 * @param handler the handler's name; empty when none matched the event: while it is {@link DispatchState#UNROUTED}, and
 *     when that was ignored
 * @param state where it stands
 * @param attempts how many runs were started, counted before the handler is called
 * @param losses how many of them ended without a word, because the process died or stood still; counted anew once an
 *     operator queues it again
 * @param dueAt the earliest time at which a worker may lease it, in milliseconds since the epoch, UTC; for a running one
 *     the end of its lease; absent when settled, paused or held back
 * @param lastError one line about the last failed attempt; empty when none failed
 * @param carries the delivery whose body it brings to the handler, when an operator replayed that one; it plays no part
 *     in the state of the event. Absent for the event's own
 * @param heldBy the first of its line, where events of its key are handled in order and it has to wait for others
 */
public record Dispatch(
        DispatchId id,
        EventId eventId,
        String endpoint,
        Optional<String> handler,
        DispatchState state,
        int attempts,
        int losses,
        Optional<Long> dueAt,
        String lastError,
        Optional<DeliveryId> carries,
        Optional<DispatchId> heldBy) {

    /** With the event's own body, and held back by none. */
    public Dispatch(
            DispatchId id,
            EventId eventId,
            String endpoint,
            Optional<String> handler,
            DispatchState state,
            int attempts,
            int losses,
            Optional<Long> dueAt,
            String lastError) {
        this(
                id,
                eventId,
                endpoint,
                handler,
                state,
                attempts,
                losses,
                dueAt,
                lastError,
                Optional.empty(),
                Optional.empty());
    }
}
