package io.hooklatch.jdbc.sqlite.prune;

import io.hooklatch.jdbc.row.Numbered;
import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.store.IdSequence;
import io.hooklatch.store.PrunePage;
import io.hooklatch.store.PrunePlan;
import io.hooklatch.store.Pruned;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what may go, by looking at all that is old enough, from the oldest on. */
public final class Search {
    private static final String AMONG = "WHERE event > ?1 AND event < ?2 "
            + "AND NOT EXISTS (SELECT 1 FROM main.hooklatch_delivery d WHERE d.id = event) ";

    /** Of events that are gone: their keys, and what they are the newest version of that was handled. */
    private static final String PAST = "SELECT event, max(profile), sum(count), max(endpoint) FROM (SELECT * FROM ("
            + "SELECT event, profile, 1 + (second_key IS NOT NULL) AS count, NULL AS endpoint "
            + "FROM main.hooklatch_past " + AMONG + "ORDER BY event LIMIT ?3) UNION ALL SELECT * FROM ("
            + "SELECT event, NULL, count(*), max(endpoint) FROM main.hooklatch_newest " + AMONG
            + "GROUP BY event ORDER BY event LIMIT ?3)) GROUP BY event ORDER BY event LIMIT ?3";

    private static final int ROWS_AT_ONCE = 200;

    /** So many rows are looked at for each target that may be found, so that a snapshot is short. */
    private static final int ROWS_PER_TARGET = 20;

    private final Statements statements;
    private final Judge judge;
    private final PrunePlan plan;
    private final int limit;
    private final List<PrunePage.Target> targets = new ArrayList<>();
    private Pruned found = Pruned.NOTHING;

    public Search(Statements statements, Numbered<Profile> profiles, PrunePlan plan, int limit) {
        this.statements = statements;
        this.judge = new Judge(statements, profiles);
        this.plan = plan;
        this.limit = limit;
    }

    /** The page from here. */
    public PrunePage from(PrunePage.Position position) throws SQLException {
        Optional<PrunePage.Position> next = position.keys() ? keys(position.after()) : deliveries(position.after());
        return new PrunePage(targets, found, next);
    }

    private Optional<PrunePage.Position> deliveries(long start) throws SQLException {
        long below = IdSequence.firstAt(plan.latest());
        long after = start;
        long examined = 0;
        while (examined < (long) ROWS_PER_TARGET * limit) {
            List<Row> rows = judge.rows(after, below, ROWS_AT_ONCE);
            for (Row row : rows) {
                after = row.id();
                if (!row.element()) {
                    look(row);
                }
                if (targets.size() >= limit) {
                    return Optional.of(new PrunePage.Position(false, after));
                }
            }
            if (rows.size() < ROWS_AT_ONCE) {
                return Optional.of(PrunePage.Position.KEYS);
            }
            examined += rows.size();
        }
        return Optional.of(new PrunePage.Position(false, after));
    }

    private void look(Row row) throws SQLException {
        PrunePlan.Limits limits = plan.limits(row.profile().endpoint());
        if (limits.rows().isEmpty() && limits.bodies().isEmpty()) {
            return;
        }
        Subject subject = judge.judge(row);
        if (subject.goes(limits)) {
            targets.add(new PrunePage.Target(PrunePage.Kind.DELIVERY, row.id()));
            found = found.plus(subject.counts());
        } else if (subject.bodyGoes(limits)) {
            targets.add(new PrunePage.Target(PrunePage.Kind.BODY, row.id()));
            found = found.plus(Pruned.body(row.bodyLength()));
        }
    }

    private Optional<PrunePage.Position> keys(long start) throws SQLException {
        PreparedStatement select = statements.prepared(PAST);
        int most = ROWS_PER_TARGET * limit;
        select.setLong(1, start);
        select.setLong(2, IdSequence.firstAt(plan.latestKeys()));
        select.setInt(3, most);
        int seen = 0;
        long after = start;
        try (ResultSet row = select.executeQuery()) {
            while (row.next() && targets.size() < limit) {
                seen++;
                after = row.getLong(1);
                int profile = row.getInt(2);
                String endpoint =
                        profile == 0 ? row.getString(4) : judge.profile(profile).endpoint();
                if (IdSequence.timeOf(after) < plan.limits(endpoint).keys()) {
                    targets.add(new PrunePage.Target(PrunePage.Kind.KEYS, after));
                    found = found.plus(Pruned.keys(row.getLong(3)));
                }
            }
        }
        boolean more = targets.size() == limit || seen == most;
        return more ? Optional.of(new PrunePage.Position(true, after)) : Optional.empty();
    }
}
