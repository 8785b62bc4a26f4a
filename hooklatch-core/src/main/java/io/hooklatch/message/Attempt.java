package io.hooklatch.message;

/**
 * One finished run of one dispatch.
 *
 * @param id its id in this inbox
 * @param dispatchId the dispatch
 * @param number counts from 1 within the dispatch
 * @param startedAt when the handler was called, in milliseconds since the epoch, UTC
 * @param durationMillis how long it ran, in milliseconds; for a lost one, from its lease to the discovery
 * @param outcome how it ended
 * @param error one line about what went wrong; empty when it succeeded
 */
public record Attempt(
        AttemptId id,
        DispatchId dispatchId,
        int number,
        long startedAt,
        long durationMillis,
        AttemptOutcome outcome,
        String error) {}
