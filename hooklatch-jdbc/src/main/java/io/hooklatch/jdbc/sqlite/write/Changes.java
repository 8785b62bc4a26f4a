package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Pause;
import io.hooklatch.store.Change;
import io.hooklatch.store.ItemText;
import io.hooklatch.store.ReplayPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the changes of operations. */
final class Changes {
    private final OperatorRows dispatches;
    private final PauseRows pauses;
    private final PromotionRows promotions;

    private record Result(Outcome outcome, String detail) {
        static Result of(boolean changed, String detail) {
            return new Result(changed ? Outcome.CHANGED : Outcome.SKIPPED, detail);
        }
    }

    Changes(OperatorRows dispatches, PauseRows pauses, PromotionRows promotions) {
        this.dispatches = dispatches;
        this.pauses = pauses;
        this.promotions = promotions;
    }

    OperationItem make(Change change, OperationId operation, long number, long now) throws SQLException {
        Result result = make(change, operation, now);
        return new OperationItem(operation, number, change.subject(), result.outcome(), result.detail());
    }

    private Result make(Change change, OperationId operation, long now) throws SQLException {
        if (change instanceof Change.Replay replay) {
            return replay(replay.event(), replay.handlers(), Optional.empty(), now);
        }
        if (change instanceof Change.ReplayDelivery replay) {
            return dispatches.isDelivery(replay.delivery())
                    ? replay(replay.event(), replay.handlers(), Optional.of(replay.delivery()), now)
                    : Result.of(false, ItemText.NO_DELIVERY);
        }
        if (change instanceof Change.Requeue requeue) {
            return requeue(dispatches.find(requeue.dispatch()), now);
        }
        if (change instanceof Change.IgnoreEvent ignore) {
            return ignore(ItemText.NO_EVENT, dispatches.ofEvent(ignore.event()), now);
        }
        if (change instanceof Change.IgnoreDispatch ignore) {
            return ignore(
                    ItemText.NO_DISPATCH,
                    dispatches.find(ignore.dispatch()).stream().toList(),
                    now);
        }
        if (change instanceof Change.Promote promote) {
            return promote(promote, operation, now);
        }
        if (change instanceof Change.Hold hold) {
            return pauses.hold(new Pause(hold.kind(), hold.name(), operation, now))
                    .map(by -> Result.of(false, ItemText.pausedAlready(by)))
                    .orElse(Result.of(true, ItemText.PAUSED));
        }
        if (change instanceof Change.Resume resume) {
            return pauses.resume(resume.kind(), resume.name())
                    ? Result.of(true, ItemText.RESUMED)
                    : Result.of(false, ItemText.NOT_PAUSED);
        }
        Change.Note note = (Change.Note) change;
        return new Result(note.outcome(), note.detail());
    }

    private Result replay(EventId event, List<String> handlers, Optional<DeliveryId> carries, long now)
            throws SQLException {
        List<OperatorRows.Row> all = dispatches.ofEvent(event);
        if (all.isEmpty()) {
            return Result.of(false, ItemText.NO_EVENT);
        }
        if (dispatches.bodyGone(carries.map(DeliveryId::value).orElse(event.value()))) {
            return Result.of(false, ItemText.BODY_GONE);
        }
        List<Dispatch> concerned = new ArrayList<>();
        for (OperatorRows.Row row : all) {
            if (row.dispatch().carries().equals(carries)) {
                concerned.add(row.dispatch());
            }
        }
        ReplayPlan plan = ReplayPlan.of(concerned, handlers);
        for (OperatorRows.Row row : all) {
            String handler = plan.queued().get(row.dispatch().id());
            if (handler != null) {
                dispatches.requeue(row, handler, true, now);
            }
        }
        for (String handler : plan.added()) {
            dispatches.add(all.get(0), handler, carries, now);
        }
        return Result.of(plan.changes(), plan.detail());
    }

    private Result requeue(Optional<OperatorRows.Row> found, long now) throws SQLException {
        if (found.isEmpty()) {
            return Result.of(false, ItemText.NO_DISPATCH);
        }
        Dispatch dispatch = found.get().dispatch();
        if (dispatch.state() != DispatchState.DEAD && dispatch.state() != DispatchState.RETRYING) {
            return Result.of(false, ItemText.notRequeued(dispatch.state()));
        }
        long source = dispatch.carries()
                .map(DeliveryId::value)
                .orElse(dispatch.eventId().value());
        if (dispatches.bodyGone(source)) {
            return Result.of(false, ItemText.BODY_GONE);
        }
        dispatches.requeue(found.get(), dispatch.handler().orElseThrow(), false, now);
        return Result.of(true, ItemText.queued(dispatch.handler().orElseThrow()));
    }

    private Result ignore(String none, List<OperatorRows.Row> rows, long now) throws SQLException {
        int left = 0;
        int running = 0;
        for (OperatorRows.Row row : rows) {
            DispatchState state = row.dispatch().state();
            if (state != DispatchState.IGNORED) {
                left++;
                running += state == DispatchState.RUNNING ? 1 : 0;
                dispatches.ignore(row, now);
            }
        }
        if (rows.isEmpty()) {
            return Result.of(false, none);
        }
        return Result.of(left > 0, left > 0 ? ItemText.ignored(running) : ItemText.IGNORED_ALREADY);
    }

    private Result promote(Change.Promote change, OperationId operation, long now) throws SQLException {
        Optional<String> obstacle = promotions.obstacle(change.delivery());
        return obstacle.isPresent()
                ? Result.of(false, obstacle.get())
                : Result.of(true, ItemText.promoted(promotions.promote(change, operation, now)));
    }
}
