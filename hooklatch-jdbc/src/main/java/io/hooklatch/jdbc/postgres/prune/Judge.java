package io.hooklatch.jdbc.postgres.prune;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.PrunePlan.Kept;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads of some deliveries what decides whether they may go, in a few statements for all of them. */
final class Judge {
    private static final String COLUMNS = "SELECT id, endpoint, event, batch, octet_length(body) AS bytes, "
            + "EXISTS (SELECT 1 FROM hooklatch.diagnosis g WHERE g.delivery = d.id) AS diagnosed, "
            + "EXISTS (SELECT 1 FROM hooklatch.promotion p WHERE p.delivery = d.id) AS promoted FROM hooklatch.delivery d ";
    private static final String RANGE = COLUMNS + "WHERE id > ? AND id < ? ORDER BY id LIMIT ?";
    private static final String THESE = COLUMNS + "WHERE id = ANY (?) ORDER BY id";

    private static final String ELEMENTS =
            "SELECT delivery, event FROM hooklatch.element WHERE delivery = ANY (?) ORDER BY delivery, element_index";

    private static final String PROMOTED =
            "SELECT delivery, event FROM hooklatch.promoted WHERE delivery = ANY (?) ORDER BY delivery, number";

    private static final String EVENTS =
            "SELECT e.id, e.delivery, d.dispatches, d.states, d.attempts, d.last_attempt FROM hooklatch.event e "
                    + "CROSS JOIN LATERAL (SELECT count(*) AS dispatches, bit_or(1 << d.state) AS states, "
                    + "coalesce(sum(a.attempts), 0)::bigint AS attempts, coalesce(max(a.last_attempt), 0) AS last_attempt "
                    + "FROM hooklatch.dispatch d CROSS JOIN LATERAL (SELECT count(*) AS attempts, "
                    + "max(recorded_at) AS last_attempt FROM hooklatch.attempt a WHERE a.dispatch = d.id) a "
                    + "WHERE d.event = e.id) d WHERE e.id = ANY (?)";

    private final Session session;

    Judge(Session session) {
        this.session = session;
    }

    private record Delivery(
            long id, String endpoint, boolean batch, long bytes, boolean diagnosed, List<Long> events) {}

    private record Event(long delivery, Optional<Kept> kept, long touched, long dispatches, long attempts) {}

    /** So many, in the order of their ids. */
    List<Candidate> range(long after, long below, int limit) throws SQLException {
        PreparedStatement select = session.prepare(RANGE);
        select.setLong(1, after);
        select.setLong(2, below);
        select.setInt(3, limit);
        return judge(read(select), Set.of());
    }

    /**
     * Those that are still there.
     *
     * @param busy events that somebody else is changing
     */
    List<Candidate> these(Collection<Long> ids, Set<Long> busy) throws SQLException {
        PreparedStatement select = session.prepare(THESE);
        select.setArray(1, session.array("bigint", ids.toArray()));
        return judge(read(select), busy);
    }

    /** The events that these deliveries created or are linked to. */
    Set<Long> eventsOf(Collection<Long> ids) throws SQLException {
        PreparedStatement select = session.prepare(THESE);
        select.setArray(1, session.array("bigint", ids.toArray()));
        Set<Long> events = new HashSet<>();
        read(select).forEach(delivery -> events.addAll(delivery.events()));
        return events;
    }

    private List<Delivery> read(PreparedStatement select) throws SQLException {
        Map<Long, Delivery> found = new LinkedHashMap<>();
        boolean batches = false;
        boolean promotions = false;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                List<Long> events = new ArrayList<>(1);
                long event = row.getLong("event");
                if (event != 0) {
                    events.add(event);
                }
                Delivery delivery = new Delivery(
                        row.getLong("id"),
                        StoredText.read(row, "endpoint"),
                        row.getBoolean("batch"),
                        row.getLong("bytes"),
                        row.getBoolean("diagnosed"),
                        events);
                found.put(delivery.id(), delivery);
                batches |= delivery.batch();
                promotions |= row.getBoolean("promoted");
            }
        }
        if (batches) {
            addEvents(ELEMENTS, found);
        }
        if (promotions) {
            addEvents(PROMOTED, found);
        }
        return List.copyOf(found.values());
    }

    private void addEvents(String sql, Map<Long, Delivery> deliveries) throws SQLException {
        PreparedStatement select = session.prepare(sql);
        select.setArray(1, session.array("bigint", deliveries.keySet().toArray()));
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Delivery delivery = deliveries.get(row.getLong(1));
                if (delivery != null) {
                    delivery.events().add(row.getLong(2));
                }
            }
        }
    }

    private List<Candidate> judge(List<Delivery> deliveries, Set<Long> busy) throws SQLException {
        Set<Long> wanted = new HashSet<>();
        deliveries.forEach(delivery -> wanted.addAll(delivery.events()));
        Map<Long, Event> events = events(wanted);
        List<Candidate> candidates = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            List<Candidate.Part> parts = new ArrayList<>(delivery.events().size());
            Set<Long> seen = new HashSet<>();
            for (long id : delivery.events()) {
                parts.add(part(delivery, id, events.get(id), busy.contains(id), seen.add(id)));
            }
            candidates.add(new Candidate(
                    delivery.id(),
                    delivery.endpoint(),
                    delivery.batch(),
                    delivery.bytes(),
                    delivery.diagnosed(),
                    parts));
        }
        return candidates;
    }

    private static Candidate.Part part(
            Delivery delivery, long id, @Nullable Event event, boolean busy, boolean firstTime) {
        if (event == null) {
            return new Candidate.Part(id, true, Optional.empty(), 0, false, 0, 0);
        }
        return new Candidate.Part(
                id,
                false,
                busy ? Optional.empty() : event.kept(),
                event.touched(),
                firstTime && event.delivery() == delivery.id(),
                event.dispatches(),
                event.attempts());
    }

    private Map<Long, Event> events(Set<Long> ids) throws SQLException {
        Map<Long, Event> events = new HashMap<>();
        if (ids.isEmpty()) {
            return events;
        }
        PreparedStatement select = session.prepare(EVENTS);
        select.setArray(1, session.array("bigint", ids.toArray()));
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long id = row.getLong("id");
                long touched = Math.max(IdSequence.timeOf(id), row.getLong("last_attempt"));
                events.put(
                        id,
                        new Event(
                                row.getLong("delivery"),
                                kept(row.getInt("states")),
                                touched,
                                row.getLong("dispatches"),
                                row.getLong("attempts")));
            }
        }
        return events;
    }

    /** Absent while a dispatch is on its way, and for an event without any, which is damaged and not to be judged. */
    private static Optional<Kept> kept(int codes) {
        Set<DispatchState> states = EnumSet.noneOf(DispatchState.class);
        for (DispatchState state : DispatchState.values()) {
            if ((codes & 1 << state.code()) != 0) {
                states.add(state);
            }
        }
        boolean settled = !states.isEmpty() && states.stream().allMatch(DispatchState::settled);
        return settled ? Kept.of(DispatchState.ofEvent(states)) : Optional.empty();
    }
}
