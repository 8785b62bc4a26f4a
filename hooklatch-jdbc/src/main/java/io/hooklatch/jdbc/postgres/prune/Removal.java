package io.hooklatch.jdbc.postgres.prune;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.order.Lines;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes what may go, within a lane's transaction. Events and dispatches are locked before they are judged again; those
 * that somebody else holds are left for another time, never waited for.
 */
public final class Removal {
    private static final String LOCK_DELIVERIES =
            "SELECT id FROM hooklatch.delivery WHERE id = ANY (?) ORDER BY id FOR UPDATE SKIP LOCKED";
    private static final String LOCK_EVENTS =
            "SELECT id FROM hooklatch.event WHERE id = ANY (?) ORDER BY id FOR UPDATE SKIP LOCKED";
    private static final String EVENTS = "SELECT id FROM hooklatch.event WHERE id = ANY (?)";
    private static final String LOCK_DISPATCHES =
            "SELECT id FROM hooklatch.dispatch WHERE event = ANY (?) ORDER BY id FOR UPDATE SKIP LOCKED";
    private static final String DISPATCHES = "SELECT id, event FROM hooklatch.dispatch WHERE event = ANY (?)";

    private static final String BODIES = "UPDATE hooklatch.delivery SET body = '' WHERE id = ANY (?)";
    private static final String ATTEMPTS = "DELETE FROM hooklatch.attempt WHERE dispatch IN "
            + "(SELECT id FROM hooklatch.dispatch WHERE event = ANY (?))";

    private final Session session;
    private final PrunePlan plan;
    private final long now;

    private Removal(Session session, PrunePlan plan, long now) {
        this.session = session;
        this.now = now;
        this.plan = plan;
    }

    /** Removes those that may still go. */
    public static Pruned prune(Session session, PrunePlan plan, List<PrunePage.Target> targets, long now)
            throws SQLException {
        Removal removal = new Removal(session, plan, now);
        return removal.deliveries(targets).plus(removal.keys(targets));
    }

    private Pruned deliveries(List<PrunePage.Target> targets) throws SQLException {
        List<Long> ids = new ArrayList<>();
        Set<Long> bodiesOnly = new HashSet<>();
        for (PrunePage.Target target : targets) {
            if (target.kind() != PrunePage.Kind.KEYS) {
                ids.add(target.id());
            }
            if (target.kind() == PrunePage.Kind.BODY) {
                bodiesOnly.add(target.id());
            }
        }
        if (ids.isEmpty()) {
            return Pruned.NOTHING;
        }
        ids.retainAll(ids(LOCK_DELIVERIES, ids)); // the others are being promoted or replayed
        Judge judge = new Judge(session);
        List<Long> bodies = new ArrayList<>();
        List<Candidate> going = new ArrayList<>();
        Pruned done = Pruned.NOTHING;
        for (Candidate candidate : judge.these(ids, busy(judge.eventsOf(ids)))) {
            PrunePlan.Limits limits = plan.limits(candidate.endpoint());
            if (!bodiesOnly.contains(candidate.id()) && candidate.goes(limits)) {
                going.add(candidate);
                done = done.plus(candidate.counts());
            } else if (bodiesOnly.contains(candidate.id()) && candidate.bodyGoes(limits)) {
                bodies.add(candidate.id());
                done = done.plus(Pruned.body(candidate.bodyLength()));
            }
        }
        if (!bodies.isEmpty()) {
            execute(BODIES, bodies);
        }
        if (!going.isEmpty()) {
            remove(going);
        }
        return done;
    }

    private void remove(List<Candidate> going) throws SQLException {
        List<Long> deliveries = going.stream().map(Candidate::id).toList();
        List<Long> events = going.stream()
                .flatMap(candidate -> candidate.parts().stream())
                .filter(Candidate.Part::own)
                .map(Candidate.Part::event)
                .toList();
        Lines.forget(session, now, events);
        execute(ATTEMPTS, events);
        execute("DELETE FROM hooklatch.dispatch WHERE event = ANY (?)", events);
        execute("DELETE FROM hooklatch.event WHERE id = ANY (?)", events);
        execute("DELETE FROM hooklatch.element WHERE delivery = ANY (?)", deliveries);
        execute("DELETE FROM hooklatch.diagnosis WHERE delivery = ANY (?)", deliveries);
        execute("DELETE FROM hooklatch.promoted WHERE delivery = ANY (?)", deliveries);
        execute("DELETE FROM hooklatch.promotion WHERE delivery = ANY (?)", deliveries);
        execute("DELETE FROM hooklatch.delivery WHERE id = ANY (?)", deliveries);
    }

    /** Locks the events and their dispatches; gives the events of which something could not be locked. */
    private Set<Long> busy(Set<Long> events) throws SQLException {
        Set<Long> busy = ids(EVENTS, events);
        busy.removeAll(ids(LOCK_EVENTS, events));
        Set<Long> locked = ids(LOCK_DISPATCHES, events);
        PreparedStatement select = select(DISPATCHES, events);
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (!locked.contains(row.getLong(1))) {
                    busy.add(row.getLong(2));
                }
            }
        }
        return busy;
    }

    private Pruned keys(List<PrunePage.Target> targets) throws SQLException {
        List<Long> events = targets.stream()
                .filter(target -> target.kind() == PrunePage.Kind.KEYS)
                .map(PrunePage.Target::id)
                .toList();
        if (events.isEmpty()) {
            return Pruned.NOTHING;
        }
        List<Long> going = PastKeys.these(session, events).stream()
                .filter(keys -> keys.goes(plan))
                .map(PastKeys::event)
                .toList();
        return Pruned.keys(execute("DELETE FROM hooklatch.dedupe_key WHERE event = ANY (?)", going)
                + execute("DELETE FROM hooklatch.newest WHERE event = ANY (?)", going));
    }

    private Set<Long> ids(String sql, Collection<Long> of) throws SQLException {
        Set<Long> ids = new HashSet<>();
        try (ResultSet row = select(sql, of).executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    private PreparedStatement select(String sql, Collection<Long> ids) throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        statement.setArray(1, session.array("bigint", ids.toArray()));
        return statement;
    }

    private int execute(String sql, Collection<Long> ids) throws SQLException {
        return select(sql, ids).executeUpdate();
    }
}
