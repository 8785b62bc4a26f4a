package io.hooklatch.gateway.cli.access;

import java.util.List;
import java.util.Locale;

/** What can be listed, and by which filters, under the names of the admin API. */
public enum Listing {
    DELIVERIES(
            "delivery",
            "endpoint verdict reason event_type provider_delivery_id provider_event_id event_id from until"),
    EVENTS("event", "endpoint state event_type provider_event_id from until"),
    DISPATCHES("dispatch", "endpoint handler state event_id error from until"),
    OPERATIONS("operation", "action state actor from until");

    private final String singular;
    private final String filters;

    Listing(String singular, String filters) {
        this.singular = singular;
        this.filters = filters;
    }

    /** One of them. */
    public String singular() {
        return singular;
    }

    /** All of them, which is also the path of the admin API. */
    public String plural() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which filters there are. */
    public List<String> filters() {
        return List.of(filters.split(" ", -1));
    }
}
