package io.hooklatch.jdbc.sqlite.check;

import io.hooklatch.jdbc.sqlite.prune.Statements;
import io.hooklatch.message.AttemptId;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Flaw.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Looks for rows that do not fit together, and mends what can be mended. The numbers are codes of dispatch states. */
public final class Checks {
    /** A lease is renewed every few seconds; one that lasts longer was given by a clock that was wrong. */
    private static final long LONGEST_LEASE = Duration.ofDays(1).toMillis();

    private static final String NOWHERE = "NOT EXISTS (SELECT 1 FROM main.hooklatch_";
    private static final String DUE = "UPDATE main.hooklatch_dispatch AS x SET due_at = ?1";

    /**
     * What is looked for.
     *
     * @param table as x, and what is joined to it
     * @param id the column that names a row
     * @param flawed what is true of a row x that has the flaw
     * @param mend changes a row x; empty when nothing does
     */
    private record Rule(String table, String id, String flawed, String mend) {
        String look() {
            return "SELECT x." + id + " FROM main.hooklatch_" + table + " WHERE " + flawed + " ORDER BY x." + id;
        }
    }

    private static final Map<Kind, Rule> RULES = new EnumMap<>(Map.of(
            Kind.DISPATCH_WITHOUT_EVENT,
            new Rule(
                    "dispatch x",
                    "id",
                    NOWHERE + "delivery e WHERE e.id = x.event)",
                    "DELETE FROM main.hooklatch_dispatch AS x"),
            Kind.ATTEMPT_WITHOUT_DISPATCH,
            new Rule(
                    "attempt x",
                    "id",
                    NOWHERE + "dispatch d WHERE d.id = x.dispatch)",
                    "DELETE FROM main.hooklatch_attempt AS x"),
            Kind.DIAGNOSIS_WITHOUT_DELIVERY,
            new Rule(
                    "diagnosis x",
                    "delivery",
                    NOWHERE + "delivery e WHERE e.id = x.delivery)",
                    "DELETE FROM main.hooklatch_diagnosis AS x"),
            Kind.STUCK,
            new Rule(
                    "dispatch x",
                    "id",
                    "x.state IN (1, 2, 3) AND x.due_at IS NULL AND x.handler IS NOT NULL AND NOT EXISTS ("
                            + "SELECT 1 FROM main.hooklatch_ordered o JOIN main.hooklatch_ordered f "
                            + "ON f.handler = o.handler AND f.line = o.line AND f.place < o.place "
                            + "WHERE o.dispatch = x.id)",
                    DUE),
            Kind.PLACE_WITHOUT_DISPATCH,
            new Rule(
                    "ordered x",
                    "dispatch",
                    "x.place IS NOT NULL AND " + NOWHERE
                            + "dispatch d WHERE d.id = x.dispatch AND d.state IN (1, 2, 3, 5))",
                    "UPDATE main.hooklatch_ordered AS x SET place = NULL"),
            Kind.LEASED_FOR_LONG,
            new Rule("dispatch x", "id", "x.state = 2 AND x.due_at > ?1 + " + LONGEST_LEASE, DUE),
            Kind.WITHOUT_HANDLER,
            new Rule(
                    "dispatch x",
                    "id",
                    "x.handler IS NULL AND x.state NOT IN (6, 7)",
                    "UPDATE main.hooklatch_dispatch AS x SET state = 7, due_at = NULL"),
            Kind.EVENT_WITHOUT_DISPATCH,
            new Rule(
                    "delivery x JOIN main.hooklatch_profile p ON p.id = x.profile",
                    "id",
                    "p.traits & 1 AND " + NOWHERE
                            + "dispatch d WHERE d.id > x.id AND d.event = x.id AND d.id < coalesce("
                            + "(SELECT n.id FROM main.hooklatch_delivery n WHERE n.id > x.id ORDER BY n.id LIMIT 1), "
                            + "0x7fffffffffffffff))",
                    "")));

    /** Who is first in the line of this one. */
    private static final String FIRST = "SELECT f.dispatch FROM main.hooklatch_ordered o "
            + "JOIN main.hooklatch_ordered f ON f.line = o.line AND f.handler = o.handler "
            + "WHERE o.dispatch = ?1 AND f.place IS NOT NULL ORDER BY f.place LIMIT 1";

    private final Statements statements;

    public Checks(Statements statements) {
        this.statements = statements;
    }

    /**
     * All that is wrong.
     *
     * @param now in milliseconds since the epoch, UTC
     */
    public List<Flaw> run(long now) throws SQLException {
        List<Flaw> flaws = new ArrayList<>();
        damage(flaws);
        for (Kind kind : Kind.values()) {
            Rule rule = RULES.get(kind);
            if (rule != null) {
                look(kind, rule, now, flaws);
            }
        }
        return flaws;
    }

    private void damage(List<Flaw> flaws) throws SQLException {
        List<String> told = new ArrayList<>();
        try (ResultSet row = statements
                .prepared("PRAGMA main.integrity_check(" + Flaw.SAMPLES + ")")
                .executeQuery()) {
            while (row.next()) {
                told.add(row.getString(1));
            }
        }
        if (!told.equals(List.of("ok"))) {
            flaws.add(new Flaw(Kind.DAMAGED, told.size(), told));
        }
    }

    private void look(Kind kind, Rule rule, long now, List<Flaw> flaws) throws SQLException {
        long count = 0;
        List<String> samples = new ArrayList<>();
        try (ResultSet row = bound(rule.look(), now).executeQuery()) {
            while (row.next()) {
                count++;
                if (samples.size() < Flaw.SAMPLES) {
                    samples.add(name(kind, row.getLong(1)));
                }
            }
        }
        if (count > 0) {
            flaws.add(new Flaw(kind, count, samples));
        }
    }

    private static String name(Kind kind, long id) {
        return switch (kind) {
            case EVENT_WITHOUT_DISPATCH -> new EventId(id).toString();
            case DIAGNOSIS_WITHOUT_DELIVERY -> new DeliveryId(id).toString();
            case ATTEMPT_WITHOUT_DISPATCH -> new AttemptId(id).toString();
            default -> new DispatchId(id).toString();
        };
    }

    /** The ids of some rows that have the flaw, as many as the limit where there are so many. */
    public List<Long> flawed(Kind kind, int limit, long now) throws SQLException {
        return ids(bound(mendable(kind).look() + " LIMIT " + limit, now));
    }

    private static Rule mendable(Kind kind) {
        Rule rule = RULES.get(kind);
        if (rule == null || rule.mend().isEmpty()) {
            throw new IllegalArgumentException(kind + " cannot be repaired: " + kind.remedy());
        }
        return rule;
    }

    private static List<Long> ids(PreparedStatement select) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    /** Mends those of these that have the flaw now; how many. */
    public long repair(Kind kind, List<Long> ids, long now) throws SQLException {
        long mended = mend(kind, ids, now);
        if (kind == Kind.PLACE_WITHOUT_DISPATCH) {
            for (long id : ids) {
                mend(Kind.STUCK, ids(bound(FIRST, id)), now); // what waited for it
            }
        }
        return mended;
    }

    private long mend(Kind kind, List<Long> ids, long now) throws SQLException {
        Rule rule = mendable(kind);
        PreparedStatement change = bound(rule.mend() + " WHERE x." + rule.id() + " = ?2 AND " + rule.flawed(), now);
        long mended = 0;
        for (long id : ids) {
            change.setLong(2, id);
            mended += change.executeUpdate();
        }
        return mended;
    }

    private PreparedStatement bound(String sql, long first) throws SQLException {
        PreparedStatement statement = statements.prepared(sql);
        if (sql.contains("?")) {
            statement.setLong(1, first);
        }
        return statement;
    }
}
