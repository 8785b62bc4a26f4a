package io.hooklatch.jdbc.postgres.prune;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what may go, by looking at all that is old enough, from the oldest on. */
public final class Search {
    private static final int ROWS_AT_ONCE = 500;

    /** So many rows are looked at for each target that may be found, so that a page takes little time. */
    private static final int ROWS_PER_TARGET = 20;

    private final Session session;
    private final PrunePlan plan;
    private final int limit;
    private final List<PrunePage.Target> targets = new ArrayList<>();
    private Pruned found = Pruned.NOTHING;

    public Search(Session session, PrunePlan plan, int limit) {
        this.session = session;
        this.plan = plan;
        this.limit = limit;
    }

    /** The page from here. */
    public PrunePage from(PrunePage.Position position) throws SQLException {
        Optional<PrunePage.Position> next = position.keys() ? keys(position.after()) : deliveries(position.after());
        return new PrunePage(targets, found, next);
    }

    private Optional<PrunePage.Position> deliveries(long start) throws SQLException {
        Judge judge = new Judge(session);
        long below = IdSequence.firstAt(plan.latest());
        int chunk = Math.min(ROWS_AT_ONCE, limit);
        long after = start;
        long examined = 0;
        while (examined < (long) ROWS_PER_TARGET * limit && 2 * targets.size() < limit) {
            List<Candidate> candidates = judge.range(after, below, chunk);
            for (Candidate candidate : candidates) {
                after = candidate.id();
                look(candidate);
                if (targets.size() >= limit) {
                    return Optional.of(new PrunePage.Position(false, after));
                }
            }
            if (candidates.size() < chunk) {
                return Optional.of(PrunePage.Position.KEYS);
            }
            examined += chunk;
            chunk = Math.min(ROWS_AT_ONCE, 2 * chunk);
        }
        return Optional.of(new PrunePage.Position(false, after));
    }

    private void look(Candidate candidate) {
        PrunePlan.Limits limits = plan.limits(candidate.endpoint());
        if (candidate.goes(limits)) {
            targets.add(new PrunePage.Target(PrunePage.Kind.DELIVERY, candidate.id()));
            found = found.plus(candidate.counts());
        } else if (candidate.bodyGoes(limits)) {
            targets.add(new PrunePage.Target(PrunePage.Kind.BODY, candidate.id()));
            found = found.plus(Pruned.body(candidate.bodyLength()));
        }
    }

    private Optional<PrunePage.Position> keys(long start) throws SQLException {
        int most = ROWS_PER_TARGET * limit;
        List<PastKeys> past = PastKeys.range(session, start, IdSequence.firstAt(plan.latestKeys()), most);
        long after = start;
        for (PastKeys keys : past) {
            after = keys.event();
            if (keys.goes(plan)) {
                targets.add(new PrunePage.Target(PrunePage.Kind.KEYS, after));
                found = found.plus(Pruned.keys(keys.count()));
            }
            if (targets.size() >= limit) {
                return Optional.of(new PrunePage.Position(true, after));
            }
        }
        return past.size() == most ? Optional.of(new PrunePage.Position(true, after)) : Optional.empty();
    }
}
