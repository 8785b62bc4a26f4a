package io.hooklatch.message;

import java.util.Optional;

/**
 * One event on its way to one handler.
 *
 * @param id its id in this inbox
 * @param eventId the event
 * @param endpoint the name of the endpoint that received the event
 * @param handler the handler's name; empty exactly when the state is {@link DispatchState#UNROUTED}
 * @param state where it stands
 * @param attempts how many runs were started, counted before the handler is called
 * @param losses how many of them ended without a word, because the process died or stood still
 * @param dueAt the earliest time at which a worker may lease it, in milliseconds since the epoch, UTC; for a running one
 *     the end of its lease; absent when settled or paused
 * @param lastError one line about the last failed attempt; empty when none failed
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
        String lastError) {}
