package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.HeaderCodec;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Request;
import io.hooklatch.store.NewDelivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes deliveries, and reads of them what decides whether a later one is the same event. */
final class DeliveryRows {
    private static final String INSERT = "INSERT INTO main.hooklatch_delivery (id, profile, duplicate_of, received_at, "
            + "stored_at, received_length, target, remote_address, delivery_name, event_name, event_type, method, "
            + "dedupe_key, second_key, detail, headers, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final SharedRows shared;
    private final PreparedStatement insert;
    private final PreparedStatement keys;
    private final PreparedStatement body;

    DeliveryRows(Connection connection, SharedRows shared) throws SQLException {
        this.shared = shared;
        insert = connection.prepareStatement(INSERT);
        keys = connection.prepareStatement("SELECT profile, event_name, delivery_name, dedupe_key, second_key "
                + "FROM main.hooklatch_delivery WHERE id = ?");
        body = connection.prepareStatement("SELECT body FROM main.hooklatch_delivery WHERE id = ?");
    }

    /**
     * What is decided about a new delivery.
     *
     * @param key the key that made the event or that matched
     * @param secondKey the other key of a delivery that makes an event
     * @param duplicateOf the event that it repeats, or 0
     * @param traits the traits that follow from this
     */
    record Decision(@Nullable DedupeKey key, @Nullable DedupeKey secondKey, long duplicateOf, int traits) {
        static final Decision NO_EVENT = new Decision(null, null, 0, 0);
    }

    /**
     * Stores it.
     *
     * @return its profile
     */
    Profile insert(long id, NewDelivery delivery, Decision decision, long now) throws SQLException {
        Request request = delivery.request();
        long age = now - delivery.receivedAt();
        int traits = decision.traits() | (age >= 0 && age <= Traits.TIMELY_MILLIS ? Traits.TIMELY : 0);
        Profile wanted = Profile.of(delivery, decision.key(), decision.secondKey(), traits);
        int number = shared.numberOf(wanted, delivery.becomesEvent());
        Profile profile = shared.profile(number);

        insert.setLong(1, id);
        insert.setInt(2, number);
        setPositive(3, decision.duplicateOf());
        insert.setLong(4, delivery.receivedAt());
        insert.setLong(5, now);
        if (delivery.truncated()) {
            insert.setLong(6, delivery.bodyLength());
        } else {
            insert.setNull(6, Types.INTEGER);
        }
        Text.bind(insert, 7, request.target());
        Text.bind(insert, 8, request.remoteAddress());
        Text.bind(insert, 9, delivery.names().deliveryId());
        Text.bind(insert, 10, delivery.names().eventId());
        Text.bind(insert, 11, profile.has(Traits.TYPE_IN_ROW) ? wanted.eventType() : null);
        Text.bind(insert, 12, profile.has(Traits.METHOD_IN_ROW) ? request.method() : null);
        boolean keyElsewhere = profile.has(Traits.EVENT_NAME_IS_KEY | Traits.DELIVERY_NAME_IS_KEY);
        Text.bind(
                insert,
                13,
                keyElsewhere || decision.key() == null ? null : decision.key().value());
        Text.bind(
                insert,
                14,
                decision.secondKey() == null ? null : decision.secondKey().value());
        Text.bind(insert, 15, Text.orNull(delivery.verdict().detail()));
        insert.setBytes(16, HeaderCodec.encode(request.headers()));
        insert.setBytes(17, request.body());
        insert.executeUpdate();
        return profile;
    }

    private void setPositive(int index, long value) throws SQLException {
        if (value == 0) {
            insert.setNull(index, Types.INTEGER);
        } else {
            insert.setLong(index, value);
        }
    }

    /** Whether this event is of this endpoint and has this key. */
    boolean hasKey(long event, String endpoint, String key) throws SQLException {
        keys.setLong(1, event);
        try (ResultSet row = keys.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            Profile profile = shared.profile(row.getInt(1));
            if (!profile.endpoint().equals(endpoint)) {
                return false;
            }
            String first = profile.keyValue(Text.read(row, 4), Text.read(row, 2), Text.read(row, 3));
            return key.equals(first) || key.equals(Text.read(row, 5));
        }
    }

    /** Whether the body of the delivery that made this event is another one. */
    boolean bodyDiffers(long event, byte[] other) throws SQLException {
        body.setLong(1, event);
        try (ResultSet row = body.executeQuery()) {
            return !row.next() || !Arrays.equals(row.getBytes(1), other);
        }
    }
}
