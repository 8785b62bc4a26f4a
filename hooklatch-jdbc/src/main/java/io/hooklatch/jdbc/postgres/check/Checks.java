package io.hooklatch.jdbc.postgres.check;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.postgres.order.Lines;
import io.hooklatch.jdbc.postgres.order.Locks;
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

    private static final String NOWHERE = "NOT EXISTS (SELECT 1 FROM hooklatch.";
    private static final String DUE = "UPDATE hooklatch.dispatch x SET due_at = %NOW%";

    /**
     * What is looked for.
     *
     * @param id the column that names a row
     * @param flawed what is true of a row x that has the flaw
     * @param mend changes a row x; empty when nothing does
     */
    private record Rule(String table, String id, String flawed, String mend) {
        String rows() {
            return "FROM hooklatch." + table + " x WHERE " + flawed + " ORDER BY x." + id;
        }
    }

    private static final Map<Kind, Rule> RULES = new EnumMap<>(Map.of(
            Kind.DISPATCH_WITHOUT_EVENT,
            new Rule("dispatch", "id", NOWHERE + "event e WHERE e.id = x.event)", "DELETE FROM hooklatch.dispatch x"),
            Kind.ATTEMPT_WITHOUT_DISPATCH,
            new Rule(
                    "attempt",
                    "id",
                    NOWHERE + "dispatch d WHERE d.id = x.dispatch)",
                    "DELETE FROM hooklatch.attempt x"),
            Kind.DIAGNOSIS_WITHOUT_DELIVERY,
            new Rule(
                    "diagnosis",
                    "delivery",
                    NOWHERE + "delivery e WHERE e.id = x.delivery)",
                    "DELETE FROM hooklatch.diagnosis x"),
            Kind.STUCK,
            new Rule(
                    "dispatch",
                    "id",
                    "x.state IN (1, 2, 3) AND x.due_at IS NULL AND x.handler IS NOT NULL AND NOT EXISTS ("
                            + "SELECT 1 FROM hooklatch.ordered o JOIN hooklatch.ordered f ON f.handler = o.handler "
                            + "AND f.line = o.line AND f.place < o.place WHERE o.dispatch = x.id)",
                    DUE),
            Kind.PLACE_WITHOUT_DISPATCH,
            new Rule(
                    "ordered",
                    "dispatch",
                    "x.place IS NOT NULL AND " + NOWHERE
                            + "dispatch d WHERE d.id = x.dispatch AND d.state IN (1, 2, 3, 5))",
                    "UPDATE hooklatch.ordered x SET place = NULL"),
            Kind.LEASED_FOR_LONG,
            new Rule("dispatch", "id", "x.state = 2 AND x.due_at > %NOW% + " + LONGEST_LEASE, DUE),
            Kind.WITHOUT_HANDLER,
            new Rule(
                    "dispatch",
                    "id",
                    "x.handler IS NULL AND x.state NOT IN (6, 7)",
                    "UPDATE hooklatch.dispatch x SET state = 7, due_at = NULL"),
            Kind.EVENT_WITHOUT_DISPATCH,
            new Rule("event", "id", NOWHERE + "dispatch d WHERE d.event = x.id)", "")));

    /** Who is first in the lines of these. */
    private static final String FIRST = "SELECT (SELECT f.dispatch FROM hooklatch.ordered f WHERE f.line = o.line "
            + "AND f.handler = o.handler AND f.place IS NOT NULL ORDER BY f.place LIMIT 1) "
            + "FROM hooklatch.ordered o WHERE o.dispatch = ANY (?)";

    private Checks() {}

    /** All that is wrong; each kind as of one moment. */
    public static List<Flaw> run(Session session) throws SQLException {
        List<Flaw> flaws = new ArrayList<>();
        session.answerWithin(0); // a large inbox takes its time
        try {
            for (Kind kind : Kind.values()) {
                Rule rule = RULES.get(kind);
                if (rule != null) {
                    look(session, kind, rule, flaws);
                }
            }
            return flaws;
        } finally {
            session.answerInTime();
        }
    }

    /** The time is a number of ours. */
    private static String at(String sql, long now) {
        return sql.replace("%NOW%", Long.toString(now));
    }

    private static void look(Session session, Kind kind, Rule rule, List<Flaw> flaws) throws SQLException {
        long count = 0;
        List<String> samples = new ArrayList<>();
        String sql = "SELECT x." + rule.id() + ", count(*) OVER () AS rows " + rule.rows() + " LIMIT " + Flaw.SAMPLES;
        try (PreparedStatement select = session.prepareOnce(at(sql, session.now()));
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                count = row.getLong(2);
                samples.add(name(kind, row.getLong(1)));
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
    public static List<Long> flawed(Session session, Kind kind, int limit) throws SQLException {
        Rule rule = mendable(kind);
        session.answerWithin(0); // as above
        try (PreparedStatement select = session.prepareOnce(
                at("SELECT x." + rule.id() + " " + rule.rows() + " LIMIT " + limit, session.now()))) {
            return ids(select);
        } finally {
            session.answerInTime();
        }
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
                long id = row.getLong(1);
                if (!row.wasNull()) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    /** Mends those of these that have the flaw now, within the transaction of the session; how many. */
    public static long repair(Session session, Kind kind, List<Long> ids, long now) throws SQLException {
        if (kind == Kind.PLACE_WITHOUT_DISPATCH || kind == Kind.STUCK) {
            Locks.need(session, Lines.locks(session, ids)); // whoever is about to stand in line there has to be seen
        }
        long mended = mend(session, kind, ids, now);
        if (kind == Kind.PLACE_WITHOUT_DISPATCH) {
            PreparedStatement first = session.prepare(FIRST);
            first.setArray(1, session.array("bigint", ids.toArray()));
            mend(session, Kind.STUCK, ids(first), now); // what waited for it
        }
        return mended;
    }

    private static long mend(Session session, Kind kind, List<Long> ids, long now) throws SQLException {
        Rule rule = mendable(kind);
        String sql = rule.mend() + " WHERE x." + rule.id() + " = ANY (?) AND " + rule.flawed();
        try (PreparedStatement change = session.prepareOnce(at(sql, now))) {
            change.setArray(1, session.array("bigint", ids.toArray()));
            return change.executeUpdate();
        }
    }
}
