package io.hooklatch.message;

/**
 * What an accepted delivery, or one element of it, turned out to be.
 *
 * @param id the event that it created or is linked to
 * @param duplicate whether the event existed before
 * @param divergent whether it is a duplicate with other bytes than the event's first ones
 */
public record ReceivedEvent(EventId id, boolean duplicate, boolean divergent) {
    /** An event that did not exist before. */
    public static ReceivedEvent created(EventId id) {
        return new ReceivedEvent(id, false, false);
    }
}
