package io.hooklatch.store;

import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a replay does to the dispatches of an event, so that every store does the same.
 *
 * @param queued the settled dispatches that are queued again, each with the handler it goes to
 * @param added the handlers that get a new dispatch
 * @param detail what the item says
 */
public record ReplayPlan(Map<DispatchId, String> queued, List<String> added, String detail) {
    /**
     * Decides.
     *
     * @param dispatches the event's own, or those that carry the delivery in question; in the states that are stored
     * @param handlers where it is to go
     */
    public static ReplayPlan of(List<Dispatch> dispatches, List<String> handlers) {
        Map<DispatchId, String> queued = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        List<String> going = new ArrayList<>();
        List<String> busy = new ArrayList<>();
        List<Dispatch> unrouted = new ArrayList<>(
                dispatches.stream().filter(row -> row.handler().isEmpty()).toList());
        for (String handler : handlers) {
            Optional<Dispatch> known = dispatches.stream()
                    .filter(row -> row.handler().equals(Optional.of(handler)))
                    .findFirst();
            if (known.isPresent() && !known.get().state().settled()) {
                busy.add(handler + " has it " + words(known.get().state()));
                continue;
            }
            going.add(handler);
            if (known.isPresent()) {
                queued.put(known.get().id(), handler);
            } else if (!unrouted.isEmpty()) {
                queued.put(unrouted.remove(0).id(), handler);
            } else {
                added.add(handler);
            }
        }
        return new ReplayPlan(queued, added, detail(handlers, going, busy));
    }

    private static String detail(List<String> handlers, List<String> going, List<String> busy) {
        if (handlers.isEmpty()) {
            return "no handler takes it today";
        }
        if (going.isEmpty()) {
            return String.join(", ", busy);
        }
        String queued = "queued for " + String.join(", ", going);
        return busy.isEmpty() ? queued : queued + "; " + String.join(", ", busy);
    }

    private static String words(DispatchState state) {
        return switch (state) {
            case RUNNING -> "running";
            case RETRYING -> "retrying";
            default -> "queued";
        };
    }

    /** Whether anything is done. */
    public boolean changes() {
        return !queued.isEmpty() || !added.isEmpty();
    }
}
