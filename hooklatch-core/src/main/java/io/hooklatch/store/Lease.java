package io.hooklatch.store;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import java.util.Optional;

/**
 * The right to run one dispatch until the lease ends.
 *
 * @param dispatchId the dispatch
 * @param eventId its event
 * @param handler its handler
 * @param attempt the number of the attempt that this lease counted, from 1
 * @param losses how many former attempts ended without a word, since an operator last queued the dispatch
 * @param token the fence: greater with every lease of the dispatch, and compared when the result comes in
 * @param forgiven how many attempts there were when an operator last queued the dispatch: they count no more
 * @param carries the delivery whose body the handler is to be given, when an operator replayed that one; absent for the
 *     event's own
 * @param ordered whether its end concerns others: those that wait behind it, or those that it supersedes
 */
public record Lease(
        DispatchId dispatchId,
        EventId eventId,
        String handler,
        int attempt,
        int losses,
        long token,
        int forgiven,
        Optional<DeliveryId> carries,
        boolean ordered) {

    /** Of a dispatch that no operator has touched. */
    public Lease(DispatchId dispatchId, EventId eventId, String handler, int attempt, int losses, long token) {
        this(dispatchId, eventId, handler, attempt, losses, token, 0, Optional.empty(), false);
    }

    /** Which of the tries this is that a handler's policy grants, from 1. */
    public int tries() {
        return attempt - forgiven;
    }
}
