package io.hooklatch.jdbc.postgres.wake;

import java.util.Optional;

/**
 * What one node tells the others.
 *
 * @param channel what it is about
 * @param schema whose inbox; the channels serve all of a database
 * @param node who tells it
 * @param handler whose work it is; empty where its name is too long to be told, and for an endpoint's change
 */
record Note(Channel channel, String schema, String node, Optional<String> handler) {
    /** PostgreSQL takes less than 8000 bytes; a character of Java has at most three in UTF-8. */
    private static final int MOST_CHARS = 2500;

    private static final String BETWEEN = " ";

    /** What notes are about. A program that does not know a channel does not listen to it. */
    enum Channel {
        /** There is work for a handler. */
        WORK("hooklatch_work"),
        /** An endpoint was paused or resumed, or its learnt secret is another one or none. */
        ENDPOINT("hooklatch_endpoint");

        private final String text;

        Channel(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static Note work(String schema, String node, String handler) {
        boolean fits = handler.length() <= MOST_CHARS && handler.indexOf('\0') < 0;
        return new Note(Channel.WORK, schema, node, fits ? Optional.of(handler) : Optional.empty());
    }

    static Note endpointChange(String schema, String node) {
        return new Note(Channel.ENDPOINT, schema, node, Optional.empty());
    }

    String payload() {
        return schema + BETWEEN + node + handler.map(name -> BETWEEN + name).orElse("");
    }

    /** What was heard on a channel; empty when it is none of ours. */
    static Optional<Note> parse(String name, String payload) {
        String[] parts = payload.split(BETWEEN, 3);
        for (Channel channel : Channel.values()) {
            if (channel.text.equals(name) && parts.length > 1) {
                return Optional.of(new Note(
                        channel, parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty()));
            }
        }
        return Optional.empty();
    }
}
