package io.hooklatch.jdbc.row;

/**
 * What rows share, by number: written by the writer, read by the readers.
 *
 * @param profiles of deliveries
 * @param handlers names of handlers
 * @param lanes of dispatches
 */
public record SharedValues(Numbered<Profile> profiles, Numbered<String> handlers, Numbered<Lane> lanes) {
    public SharedValues() {
        this(new Numbered<>(), new Numbered<>(), new Numbered<>());
    }
}
