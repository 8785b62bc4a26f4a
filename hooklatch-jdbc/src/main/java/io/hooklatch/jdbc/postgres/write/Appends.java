package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.order.Births;
import io.hooklatch.jdbc.postgres.order.Locks;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import io.hooklatch.store.Superseded;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stores the deliveries of one transaction, and decides which of their events are new. */
final class Appends {
    private final Session session;
    private final Ids ids;
    private final Keys keys = new Keys();
    private final AppendRows rows;
    private final Births births;
    /** The events of candidates whose keys were asked for before anything else, if nobody has them. */
    private final IdentityHashMap<Append.Candidate, Long> expected = new IdentityHashMap<>();
    /** The handlers that are paused, where that matters. */
    private Set<String> paused = Set.of();

    private final List<Superseded> superseded = new ArrayList<>();

    Appends(Session session, Ids ids, long now) throws SQLException {
        this.session = session;
        this.ids = ids;
        this.rows = new AppendRows(session, now);
        this.births = new Births(session);
    }

    /** What became of one event that a delivery brought. */
    record Decided(NewEvent event, long id, Optional<DedupeKey> key, boolean duplicate, boolean divergent) {}

    /**
     * Stores them, in order. The keys come first of all that the transaction does, but for locks on lines: whoever waits
     * for a lock on one holds no lock but on lesser keys and on lines, and who waits for lines holds no key.
     */
    void apply(List<Append> appends) throws SQLException {
        List<Append.Candidate> candidates = new ArrayList<>(appends.size());
        for (Append append : appends) {
            candidates.addAll(append.candidates());
        }
        if (candidates.stream().allMatch(candidate -> candidate.keys().size() < 2)) {
            takeOrLook(candidates);
        } else {
            Set<TakenKey> wanted = new LinkedHashSet<>();
            candidates.forEach(candidate -> wanted.addAll(candidate.keys()));
            look(wanted);
        }
        appends.forEach(append -> expect(append.delivery().endpoint(), append.candidates()));
        births.look();
        if (appends.stream().anyMatch(Appends::claims)) {
            paused = Pauses.handlers(session);
        }
        for (Append append : appends) {
            append.result(decide(append));
        }
        store();
    }

    /** Of several with one key the first makes the event. */
    private void takeOrLook(List<Append.Candidate> candidates) throws SQLException {
        SortedMap<TakenKey, Keys.Owner> wanted = new TreeMap<>();
        for (Append.Candidate candidate : candidates) {
            for (TakenKey key : candidate.keys()) {
                if (!wanted.containsKey(key)) {
                    long event = ids.next();
                    wanted.put(key, new Keys.Owner(event, candidate.digest()));
                    expected.put(candidate, event);
                }
            }
        }
        keys.takeOrLook(session, wanted);
    }

    private static boolean claims(Append append) {
        return append.candidates().stream()
                .anyMatch(candidate -> candidate.event().routes().stream()
                        .anyMatch(route -> route.claimFor().isPresent()));
    }

    /** Looks which of these keys are taken. */
    void look(Set<TakenKey> wanted) throws SQLException {
        keys.look(session, wanted);
    }

    /** Events that may come, for {@link #lookAtLines}. */
    void expect(String endpoint, List<Append.Candidate> candidates) {
        candidates.forEach(one ->
                births.expect(endpoint, one.event().ordering(), one.event().routes()));
    }

    /** Locks the lines of all these, and looks where they end. */
    void lookAtLines() throws SQLException {
        Locks.need(session, births.locks());
        births.look();
    }

    /** The dispatches that are superseded already. */
    List<Superseded> superseded() {
        return superseded;
    }

    /** Stores everything that was decided. */
    void store() throws SQLException {
        keys.store(session);
        rows.store();
        births.store();
    }

    /** Decides about events of a delivery that is stored already, none of which is claimed. */
    List<Decided> decide(long delivery, String endpoint, List<Append.Candidate> candidates) throws SQLException {
        return decide(delivery, endpoint, candidates, new ArrayList<>());
    }

    private List<Decided> decide(long delivery, String endpoint, List<Append.Candidate> candidates, List<Lease> leases)
            throws SQLException {
        List<Decided> decided = new ArrayList<>(candidates.size());
        for (Append.Candidate candidate : candidates) {
            decided.add(decide(delivery, endpoint, candidate, leases));
        }
        return decided;
    }

    private Appended decide(Append append) throws SQLException {
        long delivery = ids.next();
        List<Lease> leases = new ArrayList<>();
        int before = superseded.size();
        List<Decided> decided = decide(delivery, append.delivery().endpoint(), append.candidates(), leases);
        append.superseded(List.copyOf(superseded.subList(before, superseded.size())));
        rows.delivery(delivery, append.delivery(), decided);
        List<ReceivedEvent> events = decided.stream()
                .map(one -> new ReceivedEvent(new EventId(one.id()), one.duplicate(), one.divergent()))
                .toList();
        return new Appended(new DeliveryId(delivery), events, leases);
    }

    private Decided decide(long delivery, String endpoint, Append.Candidate candidate, List<Lease> leases)
            throws SQLException {
        NewEvent event = candidate.event();
        @Nullable Long own = expected.get(candidate);
        for (int i = 0; i < candidate.keys().size(); i++) {
            Keys.Owner owner = keys.owner(candidate.keys().get(i));
            if (owner != null && !(own != null && owner.event() == own)) {
                boolean divergent = !Arrays.equals(owner.digest(), candidate.digest());
                return new Decided(
                        event, owner.event(), Optional.of(event.keys().get(i)), true, divergent);
            }
        }
        long id = own == null ? ids.next() : own;
        for (TakenKey key : own == null ? candidate.keys() : List.<TakenKey>of()) {
            keys.take(key, new Keys.Owner(id, candidate.digest()));
        }
        rows.event(id, delivery, endpoint, event);
        dispatch(id, endpoint, event, leases);
        return new Decided(event, id, event.keys().stream().findFirst(), false, false);
    }

    private void dispatch(long event, String endpoint, NewEvent created, List<Lease> leases) throws SQLException {
        boolean ordered = !created.ordering().none();
        if (created.routes().isEmpty()) {
            long id = ids.next();
            rows.unrouted(id, event, endpoint);
            if (ordered) {
                births.add(id, Optional.empty(), endpoint, created.ordering());
            }
        }
        for (Route route : created.routes()) {
            long id = ids.next();
            Births.Birth birth = ordered
                    ? births.add(id, Optional.of(route.handler()), endpoint, created.ordering())
                    : Births.Birth.FREE;
            if (birth.superseded().isPresent()) {
                String why = birth.superseded().get();
                rows.superseded(id, event, endpoint, route.handler(), why);
                superseded.add(new Superseded(route.handler(), new EventId(event), new DispatchId(id), why));
            } else if (birth.held()) {
                rows.held(id, event, endpoint, route.handler());
            } else {
                boolean waits = paused.contains(route.handler());
                rows.routed(id, event, endpoint, waits ? Route.queued(route.handler()) : route, ordered)
                        .ifPresent(leases::add);
            }
        }
    }
}
