package io.hooklatch.testkit;

import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Pause;
import io.hooklatch.store.Change;
import io.hooklatch.store.ItemText;
import io.hooklatch.store.ReplayPlan;
import java.util.List;
import java.util.Optional;

/** Makes the changes of operations in a {@link MemoryStore}, which locks around every call. */
final class MemoryChanges {
    private final MemoryTables tables;

    private record Result(Outcome outcome, String detail) {
        static Result of(boolean changed, String detail) {
            return new Result(changed ? Outcome.CHANGED : Outcome.SKIPPED, detail);
        }
    }

    MemoryChanges(MemoryTables tables) {
        this.tables = tables;
    }

    OperationItem make(Change change, OperationId operation, long number) {
        Result result = make(change, operation);
        return new OperationItem(operation, number, change.subject(), result.outcome(), result.detail());
    }

    private Result make(Change change, OperationId operation) {
        if (change instanceof Change.Replay replay) {
            return replay(replay.event(), replay.handlers(), Optional.empty());
        }
        if (change instanceof Change.ReplayDelivery replay) {
            return tables.deliveries().containsKey(replay.delivery().value())
                    ? replay(replay.event(), replay.handlers(), Optional.of(replay.delivery()))
                    : Result.of(false, ItemText.NO_DELIVERY);
        }
        if (change instanceof Change.Requeue requeue) {
            return requeue(Optional.ofNullable(
                    tables.dispatches().rows().get(requeue.dispatch().value())));
        }
        if (change instanceof Change.IgnoreEvent ignore) {
            return ignore(ItemText.NO_EVENT, tables.dispatches().ofEvent(ignore.event()));
        }
        if (change instanceof Change.IgnoreDispatch ignore) {
            return ignore(
                    ItemText.NO_DISPATCH,
                    Optional.ofNullable(tables.dispatches()
                                    .rows()
                                    .get(ignore.dispatch().value()))
                            .stream()
                            .toList());
        }
        if (change instanceof Change.Promote promote) {
            return promote(promote, operation);
        }
        if (change instanceof Change.Hold hold) {
            Pause pause = new Pause(hold.kind(), hold.name(), operation, tables.now());
            return tables.pauses()
                    .hold(pause)
                    .map(known -> Result.of(false, ItemText.pausedAlready(known.operationId())))
                    .orElse(Result.of(true, ItemText.PAUSED));
        }
        if (change instanceof Change.Resume resume) {
            return tables.pauses()
                    .resume(resume.kind(), resume.name())
                    .map(known -> Result.of(true, ItemText.RESUMED))
                    .orElse(Result.of(false, ItemText.NOT_PAUSED));
        }
        Change.Note note = (Change.Note) change;
        return new Result(note.outcome(), note.detail());
    }

    private Result replay(EventId id, List<String> handlers, Optional<DeliveryId> carries) {
        MemoryTables.EventRow event = tables.events().get(id.value());
        if (event == null) {
            return Result.of(false, ItemText.NO_EVENT);
        }
        if (bodyGone(carries.orElse(event.deliveryId()))) {
            return Result.of(false, ItemText.BODY_GONE);
        }
        ReplayPlan plan = ReplayPlan.of(
                tables.dispatches().ofEvent(id).stream()
                        .filter(row -> row.carries().equals(carries))
                        .map(DispatchRow::view)
                        .toList(),
                handlers);
        plan.queued().forEach((dispatch, handler) -> requeue(tables.dispatches().row(dispatch), handler, true));
        plan.added()
                .forEach(handler -> tables.dispatches().add(id, event.delivery().endpoint(), handler, carries));
        return Result.of(plan.changes(), plan.detail());
    }

    /** Whether the delivery or its body was removed. */
    private boolean bodyGone(DeliveryId id) {
        Delivery delivery = tables.deliveries().get(id.value());
        return delivery == null || delivery.truncated();
    }

    private Result requeue(Optional<DispatchRow> found) {
        if (found.isEmpty()) {
            return Result.of(false, ItemText.NO_DISPATCH);
        }
        DispatchRow row = found.get();
        if (row.state() != DispatchState.DEAD && row.state() != DispatchState.RETRYING) {
            return Result.of(false, ItemText.notRequeued(row.state()));
        }
        if (bodyGone(
                row.carries().orElseGet(() -> tables.event(row.view().eventId()).deliveryId()))) {
            return Result.of(false, ItemText.BODY_GONE);
        }
        requeue(row, row.handler().orElseThrow(), false);
        return Result.of(true, ItemText.queued(row.handler().orElseThrow()));
    }

    private void requeue(DispatchRow row, String handler, boolean anew) {
        row.requeue(handler, tables.now());
        tables.dispatches().order().queuedAgain(row, anew);
    }

    private Result ignore(String none, List<DispatchRow> rows) {
        if (rows.isEmpty()) {
            return Result.of(false, none);
        }
        List<DispatchRow> left = rows.stream()
                .filter(row -> row.state() != DispatchState.IGNORED)
                .toList();
        long running = left.stream()
                .filter(row -> row.state() == DispatchState.RUNNING)
                .count();
        left.forEach(row -> {
            row.ignore();
            tables.dispatches().order().leave(row);
        });
        return left.isEmpty() ? Result.of(false, ItemText.IGNORED_ALREADY) : Result.of(true, ItemText.ignored(running));
    }

    private Result promote(Change.Promote change, OperationId operation) {
        return tables.promotions()
                .obstacle(change.delivery())
                .map(why -> Result.of(false, why))
                .orElseGet(() -> Result.of(
                        true,
                        ItemText.promoted(
                                tables.promotions().promote(change, operation).events())));
    }
}
