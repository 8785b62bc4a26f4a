package io.hooklatch.operate;

import io.hooklatch.message.Action;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Change;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.ItemText;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.ReplayPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Says what an operation would do, by planning it and looking at what stands now. */
final class Previewer {
    private static final int PART = 500;

    private final OperationReader reader;
    private final Planner planner;

    Previewer(OperationReader reader, Planner planner) {
        this.reader = reader;
        this.planner = planner;
    }

    Preview preview(Action action, Selection selection, Optional<String> handler, BooleanSupplier wanted) {
        Walk walk = new Walk(reader, selection);
        long selected = 0;
        long changes = 0;
        OptionalLong oldest = OptionalLong.empty();
        OptionalLong newest = OptionalLong.empty();
        List<Preview.Item> sample = new ArrayList<>();
        String cursor = walk.start();
        for (List<Subject> part = walk.part(cursor, PART); !part.isEmpty(); part = walk.part(cursor, PART)) {
            Function<Subject, List<Change>> plan = planner.plan(action, handler, part);
            for (Subject subject : part) {
                Walk.requireWanted(wanted);
                boolean any = false;
                for (Change change : plan.apply(subject)) {
                    Preview.Item item = item(change, subject);
                    any |= item.changes();
                    if (sample.size() < Preview.SAMPLE) {
                        sample.add(item);
                    }
                }
                selected++;
                changes += any ? 1 : 0;
                if (subject.time().isPresent()) {
                    long time = subject.time().getAsLong();
                    oldest = OptionalLong.of(Math.min(time, oldest.orElse(time)));
                    newest = OptionalLong.of(Math.max(time, newest.orElse(time)));
                }
                cursor = subject.cursor();
            }
        }
        return new Preview(selected, changes, oldest, newest, sample);
    }

    private Preview.Item item(Change change, Subject subject) {
        if (change instanceof Change.Promote promote && subject instanceof Subject.OfDelivery delivery) {
            Verdict before = delivery.row().verdict();
            return new Preview.Item(
                    change.subject(),
                    true,
                    DeliveryPlanner.words(before) + " -> " + DeliveryPlanner.words(promote.verdict()));
        }
        if (change instanceof Change.Replay replay) {
            return replayed(change, replay.event(), replay.handlers(), Optional.empty());
        }
        if (change instanceof Change.ReplayDelivery replay) {
            return replayed(change, replay.event(), replay.handlers(), Optional.of(replay.delivery()));
        }
        if (change instanceof Change.Requeue requeue) {
            return reader.dispatch(requeue.dispatch())
                    .map(row -> requeued(change, asStored(List.of(row)).get(0)))
                    .orElse(new Preview.Item(change.subject(), false, ItemText.NO_DISPATCH));
        }
        if (change instanceof Change.IgnoreDispatch && subject instanceof Subject.OfDispatch dispatch) {
            return ignored(change, dispatch.row().state());
        }
        if (change instanceof Change.IgnoreEvent && subject instanceof Subject.OfEvent event) {
            return ignored(change, event.row().state());
        }
        if (change instanceof Change.Hold hold) {
            boolean paused = paused(hold.kind(), hold.name());
            return new Preview.Item(change.subject(), !paused, paused ? "paused already" : ItemText.PAUSED);
        }
        if (change instanceof Change.Resume resume) {
            boolean paused = paused(resume.kind(), resume.name());
            return new Preview.Item(change.subject(), paused, paused ? ItemText.RESUMED : ItemText.NOT_PAUSED);
        }
        return change instanceof Change.Note note
                ? new Preview.Item(note.subject(), note.outcome() == Outcome.CHANGED, note.detail())
                : new Preview.Item(change.subject(), true, "");
    }

    private <T> Preview.Item replayed(Change change, EventId event, List<String> handlers, Optional<T> carries) {
        List<Dispatch> rows =
                reader.dispatches(DispatchQuery.all().eventId(event).limit(DispatchQuery.MAX_LIMIT)).items().stream()
                        .filter(row -> row.carries().equals(carries))
                        .toList();
        ReplayPlan plan = ReplayPlan.of(asStored(rows), handlers);
        return new Preview.Item(change.subject(), plan.changes(), plan.detail());
    }

    /** A pause only hides in which state they are, and what a change is decided by is what it hides. */
    private List<Dispatch> asStored(List<Dispatch> rows) {
        List<DispatchId> paused = rows.stream()
                .filter(row -> row.state() == DispatchState.PAUSED)
                .map(Dispatch::id)
                .toList();
        if (paused.isEmpty()) {
            return rows;
        }
        Map<DispatchId, DispatchState> stored = reader.storedStates(paused);
        return rows.stream()
                .map(row -> in(stored.getOrDefault(row.id(), row.state()), row))
                .toList();
    }

    private static Dispatch in(DispatchState state, Dispatch row) {
        return new Dispatch(
                row.id(),
                row.eventId(),
                row.endpoint(),
                row.handler(),
                state,
                row.attempts(),
                row.losses(),
                row.dueAt(),
                row.lastError(),
                row.carries(),
                row.heldBy());
    }

    private static Preview.Item requeued(Change change, Dispatch row) {
        boolean waits = row.state() == DispatchState.DEAD || row.state() == DispatchState.RETRYING;
        return new Preview.Item(
                change.subject(),
                waits,
                waits ? ItemText.queued(row.handler().orElse("")) : ItemText.notRequeued(row.state()));
    }

    private static Preview.Item ignored(Change change, DispatchState state) {
        boolean already = state == DispatchState.IGNORED;
        return new Preview.Item(
                change.subject(),
                !already,
                already ? ItemText.IGNORED_ALREADY : state + " -> " + DispatchState.IGNORED);
    }

    private boolean paused(Pause.Kind kind, String name) {
        return reader.pauses().stream()
                .anyMatch(pause -> pause.kind() == kind && pause.name().equals(name));
    }
}
