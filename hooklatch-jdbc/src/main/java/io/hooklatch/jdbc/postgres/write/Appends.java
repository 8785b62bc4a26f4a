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
        keys.look(session, wanted);
        for (Append append : appends) {
            append.result(decide(append));
        }
        keys.store(session);
        rows.store();
    }

    private Appended decide(Append append) throws SQLException {
        long delivery = ids.next();
        List<Decided> decided = new ArrayList<>(append.candidates().size());
        List<Lease> leases = new ArrayList<>();
        for (Append.Candidate candidate : append.candidates()) {
            decided.add(decide(append, delivery, candidate, leases));
        }
        rows.delivery(delivery, append.delivery(), decided);
        List<ReceivedEvent> events = decided.stream()
                .map(one -> new ReceivedEvent(new EventId(one.id()), one.duplicate(), one.divergent()))
                .toList();
        return new Appended(new DeliveryId(delivery), events, leases);
    }

    private Decided decide(Append append, long delivery, Append.Candidate candidate, List<Lease> leases)
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
        rows.event(id, delivery, append.delivery().endpoint(), event);
        dispatch(id, append.delivery().endpoint(), event, leases);
        return new Decided(event, id, event.keys().stream().findFirst(), false, false);
    }

    private void dispatch(long event, String endpoint, NewEvent created, List<Lease> leases) throws SQLException {
        if (created.routes().isEmpty()) {
            rows.unrouted(ids.next(), event, endpoint);
        }
        for (Route route : created.routes()) {
            rows.routed(ids.next(), event, endpoint, route).ifPresent(leases::add);
        }
    }
}
