package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.ElementPlace;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.jdbc.sqlite.prune.Past;
import io.hooklatch.jdbc.sqlite.prune.Statements;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.NewEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes deliveries, and reads of them what decides whether a later one is the same event. */
final class DeliveryRows {
    private final SharedRows shared;
    private final DeliveryInsert insert;
    private final PreparedStatement keys;
    private final PreparedStatement body;
    private final Past past;

    DeliveryRows(Connection connection, SharedRows shared) throws SQLException {
        this.shared = shared;
        insert = new DeliveryInsert(connection);
        keys = connection.prepareStatement("SELECT profile, event_name, delivery_name, dedupe_key, second_key "
                + "FROM main.hooklatch_delivery WHERE id = ?");
        body = connection.prepareStatement("SELECT profile, body FROM main.hooklatch_delivery WHERE id = ?");
        past = new Past(Statements.on(connection));
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
        insert.text(DeliveryInsert.DETAIL, Text.orNull(delivery.verdict().detail()));
        if (delivery.truncated()) {
            insert.number(DeliveryInsert.RECEIVED_LENGTH, delivery.bodyLength());
        }
        return insert(id, delivery, delivery.names(), delivery.request(), decision, now);
    }

    /**
     * Stores an element of a batch.
     *
     * @param batch the number of the delivery
     * @return its profile
     */
    Profile insertElement(long id, long batch, NewDelivery delivery, NewEvent event, Decision decision, long now)
            throws SQLException {
        Element element = event.element().orElseThrow();
        Request row = part(delivery, new ElementPlace(batch, Optional.of(element)));
        // The delivery's id is in the row of the batch.
        Names names = new Names(
                Optional.empty(), event.names().eventId(), event.names().eventType());
        Decision of = new Decision(
                decision.key(), decision.secondKey(), decision.duplicateOf(), decision.traits() | Traits.ELEMENT);
        return insert(id, delivery, names, row, of, now);
    }

    /**
     * Stores an event of a delivery that is promoted.
     *
     * @param promoted the number of that delivery
     * @param delivery the same, as it would have been when it had been accepted
     * @return its profile
     */
    Profile insertPromoted(long id, long promoted, NewDelivery delivery, NewEvent event, Decision decision, long now)
            throws SQLException {
        Request row = part(delivery, new ElementPlace(promoted, event.element()));
        Decision of = new Decision(
                decision.key(),
                decision.secondKey(),
                decision.duplicateOf(),
                decision.traits() | Traits.ELEMENT | Traits.PROMOTED);
        insert.text(DeliveryInsert.DETAIL, Text.orNull(delivery.verdict().detail()));
        return insert(id, delivery, event.names(), row, of, now);
    }

    private static Request part(NewDelivery delivery, ElementPlace place) {
        return new Request(delivery.request().method(), "", Headers.none(), place.encode(), "");
    }

    private Profile insert(long id, NewDelivery delivery, Names names, Request request, Decision decision, long now)
            throws SQLException {
        long age = now - delivery.receivedAt();
        int traits = decision.traits() | (age >= 0 && age <= Traits.TIMELY_MILLIS ? Traits.TIMELY : 0);
        Profile wanted = Profile.of(delivery, names, decision.key(), decision.secondKey(), traits);
        int number = shared.numberOf(wanted, delivery.becomesEvent());
        Profile profile = shared.profile(number);

        boolean keyElsewhere = profile.has(Traits.EVENT_NAME_IS_KEY | Traits.DELIVERY_NAME_IS_KEY);
        insert.text(DeliveryInsert.DELIVERY_NAME, names.deliveryId().orElse(null));
        insert.text(DeliveryInsert.EVENT_NAME, names.eventId().orElse(null));
        insert.text(DeliveryInsert.EVENT_TYPE, profile.has(Traits.TYPE_IN_ROW) ? wanted.eventType() : null);
        insert.text(DeliveryInsert.METHOD, profile.has(Traits.METHOD_IN_ROW) ? request.method() : null);
        insert.text(
                DeliveryInsert.DEDUPE_KEY,
                keyElsewhere || decision.key() == null ? null : decision.key().value());
        insert.text(
                DeliveryInsert.SECOND_KEY,
                decision.secondKey() == null ? null : decision.secondKey().value());
        if (decision.duplicateOf() != 0) {
            insert.number(DeliveryInsert.DUPLICATE_OF, decision.duplicateOf());
        }
        insert.row(id, number, delivery.receivedAt(), now, request);
        return profile;
    }

    /** Whether this event is, or was, of this endpoint and has this key. */
    boolean hasKey(long event, String endpoint, String key) throws SQLException {
        keys.setLong(1, event);
        try (ResultSet row = keys.executeQuery()) {
            if (!row.next()) {
                return hadKey(event, endpoint, key);
            }
            Profile profile = shared.profile(row.getInt(1));
            if (!profile.endpoint().equals(endpoint)) {
                return false;
            }
            String first = profile.keyValue(Text.read(row, 4), Text.read(row, 2), Text.read(row, 3));
            return key.equals(first) || key.equals(Text.read(row, 5));
        }
    }

    private boolean hadKey(long event, String endpoint, String key) throws SQLException {
        Optional<Past.Remains> remains = past.of(event);
        return remains.isPresent()
                && remains.get().hasKey(key)
                && shared.profile(remains.get().profile()).endpoint().equals(endpoint);
    }

    /** Gives the body of a delivery. */
    @FunctionalInterface
    interface Bodies {
        byte[] of(long delivery) throws SQLException;
    }

    /**
     * Whether the bytes of this event are other ones.
     *
     * @param batches where the body is taken from when the event is an element of it
     */
    boolean bodyDiffers(long event, byte[] other, Bodies batches) throws SQLException {
        Optional<Past.Remains> remains = past.of(event);
        if (remains.isPresent()) {
            return remains.get().differs(other);
        }
        ElementPlace place;
        body.setLong(1, event);
        try (ResultSet row = body.executeQuery()) {
            if (!row.next()) {
                return true;
            }
            byte[] own = bytes(row);
            if (!shared.profile(row.getInt(1)).has(Traits.ELEMENT)) {
                return !Arrays.equals(own, other);
            }
            place = ElementPlace.decode(own);
        }
        return !Arrays.equals(place.of(batches.of(place.delivery())), other);
    }

    /** The body of a delivery, which exists. */
    byte[] body(long delivery) throws SQLException {
        body.setLong(1, delivery);
        try (ResultSet row = body.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the delivery " + delivery + " of an element does not exist");
            }
            return bytes(row);
        }
    }

    private static byte[] bytes(ResultSet row) throws SQLException {
        byte[] bytes = row.getBytes(2);
        return bytes == null ? new byte[0] : bytes; // the driver gives null for an empty blob
    }
}
