package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.EventId;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Lease;
import io.hooklatch.store.NewEvent;
import io.hooklatch.store.Route;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores the deliveries of one transaction, and decides which of their events are new. */
final class Appends {
    private final Session session;
    private final Ids ids;
    private final Keys keys = new Keys();
    private final AppendRows rows;
    /** The handlers that are paused, where that matters. */
    private Set<String> paused = Set.of();

    Appends(Session session, Ids ids, long now) throws SQLException {
        this.session = session;
        this.ids = ids;
        this.rows = new AppendRows(session, now);
    }

    /** What became of one event that a delivery brought. */
    record Decided(NewEvent event, long id, Optional<DedupeKey> key, boolean duplicate, boolean divergent) {}

    /**
     * Stores them, in order. The keys come first of all that the transaction does: whoever waits for a lock on one holds
     * no lock but on lesser keys.
     */
    void apply(List<Append> appends) throws SQLException {
        Set<TakenKey> wanted = new LinkedHashSet<>();
        for (Append append : appends) {
            append.candidates().forEach(candidate -> wanted.addAll(candidate.keys()));
        }
        look(wanted);
        if (appends.stream().anyMatch(Appends::claims)) {
            paused = Pauses.handlers(session);
        }
        for (Append append : appends) {
            append.result(decide(append));
        }
        store();
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

    /** Stores everything that was decided. */
    void store() throws SQLException {
        keys.store(session);
        rows.store();
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
        List<Decided> decided = decide(delivery, append.delivery().endpoint(), append.candidates(), leases);
        rows.delivery(delivery, append.delivery(), decided);
        List<ReceivedEvent> events = decided.stream()
                .map(one -> new ReceivedEvent(new EventId(one.id()), one.duplicate(), one.divergent()))
                .toList();
        return new Appended(new DeliveryId(delivery), events, leases);
    }

    private Decided decide(long delivery, String endpoint, Append.Candidate candidate, List<Lease> leases)
            throws SQLException {
        NewEvent event = candidate.event();
        for (int i = 0; i < candidate.keys().size(); i++) {
            Keys.Owner owner = keys.owner(candidate.keys().get(i));
            if (owner != null) {
                boolean divergent = !Arrays.equals(owner.digest(), candidate.digest());
                return new Decided(
                        event, owner.event(), Optional.of(event.keys().get(i)), true, divergent);
            }
        }
        long id = ids.next();
        for (TakenKey key : candidate.keys()) {
            keys.take(key, new Keys.Owner(id, candidate.digest()));
        }
        rows.event(id, delivery, endpoint, event);
        dispatch(id, endpoint, event, leases);
        return new Decided(event, id, event.keys().stream().findFirst(), false, false);
    }

    private void dispatch(long event, String endpoint, NewEvent created, List<Lease> leases) throws SQLException {
        if (created.routes().isEmpty()) {
            rows.unrouted(ids.next(), event, endpoint);
        }
        for (Route route : created.routes()) {
            boolean waits = paused.contains(route.handler());
            rows.routed(ids.next(), event, endpoint, waits ? Route.queued(route.handler()) : route)
                    .ifPresent(leases::add);
        }
    }
}
