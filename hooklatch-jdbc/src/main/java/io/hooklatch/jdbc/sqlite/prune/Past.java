package io.hooklatch.jdbc.sqlite.prune;

import io.hooklatch.jdbc.row.ElementPlace;
import io.hooklatch.jdbc.row.Text;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What stays of events whose bytes are removed: their keys, and the digest of those bytes. */
public final class Past {
    private static final String SELECT =
            "SELECT profile, dedupe_key, second_key, digest FROM main.hooklatch_past WHERE event = ?";
    private static final String INSERT =
            "INSERT INTO main.hooklatch_past (event, profile, dedupe_key, second_key, digest) "
                    + "VALUES (?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM main.hooklatch_past WHERE event = ?";
    private static final String NAMES =
            "SELECT event_name, delivery_name, dedupe_key, second_key, body FROM main.hooklatch_delivery WHERE id = ?";

    private final Statements statements;

    public Past(Statements statements) {
        this.statements = statements;
    }

    /**
     * What is known of an event.
     *
     * @param profile the number of the profile that its delivery had
     * @param digest SHA-256 of its bytes
     */
    public record Remains(int profile, String key, Optional<String> secondKey, byte[] digest) {
        /** Whether it has this key. */
        public boolean hasKey(String value) {
            return key.equals(value) || secondKey.equals(Optional.of(value));
        }

        /** Whether its bytes were other ones. */
        public boolean differs(byte[] bytes) {
            return !MessageDigest.isEqual(digest, sha256(bytes));
        }
    }

    /** What stayed of this event. */
    public Optional<Remains> of(long event) throws SQLException {
        PreparedStatement select = statements.prepared(SELECT);
        select.setLong(1, event);
        try (ResultSet row = select.executeQuery()) {
            String key = row.next() ? Text.read(row, 2) : null;
            return key == null
                    ? Optional.empty()
                    : Optional.of(
                            new Remains(row.getInt(1), key, Optional.ofNullable(Text.read(row, 3)), row.getBytes(4)));
        }
    }

    /** Gives the body of the batch that an element stands in. */
    @FunctionalInterface
    interface Whole {
        byte[] body() throws SQLException;
    }

    /**
     * Keeps what has to stay of an event that still has its bytes; nothing when it has no key.
     *
     * @return whether a row was written
     */
    boolean keep(Row event, Whole batch) throws SQLException {
        if (of(event.id()).isPresent()) {
            return false;
        }
        PreparedStatement select = statements.prepared(NAMES);
        select.setLong(1, event.id());
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the event " + event.id() + " has no row");
            }
            String key = event.profile().keyValue(Text.read(row, 3), Text.read(row, 1), Text.read(row, 2));
            if (key == null) {
                return false;
            }
            byte[] own = bytes(row, 5);
            byte[] bytes = event.element() ? ElementPlace.decode(own).of(batch.body()) : own;
            PreparedStatement insert = statements.prepared(INSERT);
            insert.setLong(1, event.id());
            insert.setInt(2, event.profileNumber());
            Text.bind(insert, 3, key);
            Text.bind(insert, 4, Text.read(row, 4));
            insert.setBytes(5, sha256(bytes));
            insert.executeUpdate();
            return true;
        }
    }

    void forget(long event) throws SQLException {
        PreparedStatement delete = statements.prepared(DELETE);
        delete.setLong(1, event);
        delete.executeUpdate();
    }

    static byte[] bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes; // the driver gives null for an empty blob
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
