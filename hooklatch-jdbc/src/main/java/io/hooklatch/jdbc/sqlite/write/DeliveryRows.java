package io.hooklatch.jdbc.sqlite.write;

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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes deliveries, and reads of them what decides whether a later one is the same event. */
final class DeliveryRows {
    private final SharedRows shared;
    private final DeliveryInsert insert;
    private final PreparedStatement keys;
    private final PreparedStatement body;

    DeliveryRows(Connection connection, SharedRows shared) throws SQLException {
        this.shared = shared;
        insert = new DeliveryInsert(connection);
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

        boolean keyElsewhere = profile.has(Traits.EVENT_NAME_IS_KEY | Traits.DELIVERY_NAME_IS_KEY);
        insert.text(DeliveryInsert.DELIVERY_NAME, delivery.names().deliveryId().orElse(null));
        insert.text(DeliveryInsert.EVENT_NAME, delivery.names().eventId().orElse(null));
        insert.text(DeliveryInsert.EVENT_TYPE, profile.has(Traits.TYPE_IN_ROW) ? wanted.eventType() : null);
        insert.text(DeliveryInsert.METHOD, profile.has(Traits.METHOD_IN_ROW) ? request.method() : null);
        insert.text(
                DeliveryInsert.DEDUPE_KEY,
                keyElsewhere || decision.key() == null ? null : decision.key().value());
        insert.text(
                DeliveryInsert.SECOND_KEY,
                decision.secondKey() == null ? null : decision.secondKey().value());
        insert.text(DeliveryInsert.DETAIL, Text.orNull(delivery.verdict().detail()));
        if (decision.duplicateOf() != 0) {
            insert.number(DeliveryInsert.DUPLICATE_OF, decision.duplicateOf());
        }
        if (delivery.truncated()) {
            insert.number(DeliveryInsert.RECEIVED_LENGTH, delivery.bodyLength());
        }
        insert.row(id, number, delivery.receivedAt(), now, request);
        return profile;
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
