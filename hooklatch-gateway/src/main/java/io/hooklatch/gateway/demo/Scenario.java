package io.hooklatch.gateway.demo;

/** What is tried with each provider. */
enum Scenario {
    /** Each event once. */
    VALID("valid, once each", 1),
    /** Each event as often as an impatient provider sends it. */
    COPIES("3 copies of each event", 3),
    /** The copies of one event on as many connections, at the same moment. */
    CROWD("50 copies of one event at once", 50),
    /** Signed with a secret that the endpoint does not have. */
    WRONG_SECRET("signed with a wrong secret", 1),
    /** Signed well, a quarter of an hour ago. */
    STALE("signed 15 minutes ago", 1),
    /** The application fails twice before it takes the event. */
    FAILS_TWICE("application fails twice, then works", 1),
    /** Many events, to see a rate. */
    VOLUME("volume", 1);

    private final String words;
    private final int copies;

    Scenario(String words, int copies) {
        this.words = words;
        this.copies = copies;
    }

    String words() {
        return words;
    }

    /** How often each event is sent. */
    int copies() {
        return copies;
    }

    /** How often the application answers with an error before it takes the event. */
    int failures() {
        return this == FAILS_TWICE ? 2 : 0;
    }

    /** Whether the gateway is to answer with 2xx. */
    boolean accepted() {
        return this != WRONG_SECRET && this != STALE;
    }
}
