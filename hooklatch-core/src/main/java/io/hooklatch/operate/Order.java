package io.hooklatch.operate;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.store.NewOperation;
import java.util.Optional;

/**
 * What an operator asks for.
 *
 * @param action what to do: one that {@link #requireFit} allows for the selection
 * @param selection to what
 * @param actor who asks
 * @param reason why; 1 to 500 characters
 * @param ratePerSecond at most so many items a second; 0 for as many as go
 * @param handler the one handler that a replay is to go to; absent for all that would get the event today
 */
public record Order(
        Action action, Selection selection, Actor actor, String reason, int ratePerSecond, Optional<String> handler) {

    public Order {
        if (reason.isBlank() || reason.length() > NewOperation.MAX_REASON) {
            throw new IllegalArgumentException(
                    "reason of " + reason.length() + " characters: say why in 1 to " + NewOperation.MAX_REASON);
        }
        if (ratePerSecond < 0) {
            throw new IllegalArgumentException("rate of " + ratePerSecond + " per second: 0 or more");
        }
        requireFit(action, selection);
        if (handler.isPresent() && action != Action.REPLAY && action != Action.REPLAY_DELIVERY) {
            throw new IllegalArgumentException("handler " + handler.get() + " for " + action
                    + ": only a replay goes to one handler; select dispatches by their handler");
        }
    }

    /** As fast as it goes, to every handler. */
    public Order(Action action, Selection selection, Actor actor, String reason) {
        this(action, selection, actor, reason, 0, Optional.empty());
    }

    /**
     * Refuses what makes no sense: events are replayed, requeued and ignored; so are dispatches; deliveries are replayed
     * as deliveries and verified again; endpoints and handlers are paused and resumed.
     *
     * @throws IllegalArgumentException naming both
     */
    public static void requireFit(Action action, Selection selection) {
        boolean deliveries = selection instanceof Selection.Deliveries || selection instanceof Selection.DeliveryIds;
        boolean named = selection instanceof Selection.Named;
        boolean fits = switch (action) {
            case REPLAY, REQUEUE, IGNORE -> !deliveries && !named;
            case REPLAY_DELIVERY, REVERIFY -> deliveries;
            case PAUSE, RESUME -> named;
            default -> false;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    action + " of " + SelectionText.of(selection, Optional.empty()) + ": this is not done to those");
        }
    }
}
