package io.hooklatch.operate;

import io.hooklatch.message.Action;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Names;
import io.hooklatch.message.OperationItem.Outcome;
import io.hooklatch.receive.Outlet;
import io.hooklatch.receive.Reverifier;
import io.hooklatch.store.Change;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.OperationReader;
import io.hooklatch.store.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says which changes an action is for one item, with the handlers of today. Thread-safe. */
final class Planner {
    private final OperationReader reader;
    private final Outlet outlet;
    private final DeliveryPlanner deliveries;

    Planner(OperationReader reader, Outlet outlet, Reverifier reverifier) {
        this.reader = reader;
        this.outlet = outlet;
        this.deliveries = new DeliveryPlanner(reader, outlet, reverifier);
    }

    /** Plans at least one change for each item of a part; to be asked for them in their order. */
    Function<Subject, List<Change>> plan(Action action, Optional<String> handler, List<Subject> part) {
        ReadAhead ahead = new ReadAhead(reader, part);
        return subject -> plan(action, handler, subject, ahead);
    }

    private List<Change> plan(Action action, Optional<String> handler, Subject subject, ReadAhead ahead) {
        if (subject instanceof Subject.Missing missing) {
            return List.of(new Change.Note(missing.id(), Outcome.SKIPPED, "it is not in this inbox"));
        }
        if (subject instanceof Subject.OfName named) {
            return List.of(
                    action == Action.PAUSE
                            ? new Change.Hold(named.kind(), named.name())
                            : new Change.Resume(named.kind(), named.name()));
        }
        if (subject instanceof Subject.OfDelivery delivery) {
            return action == Action.REVERIFY
                    ? List.of(deliveries.reverify(delivery.row(), ahead))
                    : deliveries.replay(delivery.row(), handler);
        }
        if (subject instanceof Subject.OfDispatch dispatch) {
            return switch (action) {
                case REQUEUE -> List.of(new Change.Requeue(dispatch.row().id()));
                case IGNORE -> List.of(new Change.IgnoreDispatch(dispatch.row().id()));
                default -> List.of(replay(dispatch, handler));
            };
        }
        Subject.OfEvent event = (Subject.OfEvent) subject;
        return switch (action) {
            case REQUEUE -> requeue(event.row());
            case IGNORE -> List.of(new Change.IgnoreEvent(event.row().id()));
            default -> List.of(replay(event.row(), handler));
        };
    }

    private Change replay(EventSummary event, Optional<String> only) {
        List<String> handlers = handlers(outlet, event, only);
        return new Change.Replay(event.id(), handlers);
    }

    /** The handlers that would get the event today, or the one of them that is asked for. */
    static List<String> handlers(Outlet outlet, EventSummary event, Optional<String> only) {
        Names names = new Names(Optional.empty(), event.providerEventId(), event.type());
        return outlet.handlers(event.endpoint(), names).stream()
                .filter(name -> only.isEmpty() || only.get().equals(name))
                .toList();
    }

    /** An event to the handler of one of its dispatches. */
    private Change replay(Subject.OfDispatch subject, Optional<String> only) {
        Optional<EventSummary> event = reader.event(subject.row().eventId());
        Optional<String> own = subject.row().handler();
        if (event.isEmpty()) {
            return new Change.Note(subject.row().id().toString(), Outcome.SKIPPED, "its event is gone");
        }
        if (own.isPresent() && only.isPresent() && !own.equals(only)) {
            return new Change.Note(
                    subject.row().id().toString(),
                    Outcome.SKIPPED,
                    "it goes to " + own.get() + ", not to " + only.get());
        }
        return replay(event.get(), own.or(() -> only));
    }

    private List<Change> requeue(EventSummary event) {
        List<Change> changes =
                reader.dispatches(DispatchQuery.all().eventId(event.id()).limit(Step.MOST)).items().stream()
                        .filter(row -> row.state() == DispatchState.DEAD
                                || row.state() == DispatchState.RETRYING
                                || row.state() == DispatchState.PAUSED)
                        .<Change>map(row -> new Change.Requeue(row.id()))
                        .toList();
        return changes.isEmpty()
                ? List.of(new Change.Note(
                        event.id().toString(), Outcome.SKIPPED, "it is " + event.state() + ", not dead or retrying"))
                : changes;
    }
}
