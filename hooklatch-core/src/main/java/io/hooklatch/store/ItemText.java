package io.hooklatch.store;

import io.hooklatch.message.DispatchState;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.ReceivedEvent;
import java.util.List;

/** What the items of operations say, the same in every store. */
public final class ItemText {
    public static final String NO_DELIVERY = "there is no such delivery";
    public static final String NO_EVENT = "there is no such event";
    public static final String NO_DISPATCH = "there is no such dispatch";
    public static final String IGNORED_ALREADY = "ignored already";
    public static final String NOT_REFUSED = "not a refused message";
    public static final String CUT = "only a part of its body is kept";
    public static final String BODY_GONE = "its body is no longer kept";
    public static final String PAUSED = "paused";
    public static final String RESUMED = "resumed";
    public static final String NOT_PAUSED = "not paused";

    private ItemText() {}

    /** Of dispatches that are ignored, so many of them while they were running. */
    public static String ignored(long running) {
        return running == 0 ? "ignored" : "ignored, " + running + " while running";
    }

    /** Of a dispatch that stands otherwise. */
    public static String notRequeued(DispatchState state) {
        return "it is " + state + ", not dead or retrying";
    }

    /** Of a dispatch that is due now. */
    public static String queued(String handler) {
        return "queued for " + handler;
    }

    /** Of something that is paused. */
    public static String pausedAlready(OperationId by) {
        return "paused already by " + by;
    }

    /** Of a delivery that is promoted. */
    public static String promotedAlready(OperationId by) {
        return "promoted already by " + by;
    }

    /** Of a delivery that has just been promoted to these events. */
    public static String promoted(List<ReceivedEvent> events) {
        if (events.size() == 1) {
            ReceivedEvent only = events.get(0);
            return (only.duplicate() ? "a copy of " : "promoted to ")
                    + only.id()
                    + (only.divergent() ? ", with another body" : "");
        }
        long copies = events.stream().filter(ReceivedEvent::duplicate).count();
        return "promoted to " + (events.size() - copies) + " events"
                + (copies == 0 ? "" : ", copies of known ones: " + copies);
    }
}
