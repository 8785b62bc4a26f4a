package io.hooklatch.jdbc.sqlite.read;

import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.store.TimeRange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Streams of delivery ids. The index over profiles serves every filter over what profiles hold: one part for each profile
 * that fits, merged. Names of the provider's that are the dedupe key are found by the key index; others by looking at the
 * rows of the profiles that fit.
 */
final class DeliveryStreams {
    private static final String ALL = "SELECT id FROM hooklatch_delivery WHERE true";
    private static final String OF_PROFILE =
            "SELECT id FROM hooklatch_delivery INDEXED BY hooklatch_delivery_profile WHERE profile = ?";
    private static final String OF_EVENT =
            "SELECT id FROM hooklatch_delivery INDEXED BY hooklatch_delivery_duplicate WHERE duplicate_of = ?";

    private final ReadSession session;
    private final List<Profile> profiles;

    /**
     * @param profiles all that existed when the question was asked, by number
     */
    DeliveryStreams(ReadSession session, List<Profile> profiles) {
        this.session = session;
        this.profiles = profiles;
    }

    /**
     * Which deliveries are looked for.
     *
     * @param profile whether those of a profile may be
     * @param type of this event type, where it is in the row
     * @param deliveryName with this id of the provider's for the send
     * @param eventName with this id of the provider's for the event
     * @param received received in this time
     * @param stored stored in this time
     * @param known the events that the key index knows by one of the names; absent when it was not asked. It knows every
     *     event whose key is the name
     */
    record Search(
            Predicate<Profile> profile,
            Optional<String> type,
            Optional<String> deliveryName,
            Optional<String> eventName,
            TimeRange received,
            TimeRange stored,
            Optional<long[]> known) {

        /** Whether all deliveries of a profile that have the name are linked to an event that the key index knows. */
        boolean byKey(Profile of) {
            return known.isPresent()
                    && ((eventName.isPresent() && of.has(Traits.EVENT_NAME_IS_KEY))
                            || (deliveryName.isPresent() && of.has(Traits.DELIVERY_NAME_IS_KEY)));
        }
    }

    IdStream find(Search search, IdRange range, int first) throws SQLException {
        IdRange timely = range.within(search.received(), Traits.TIMELY_MILLIS + lead());
        List<Integer> fitting = new ArrayList<>();
        boolean ordinary = true;
        for (int i = 0; i < profiles.size(); i++) {
            Profile profile = profiles.get(i);
            if (search.profile().test(profile)) {
                fitting.add(i + 1);
            }
            ordinary &= search.profile().test(profile) && (profile.has(Traits.TIMELY) || timely.equals(range));
        }
        if (ordinary && search.eventName().isEmpty() && search.deliveryName().isEmpty()) {
            return timed(new StringBuilder(ALL), search, timely, first, statement -> 1);
        }
        List<IdStream> parts = new ArrayList<>();
        for (int number : fitting) {
            Profile profile = profiles.get(number - 1);
            if (!search.byKey(profile)) {
                parts.add(part(number, profile, search, profile.has(Traits.TIMELY) ? timely : range));
            }
        }
        for (long event : search.known().orElse(new long[0])) {
            parts.add(ofEvent(event, range));
        }
        return IdStream.merge(parts);
    }

    private IdStream part(int number, Profile profile, Search search, IdRange range) {
        StringBuilder select = new StringBuilder(OF_PROFILE);
        List<String> texts = new ArrayList<>();
        if (profile.has(Traits.TYPE_IN_ROW) && search.type().isPresent()) {
            select.append(" AND event_type = ?");
            texts.add(search.type().get());
        }
        if (search.deliveryName().isPresent()) {
            select.append(" AND delivery_name = ?");
            texts.add(search.deliveryName().get());
        }
        if (search.eventName().isPresent()) {
            select.append(" AND event_name = ?");
            texts.add(search.eventName().get());
        }
        return timed(select, search, range, 1, statement -> {
            statement.setInt(1, number);
            for (int i = 0; i < texts.size(); i++) {
                Text.bind(statement, i + 2, texts.get(i));
            }
            return texts.size() + 2;
        });
    }

    /** The ids are of about the right time; the database compares the exact one, which is cheaper than to load the row. */
    private IdStream timed(StringBuilder select, Search search, IdRange range, int first, ChunkedIds.Binding before) {
        List<TimeRange> ranges = new ArrayList<>();
        condition(select, ranges, "received_at", search.received());
        condition(select, ranges, "stored_at", search.stored());
        ChunkedIds.Binding binding = statement -> {
            int next = before.bind(statement);
            for (TimeRange times : ranges) {
                statement.setLong(next++, times.from());
                statement.setLong(next++, times.until());
            }
            return next;
        };
        return new ChunkedIds(session, select.toString(), binding, range, first);
    }

    private static void condition(StringBuilder select, List<TimeRange> ranges, String column, TimeRange times) {
        if (!times.equals(TimeRange.ALWAYS)) {
            select.append(" AND ")
                    .append(column)
                    .append(" >= ? AND ")
                    .append(column)
                    .append(" < ?");
            ranges.add(times);
        }
    }

    /** The delivery that made the event, and its duplicates. */
    IdStream ofEvent(long event, IdRange range) throws SQLException {
        IdStream duplicates = new ChunkedIds(
                session,
                OF_EVENT,
                statement -> {
                    statement.setLong(1, event);
                    return 2;
                },
                range,
                32);
        return IdStream.merge(List.of(IdStream.of(new long[] {event}, range), duplicates));
    }

    /** The events that may have one of the names as a key; absent when that cannot be said now. */
    Optional<long[]> withKey(NameKeys names) throws SQLException {
        if (names.recent().isEmpty()) {
            return Optional.empty();
        }
        long[] events = names.recent().get();
        PreparedStatement statement = session.prepared("SELECT event FROM hooklatch_key WHERE hash = ?");
        for (long hash : names.hashes()) {
            statement.setLong(1, hash);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events = Arrays.copyOf(events, events.length + 1);
                    events[events.length - 1] = row.getLong(1);
                }
            }
        }
        return Optional.of(Arrays.stream(events).distinct().toArray());
    }

    /** How much later than its row the time of an id may be, in milliseconds. */
    long lead() throws SQLException {
        PreparedStatement statement =
                session.prepared("SELECT coalesce(max(value), 0) FROM hooklatch_inbox WHERE name = 'id_lead'");
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return Math.max(row.getLong(1), Traits.LEAD_MILLIS);
        }
    }
}
