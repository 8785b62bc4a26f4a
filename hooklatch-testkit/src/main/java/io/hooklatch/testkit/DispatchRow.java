package io.hooklatch.testkit;

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
    private final Optional<String> handler;
    private DispatchState state;
    private Optional<Long> dueAt;
    private int attempts;
    private int losses;
    private String lastError = "";
    private long token;
    private long leasedAt;

    DispatchRow(DispatchId id, EventId eventId, String endpoint, Optional<String> handler, long now) {
        this.id = id;
        this.eventId = eventId;
        this.endpoint = endpoint;
        this.handler = handler;
        this.state = handler.isPresent() ? DispatchState.QUEUED : DispatchState.UNROUTED;
        this.dueAt = handler.map(name -> now);
    }

    Dispatch view() {
        return new Dispatch(id, eventId, endpoint, handler, state, attempts, losses, dueAt, lastError);
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

    Lease lease(long now, Duration leaseFor) {
        if (state != DispatchState.RUNNING) {
            move(DispatchState.RUNNING);
        }
        attempts++;
        token++;
        leasedAt = now;
        dueAt = Optional.of(now + leaseFor.toMillis());
        return new Lease(id, eventId, handler.orElseThrow(), attempts, losses, token);
    }

    void renew(long now, Duration leaseFor) {
        dueAt = Optional.of(now + leaseFor.toMillis());
    }

    void release(long now) {
        attempts--;
        move(attempts == 0 ? DispatchState.QUEUED : DispatchState.RETRYING);
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
