package io.hooklatch.testkit;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptId;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dispatches and attempts of a {@link MemoryStore}, which locks around every call. */
final class MemoryDispatches {
    private static final String LOST = "the lease ran out without a result";
    private static final Comparator<DispatchRow> OLDEST_DUE_FIRST = Comparator.<DispatchRow, Long>comparing(
                    row -> row.dueAt().orElseThrow())
            .thenComparing(DispatchRow::id);

    private final MemoryTables tables;
    private final MemoryPauses pauses;
    private final MemoryOrder order;
    private final NavigableMap<Long, DispatchRow> rows = new TreeMap<>();
    private final Map<EventId, List<DispatchRow>> ofEvent = new HashMap<>();
    private final NavigableMap<Long, AttemptRow> attempts = new TreeMap<>();

    record AttemptRow(Attempt attempt, long recordedAt) {}

    MemoryDispatches(MemoryTables tables, MemoryPauses pauses) {
        this.tables = tables;
        this.pauses = pauses;
        this.order = new MemoryOrder(tables);
    }

    MemoryOrder order() {
        return order;
    }

    NavigableMap<Long, DispatchRow> rows() {
        return rows;
    }

    NavigableMap<Long, AttemptRow> attempts() {
        return attempts;
    }

    DispatchState stateOf(EventId eventId) {
        return DispatchState.ofEvent(ofEvent(eventId).stream()
                .filter(row -> row.carries().isEmpty())
                .map(this::stateOf)
                .collect(Collectors.toSet()));
    }

    /** When the last attempt at this event was recorded, in milliseconds since the epoch, UTC; 0 without one. */
    long lastAttempt(EventId eventId) {
        return attemptsAt(eventId).mapToLong(AttemptRow::recordedAt).max().orElse(0);
    }

    long attemptsOf(EventId eventId) {
        return attemptsAt(eventId).count();
    }

    private Stream<AttemptRow> attemptsAt(EventId eventId) {
        Set<DispatchId> ids = ofEvent(eventId).stream().map(DispatchRow::id).collect(Collectors.toSet());
        return attempts.values().stream()
                .filter(row -> ids.contains(row.attempt().dispatchId()));
    }

    /** Removes the dispatches of this event and their attempts. */
    void forget(EventId eventId) {
        attemptsAt(eventId).map(row -> row.attempt().id().value()).toList().forEach(attempts::remove);
        ofEvent(eventId).forEach(row -> {
            order.forget(row);
            rows.remove(row.id().value());
        });
        ofEvent.remove(eventId);
    }

    /** The dispatch with this id, which exists. */
    DispatchRow row(DispatchId id) {
        DispatchRow row = rows.get(id.value());
        if (row == null) {
            throw new IllegalArgumentException(id + " is not in this inbox");
        }
        return row;
    }

    List<DispatchRow> ofEvent(EventId eventId) {
        return ofEvent.getOrDefault(eventId, List.of());
    }

    /** As readers see it. */
    DispatchState stateOf(DispatchRow row) {
        return paused(row) ? row.heldState() : row.state();
    }

    /** As readers see it. */
    Dispatch view(DispatchRow row) {
        Dispatch seen = paused(row) ? row.held() : row.view();
        return order.before(row).map(first -> heldBy(seen, first.id())).orElse(seen);
    }

    private static Dispatch heldBy(Dispatch seen, DispatchId first) {
        return new Dispatch(
                seen.id(),
                seen.eventId(),
                seen.endpoint(),
                seen.handler(),
                seen.state(),
                seen.attempts(),
                seen.losses(),
                seen.dueAt(),
                seen.lastError(),
                seen.carries(),
                Optional.of(first));
    }

    private boolean paused(DispatchRow row) {
        return row.handler().isPresent() && pauses.paused(row.handler().get());
    }

    /** One more dispatch of an event that exists, by an operator. */
    void add(EventId eventId, String endpoint, String handler, Optional<DeliveryId> carries) {
        order.queuedAgain(add(eventId, endpoint, Optional.of(handler), carries), true);
    }

    void addUnrouted(EventId eventId, String endpoint) {
        add(eventId, endpoint, Optional.empty(), Optional.empty());
    }

    /** The lease of a route that asked for one. */
    Optional<Lease> add(EventId eventId, String endpoint, Route route) {
        DispatchRow row = add(eventId, endpoint, Optional.of(route.handler()), Optional.empty());
        order.born(row);
        return paused(row) || row.dueAt().isEmpty()
                ? Optional.empty()
                : route.claimFor().map(leaseFor -> row.lease(tables.now(), leaseFor, order.ordered(row)));
    }

    private DispatchRow add(EventId eventId, String endpoint, Optional<String> handler, Optional<DeliveryId> carries) {
        DispatchId id = new DispatchId(tables.nextId());
        DispatchRow row = new DispatchRow(id, eventId, endpoint, handler, carries, tables.now());
        rows.put(id.value(), row);
        ofEvent.computeIfAbsent(eventId, any -> new ArrayList<>()).add(row);
        return row;
    }

    /** So many times a call looks again after it superseded something. */
    private static final int MOST_SUPERSEDED = 250;

    List<Lease> lease(String handler, int limit, Duration leaseFor) {
        if (pauses.paused(handler)) {
            return List.of();
        }
        long now = tables.now();
        List<DispatchRow> due = due(handler, limit, now);
        for (int left = MOST_SUPERSEDED; supersede(due, now); left--) {
            due = left > 0 ? due(handler, limit, now) : List.of();
        }
        List<Lease> leases = new ArrayList<>();
        for (DispatchRow row : due) {
            if (row.state() == DispatchState.RUNNING) {
                recordLoss(row, now);
            }
            leases.add(row.lease(now, leaseFor, order.ordered(row)));
        }
        return leases;
    }

    /** A suspect one alone. */
    private List<DispatchRow> due(String handler, int limit, long now) {
        List<DispatchRow> due = rows.values().stream()
                .filter(row -> row.goesTo(handler) && row.dueAt(now))
                .sorted(OLDEST_DUE_FIRST)
                .limit(limit)
                .toList();
        for (int i = 0; i < due.size(); i++) {
            if (due.get(i).suspect()) {
                return due.subList(0, Math.max(i, 1));
            }
        }
        return due;
    }

    /** Takes out what is older than what was handled; whether there was any. */
    private boolean supersede(List<DispatchRow> due, long now) {
        boolean any = false;
        for (DispatchRow row : due) {
            Optional<String> why = order.stale(row);
            if (why.isPresent()) {
                if (row.state() == DispatchState.RUNNING) {
                    recordLoss(row, now);
                }
                tables.supersede(row, why.get());
                order.leave(row);
                any = true;
            }
        }
        return any;
    }

    Set<DispatchId> renew(Collection<Lease> leases, Duration leaseFor) {
        Set<DispatchId> held = new HashSet<>();
        for (Lease lease : leases) {
            held(lease).ifPresent(row -> {
                row.renew(tables.now(), leaseFor);
                held.add(lease.dispatchId());
            });
        }
        return held;
    }

    boolean complete(Completion completion) {
        Optional<DispatchRow> held = held(completion.lease());
        if (held.isEmpty()) {
            return false;
        }
        DispatchRow row = held.get();
        record(row, completion.startedAt(), completion.durationMillis(), completion.outcome(), completion.error());
        if (completion.outcome() != AttemptOutcome.SUCCEEDED) {
            row.failed(completion.error());
        }
        Completion.Next next = completion.next();
        if (next instanceof Completion.Next.Retry retry) {
            row.retry(tables.now(), retry.after());
        } else {
            row.settle(next instanceof Completion.Next.Handled ? DispatchState.HANDLED : DispatchState.DEAD);
            if (row.state() == DispatchState.HANDLED) {
                order.handled(row);
            }
        }
        return true;
    }

    int release(Collection<Lease> leases) {
        int released = 0;
        for (Lease lease : leases) {
            Optional<DispatchRow> held = held(lease);
            held.ifPresent(row -> row.release(tables.now()));
            released += held.isPresent() ? 1 : 0;
        }
        return released;
    }

    int recover() {
        List<DispatchRow> running = rows.values().stream()
                .filter(row -> row.state() == DispatchState.RUNNING)
                .toList();
        running.forEach(row -> row.expire(tables.now()));
        return running.size();
    }

    private Optional<DispatchRow> held(Lease lease) {
        return Optional.ofNullable(rows.get(lease.dispatchId().value())).filter(row -> row.heldBy(lease));
    }

    private void recordLoss(DispatchRow row, long now) {
        record(row, row.leasedAt(), now - row.leasedAt(), AttemptOutcome.LOST, LOST);
        row.lose(LOST);
    }

    private void record(DispatchRow row, long startedAt, long durationMillis, AttemptOutcome outcome, String error) {
        AttemptId id = new AttemptId(tables.nextId());
        Attempt attempt = new Attempt(id, row.id(), row.attempts(), startedAt, durationMillis, outcome, error);
        attempts.put(id.value(), new AttemptRow(attempt, tables.now()));
    }
}
