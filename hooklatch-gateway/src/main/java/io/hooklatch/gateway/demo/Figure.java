package io.hooklatch.gateway.demo;

/** The columns of the demo's table. */
enum Figure {
    /** Requests that were kept. */
    DELIVERIES("deliveries"),
    /** Of them, those whose signature fits. */
    VERIFIED("verified"),
    /** Of them, those whose shared token fits. */
    BY_TOKEN("by token"),
    /** Of them, those that were refused. */
    REFUSED("refused"),
    /** Business events. */
    EVENTS("events"),
    /** Deliveries that were linked to an event that existed already. */
    DUPLICATES("duplicates"),
    /** Events that their handler has taken. */
    HANDLED("handled"),
    /** Attempts beyond the first. */
    RETRIED("retried");

    private final String title;

    Figure(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
