package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Listing;
import java.util.List;
import java.util.Locale;

/** What can be done to many things at once. */
enum Deed {
    REPLAY("Hand handled, dead, ignored or unrouted events to their handlers again; of dispatches, each to its own"
            + " handler; with ids of deliveries, run these through the handlers without changing their events."),
    REVERIFY("Verify stored deliveries again with what is configured today, and make events of those that pass, each"
            + " once. Without another word it takes those that were refused."),
    REQUEUE("Try dead or retrying dispatches again now."),
    IGNORE("Have events or dispatches handled never, also when they run right now.");

    private final String description;

    Deed(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it takes; the first is meant where the filters leave it open. */
    List<Listing> takes() {
        return switch (this) {
            case REPLAY -> List.of(Listing.EVENTS, Listing.DELIVERIES, Listing.DISPATCHES);
            case REVERIFY -> List.of(Listing.DELIVERIES);
            case REQUEUE -> List.of(Listing.DISPATCHES, Listing.EVENTS);
            case IGNORE -> List.of(Listing.EVENTS, Listing.DISPATCHES);
        };
    }

    /** What the admin API calls it. */
    String action(Listing what) {
        return this == REPLAY && what == Listing.DELIVERIES ? "replay_delivery" : word();
    }
}
