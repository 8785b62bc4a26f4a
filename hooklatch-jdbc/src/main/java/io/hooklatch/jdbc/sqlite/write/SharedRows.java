package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.Lane;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.SharedValues;
import io.hooklatch.jdbc.row.Text;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of what many rows share, with all their values in memory. They only grow, and only so far. */
final class SharedRows {
    /**
     * With so many profiles or lanes an event type that is new stays in the row of its delivery: types are the sender's
     * words, and must not fill the memory.
     */
    private static final int MOST = 20_000;

    private final SharedValues values;
    private final PreparedStatement addProfile;
    private final PreparedStatement addHandler;
    private final PreparedStatement addLane;
    private int profiles;
    private int handlers;
    private int lanes;

    SharedRows(Connection connection, SharedValues values) throws SQLException {
        this.values = values;
        SharedTables.load(connection, values);
        addProfile = connection.prepareStatement(
                "INSERT INTO main.hooklatch_profile (id, endpoint, kind, verdict, reason, secret_id, recipe, method, "
                        + "event_type, key_source, second_key_source, traits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        addHandler = connection.prepareStatement("INSERT INTO main.hooklatch_handler (id, name) VALUES (?, ?)");
        addLane = connection.prepareStatement(
                "INSERT INTO main.hooklatch_lane (id, endpoint, event_type, handler) VALUES (?, ?, ?, ?)");
        committed();
    }

    Profile profile(int number) throws SQLException {
        Profile profile = values.profiles().get(number);
        if (profile == null) {
            throw new SQLException("a delivery has the profile " + number + ", which does not exist");
        }
        return profile;
    }

    /**
     * The number of a delivery's profile, or of the same with the type in the row.
     *
     * @param trusted whether the type may become a known one; a refused delivery's type is any stranger's word
     */
    int numberOf(Profile profile, boolean trusted) throws SQLException {
        int known = values.profiles().numberOf(profile);
        if (known != 0) {
            return known;
        }
        if (profile.eventType() != null && (!trusted || values.profiles().size() >= MOST)) {
            return numberOf(profile.withTypeInRow(), true);
        }
        int number = values.profiles().add(profile);
        addProfile.setInt(1, number);
        Text.bind(addProfile, 2, profile.endpoint());
        addProfile.setInt(3, profile.kind().code());
        addProfile.setInt(4, profile.verdict().code());
        if (profile.reason() == null) {
            addProfile.setNull(5, Types.INTEGER);
        } else {
            addProfile.setInt(5, profile.reason().code());
        }
        Text.bind(addProfile, 6, profile.secretId());
        Text.bind(addProfile, 7, profile.recipe());
        Text.bind(addProfile, 8, profile.method());
        Text.bind(addProfile, 9, profile.eventType());
        Text.bind(addProfile, 10, profile.keySource());
        Text.bind(addProfile, 11, profile.secondKeySource());
        addProfile.setInt(12, profile.traits());
        addProfile.executeUpdate();
        return number;
    }

    int handler(String name) throws SQLException {
        int known = values.handlers().numberOf(name);
        if (known != 0) {
            return known;
        }
        int number = values.handlers().add(name);
        addHandler.setInt(1, number);
        Text.bind(addHandler, 2, name);
        addHandler.executeUpdate();
        return number;
    }

    /** The name of a handler; absent for 0, which stands for none. */
    Optional<String> handlerName(int number) {
        return Optional.ofNullable(values.handlers().get(number));
    }

    Lane lane(int number) throws SQLException {
        Lane lane = values.lanes().get(number);
        if (lane == null) {
            throw new SQLException("a dispatch has the lane " + number + ", which does not exist");
        }
        return lane;
    }

    /** The handler's number, or 0 when no dispatch ever went to it. */
    int knownHandler(String name) {
        return values.handlers().numberOf(name);
    }

    /** The number of the lane of an event's dispatch; handler 0 is for an unrouted one. */
    int lane(String endpoint, @Nullable String eventType, int handler) throws SQLException {
        Lane lane = new Lane(endpoint, eventType, handler);
        int known = values.lanes().numberOf(lane);
        if (known != 0) {
            return known;
        }
        if (eventType != null && values.lanes().size() >= MOST) {
            return lane(endpoint, null, handler);
        }
        int number = values.lanes().add(lane);
        addLane.setInt(1, number);
        Text.bind(addLane, 2, endpoint);
        Text.bind(addLane, 3, eventType);
        if (handler == 0) {
            addLane.setNull(4, Types.INTEGER);
        } else {
            addLane.setInt(4, handler);
        }
        addLane.executeUpdate();
        return number;
    }

    void committed() {
        profiles = values.profiles().size();
        handlers = values.handlers().size();
        lanes = values.lanes().size();
    }

    void rolledBack() {
        values.profiles().forget(profiles);
        values.handlers().forget(handlers);
        values.lanes().forget(lanes);
    }
}
