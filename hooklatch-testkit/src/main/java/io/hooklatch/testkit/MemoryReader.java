package io.hooklatch.testkit;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.Event;
import io.hooklatch.message.EventId;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Promotion;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.Lease;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Page;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The reading side of a {@link MemoryStore}: every question is answered by looking at every row. */
final class MemoryReader implements OperationReader {
    private final MemoryStore store;

    MemoryReader(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<Delivery> delivery(DeliveryId id) {
        return store.read(tables -> Optional.ofNullable(tables.deliveries().get(id.value())));
    }

    @Override
    public Optional<byte[]> secret(String endpoint) {
        return store.read(tables -> tables.secret(endpoint));
    }

    @Override
    public Page<DeliverySummary> deliveries(DeliveryQuery query) {
        Predicate<DeliverySummary> wanted = row -> is(query.endpoint(), row.endpoint())
                && is(query.verdict(), row.verdict().kind())
                && has(query.reason(), row.verdict().reason())
                && has(query.type(), row.names().eventType())
                && has(query.providerDeliveryId(), row.names().deliveryId())
                && has(query.providerEventId(), row.names().eventId())
                && query.received().contains(row.receivedAt());
        return store.read(tables -> page(
                tables.deliveries(),
                Delivery::summary,
                wanted.and(row -> query.eventId().isEmpty()
                        || tables.brings(row, query.eventId().get())),
                query.after(),
                query.limit(),
                row -> row.id().value()));
    }

    @Override
    public List<ElementSummary> elements(DeliveryId id) {
        return store.read(tables -> tables.elements(id));
    }

    @Override
    public Optional<EventSummary> event(EventId id) {
        return store.read(
                tables -> Optional.ofNullable(tables.events().get(id.value())).map(tables::summary));
    }

    @Override
    public Page<EventSummary> events(EventQuery query) {
        Predicate<EventSummary> wanted = row -> is(query.endpoint(), row.endpoint())
                && is(query.state(), row.state())
                && has(query.type(), row.type())
                && has(query.providerEventId(), row.providerEventId())
                && query.created().contains(row.createdAt());
        return store.read(tables -> page(
                tables.events(),
                tables::summary,
                wanted,
                query.after(),
                query.limit(),
                row -> row.id().value()));
    }

    @Override
    public Optional<Dispatch> dispatch(DispatchId id) {
        return store.read(tables ->
                Optional.ofNullable(tables.dispatches().rows().get(id.value())).map(tables.dispatches()::view));
    }

    @Override
    public Page<Dispatch> dispatches(DispatchQuery query) {
        Predicate<Dispatch> wanted = row -> is(query.endpoint(), row.endpoint())
                && has(query.handler(), row.handler())
                && is(query.state(), row.state())
                && is(query.eventId(), row.eventId())
                && (query.error().isEmpty()
                        || row.lastError().contains(query.error().get()))
                && query.made().contains(IdSequence.timeOf(row.id().value()));
        return store.read(tables -> page(
                tables.dispatches().rows(),
                tables.dispatches()::view,
                wanted,
                query.after(),
                query.limit(),
                row -> row.id().value()));
    }

    @Override
    public Page<Attempt> attempts(AttemptQuery query) {
        Predicate<MemoryDispatches.AttemptRow> wanted =
                row -> is(query.dispatchId(), row.attempt().dispatchId())
                        && is(query.outcome(), row.attempt().outcome())
                        && query.recorded().contains(row.recordedAt());
        Page<MemoryDispatches.AttemptRow> page = store.read(tables -> page(
                tables.dispatches().attempts(),
                Function.identity(),
                wanted,
                query.after(),
                query.limit(),
                row -> row.attempt().id().value()));
        return new Page<>(
                page.items().stream().map(MemoryDispatches.AttemptRow::attempt).toList(), page.next());
    }

    @Override
    public List<Event> load(Collection<Lease> leases) {
        return store.read(
                tables -> leases.stream().map(lease -> event(tables, lease)).toList());
    }

    @Override
    public Optional<Duration> nextDue(String handler) {
        return store.read(tables -> tables.dispatches().rows().values().stream()
                .filter(row -> row.goesTo(handler) && !tables.pauses().paused(handler))
                .flatMap(row -> row.dueAt().stream())
                .min(Long::compare)
                .map(due -> Duration.ofMillis(due - tables.now())));
    }

    @Override
    public Map<DispatchState, Long> openDispatches() {
        return store.read(tables -> {
            Map<DispatchState, Long> counts = new EnumMap<>(DispatchState.class);
            for (DispatchRow row : tables.dispatches().rows().values()) {
                if (row.state() != DispatchState.HANDLED) {
                    counts.merge(tables.dispatches().stateOf(row), 1L, Long::sum);
                }
            }
            return counts;
        });
    }

    private static Event event(MemoryTables tables, Lease lease) {
        MemoryTables.EventRow event = tables.event(lease.eventId());
        MemoryTables.EventRow bringing = lease.carries()
                .map(delivery -> tables.promotions().part(delivery, event))
                .orElse(event);
        return new Event(
                event.id(),
                lease.dispatchId(),
                lease.attempt(),
                event.delivery().endpoint(),
                event.createdAt(),
                bringing.deliveryId(),
                bringing.delivery().verdict(),
                bringing.event().names(),
                bringing.delivery().request(),
                bringing.event().element());
    }

    @Override
    public Optional<Operation> operation(OperationId id) {
        return store.read(tables -> tables.operations().find(id));
    }

    @Override
    public Page<Operation> operations(OperationQuery query) {
        Predicate<Operation> wanted = row -> is(query.action(), row.action())
                && is(query.state(), row.state())
                && is(query.actor(), row.actor().name())
                && query.started().contains(row.startedAt());
        return store.read(tables -> page(
                tables.operations().rows(),
                Function.identity(),
                wanted,
                query.after(),
                query.limit(),
                row -> row.id().value()));
    }

    @Override
    public Page<OperationItem> items(OperationId operation, Cursor after, int limit) {
        return store.read(tables -> page(
                tables.operations().items(operation),
                Function.identity(),
                item -> true,
                after,
                limit,
                OperationItem::number));
    }

    @Override
    public List<Pause> pauses() {
        return store.read(tables -> tables.pauses().all());
    }

    @Override
    public Map<DispatchId, DispatchState> storedStates(Collection<DispatchId> dispatches) {
        return store.read(tables -> {
            Map<DispatchId, DispatchState> states = new HashMap<>();
            for (DispatchId id : dispatches) {
                DispatchRow row = tables.dispatches().rows().get(id.value());
                if (row != null) {
                    states.put(id, row.state());
                }
            }
            return states;
        });
    }

    @Override
    public Optional<Promotion> promotion(DeliveryId delivery) {
        return store.read(tables -> tables.promotions().find(delivery));
    }

    private static <R, T> Page<T> page(
            NavigableMap<Long, R> rows,
            Function<R, T> view,
            Predicate<T> wanted,
            Cursor after,
            int limit,
            ToLongFunction<T> id) {
        List<T> found =
                rows.headMap(after.before(), false).tailMap(after.after(), false).descendingMap().values().stream()
                        .map(view)
                        .filter(wanted)
                        .limit(limit + 1L)
                        .toList();
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, Optional.of(after.at(id.applyAsLong(items.get(limit - 1)))));
    }

    private static <T> boolean is(Optional<T> wanted, T actual) {
        return wanted.isEmpty() || wanted.get().equals(actual);
    }

    private static <T> boolean has(Optional<T> wanted, Optional<T> actual) {
        return wanted.isEmpty() || wanted.equals(actual);
    }
}
