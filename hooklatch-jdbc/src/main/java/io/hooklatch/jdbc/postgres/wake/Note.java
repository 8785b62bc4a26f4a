package io.hooklatch.jdbc.postgres.wake;

import java.util.Optional;

/**
 * What one node tells the others: that there is work for a handler in a schema.
 *
 * @param schema whose inbox; one channel serves all of a database
 * @param node who tells it
 * @param handler empty where its name is too long to be told
 */
record Note(String schema, String node, Optional<String> handler) {
    static final String CHANNEL = "hooklatch_work";

    /** PostgreSQL takes less than 8000 bytes; a character of Java has at most three in UTF-8. */
    private static final int MOST_CHARS = 2500;

    private static final String BETWEEN = " ";

    static Note of(String schema, String node, String handler) {
        boolean fits = handler.length() <= MOST_CHARS && handler.indexOf('\0') < 0;
        return new Note(schema, node, fits ? Optional.of(handler) : Optional.empty());
    }

    String payload() {
        return schema + BETWEEN + node + handler.map(name -> BETWEEN + name).orElse("");
    }

    /** What a payload says; empty when it is none of ours. */
    static Optional<Note> parse(String payload) {
        String[] parts = payload.split(BETWEEN, 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return Optional.of(new Note(parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty()));
    }
}
