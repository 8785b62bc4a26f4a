package io.hooklatch.store;

import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;

/**
 * The right to run one dispatch until the lease ends.
 *
 * @param dispatchId the dispatch
 * @param eventId its event
 * @param handler its handler
 * @param attempt the number of the attempt that this lease counted, from 1
 * @param losses how many former attempts ended without a word
 * @param token the fence: greater with every lease of the dispatch, and compared when the result comes in
 */
public record Lease(DispatchId dispatchId, EventId eventId, String handler, int attempt, int losses, long token) {}
