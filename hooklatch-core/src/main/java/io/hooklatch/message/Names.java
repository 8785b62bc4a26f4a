package io.hooklatch.message;

import java.util.Optional;

/**
 * What the provider calls things, read from the request before and regardless of the verdict.
 *
 * @param deliveryId the provider's id of this one HTTP send, such as the value of {@code X-GitHub-Delivery}
 * @param eventId the provider's id of the business event, such as {@code evt_1Nv…}; the same on every retry
 * @param eventType what happened, such as {@code checkout.session.completed}
 */
public record Names(Optional<String> deliveryId, Optional<String> eventId, Optional<String> eventType) {
    private static final Names NONE = new Names(Optional.empty(), Optional.empty(), Optional.empty());

    /** Nothing could be read. */
    public static Names none() {
        return NONE;
    }

    /** Each of these names where it is present, else the other's. */
    public Names or(Names other) {
        return new Names(deliveryId.or(other::deliveryId), eventId.or(other::eventId), eventType.or(other::eventType));
    }
}
