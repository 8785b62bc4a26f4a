package io.hooklatch.testkit;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Lease;
import java.time.Duration;
import java.util.Optional;

/** One dispatch of a {@link MemoryStore}, and the moves that it can make. */
final class DispatchRow {
    private final DispatchId id;
    private final EventId eventId;
    private final String endpoint;
    private final Optional<DeliveryId> carries;
    private Optional<String> handler;
    private DispatchState state;
    private Optional<Long> dueAt;
    private int attempts;
    private int losses;
    private int forgiven;
    private String lastError = "";
    private long token;
    private long leasedAt;

    DispatchRow(
            DispatchId id,
            EventId eventId,
            String endpoint,
            Optional<String> handler,
            Optional<DeliveryId> carries,
            long now) {
        this.id = id;
        this.carries = carries;
        this.eventId = eventId;
        this.endpoint = endpoint;
        this.handler = handler;
        this.state = handler.isPresent() ? DispatchState.QUEUED : DispatchState.UNROUTED;
        this.dueAt = handler.map(name -> now);
    }

    /** As it is stored. */
    Dispatch view() {
        return view(state, dueAt);
    }

    /** As it reads while its handler is paused. */
    Dispatch held() {
        return view(heldState(), heldState() == DispatchState.PAUSED ? Optional.empty() : dueAt);
    }

    DispatchState heldState() {
        return state == DispatchState.QUEUED || state == DispatchState.RETRYING ? DispatchState.PAUSED : state;
    }

    private Dispatch view(DispatchState seen, Optional<Long> due) {
        return new Dispatch(
                id, eventId, endpoint, handler, seen, attempts, losses, due, lastError, carries, Optional.empty());
    }

    String endpoint() {
        return endpoint;
    }

    DispatchId id() {
        return id;
    }

    DispatchState state() {
        return state;
    }

    Optional<Long> dueAt() {
        return dueAt;
    }

    int attempts() {
        return attempts;
    }

    long leasedAt() {
        return leasedAt;
    }

    boolean goesTo(String name) {
        return handler.isPresent() && handler.get().equals(name);
    }

    Optional<String> handler() {
        return handler;
    }

    Optional<DeliveryId> carries() {
        return carries;
    }

    boolean dueAt(long now) {
        return dueAt.isPresent() && dueAt.get() <= now;
    }

    /** Whether an attempt of it ended, or is about to be found ended, without a word. */
    boolean suspect() {
        return losses > 0 || state == DispatchState.RUNNING;
    }

    boolean heldBy(Lease lease) {
        return state == DispatchState.RUNNING && token == lease.token();
    }

    /** Counts the running attempt as lost; the dispatch is still running until it is leased again. */
    void lose(String error) {
        losses++;
        lastError = error;
    }

    Lease lease(long now, Duration leaseFor, boolean ordered) {
        if (state != DispatchState.RUNNING) {
            move(DispatchState.RUNNING);
        }
        attempts++;
        token++;
        leasedAt = now;
        dueAt = Optional.of(now + leaseFor.toMillis());
        return new Lease(id, eventId, handler.orElseThrow(), attempts, losses, token, forgiven, carries, ordered);
    }

    void renew(long now, Duration leaseFor) {
        dueAt = Optional.of(now + leaseFor.toMillis());
    }

    void release(long now) {
        attempts--;
        move(attempts == forgiven ? DispatchState.QUEUED : DispatchState.RETRYING);
        dueAt = Optional.of(now);
    }

    void expire(long now) {
        dueAt = Optional.of(now);
    }

    void retry(long now, Duration after) {
        move(DispatchState.RETRYING);
        dueAt = Optional.of(now + after.toMillis());
    }

    void settle(DispatchState end) {
        move(end);
        dueAt = Optional.empty();
    }

    /** Starts anew with this handler, by an operator's word. */
    void requeue(String to, long now) {
        move(DispatchState.QUEUED);
        handler = Optional.of(to);
        dueAt = Optional.of(now);
        forgiven = attempts;
        losses = 0;
    }

    /** Waits behind others of its line. */
    void hold() {
        dueAt = Optional.empty();
    }

    /** Is the first of its line now; one that is dead or on its way stays as it is. */
    void free(long now) {
        if (state == DispatchState.QUEUED && dueAt.isEmpty()) {
            dueAt = Optional.of(now);
        }
    }

    /** Is older than what was handled. */
    void supersede(String why) {
        settle(DispatchState.SUPERSEDED);
        lastError = why;
    }

    /** Shall not be handled, also when it is leased. */
    void ignore() {
        settle(DispatchState.IGNORED);
        token++;
    }

    void failed(String error) {
        lastError = error;
    }

    private void move(DispatchState next) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException(id + " cannot move from " + state + " to " + next);
        }
        state = next;
    }
}
