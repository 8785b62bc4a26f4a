package io.hooklatch.jdbc.postgres.check;

import io.hooklatch.jdbc.postgres.link.Session;
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

    /** So many rows are mended in one transaction. */
    private static final int AT_ONCE = 500;

    private static final String DISPATCH = "FROM hooklatch.dispatch x WHERE ";
    private static final String NOWHERE = "NOT EXISTS (SELECT 1 FROM hooklatch.";

    /** The rows of each kind, as x; all have an id. */
    private static final Map<Kind, String> ROWS = new EnumMap<>(Map.of(
            Kind.DISPATCH_WITHOUT_EVENT,
            DISPATCH + NOWHERE + "event e WHERE e.id = x.event)",
            Kind.ATTEMPT_WITHOUT_DISPATCH,
            "FROM hooklatch.attempt x WHERE " + NOWHERE + "dispatch d WHERE d.id = x.dispatch)",
            Kind.DIAGNOSIS_WITHOUT_DELIVERY,
            "FROM (SELECT delivery AS id FROM hooklatch.diagnosis) x WHERE " + NOWHERE
                    + "delivery e WHERE e.id = x.id)",
            Kind.STUCK,
            DISPATCH + "x.state IN (1, 2, 3) AND x.due_at IS NULL AND x.handler IS NOT NULL AND NOT EXISTS ("
                    + "SELECT 1 FROM hooklatch.ordered o JOIN hooklatch.ordered f ON f.handler = o.handler "
                    + "AND f.line = o.line AND f.place < o.place WHERE o.dispatch = x.id)",
            Kind.PLACE_WITHOUT_DISPATCH,
            "FROM (SELECT dispatch AS id FROM hooklatch.ordered WHERE place IS NOT NULL) x WHERE " + NOWHERE
                    + "dispatch d WHERE d.id = x.id AND d.state IN (1, 2, 3, 5))",
            Kind.LEASED_FOR_LONG,
            DISPATCH + "x.state = 2 AND x.due_at > %NOW% + " + LONGEST_LEASE,
            Kind.WITHOUT_HANDLER,
            DISPATCH + "x.handler IS NULL AND x.state NOT IN (6, 7)",
            Kind.EVENT_WITHOUT_DISPATCH,
            "FROM hooklatch.event x WHERE " + NOWHERE + "dispatch d WHERE d.event = x.id)"));

    private static final Map<Kind, String> REPAIRS = new EnumMap<>(Map.of(
            Kind.DISPATCH_WITHOUT_EVENT,
            "DELETE FROM hooklatch.dispatch WHERE id IN ",
            Kind.ATTEMPT_WITHOUT_DISPATCH,
            "DELETE FROM hooklatch.attempt WHERE id IN ",
            Kind.DIAGNOSIS_WITHOUT_DELIVERY,
            "DELETE FROM hooklatch.diagnosis WHERE delivery IN ",
            Kind.PLACE_WITHOUT_DISPATCH,
            "UPDATE hooklatch.ordered SET place = NULL WHERE dispatch IN ",
            Kind.STUCK,
            "UPDATE hooklatch.dispatch SET due_at = %NOW% WHERE id IN ",
            Kind.LEASED_FOR_LONG,
            "UPDATE hooklatch.dispatch SET due_at = %NOW% WHERE id IN ",
            Kind.WITHOUT_HANDLER,
            "UPDATE hooklatch.dispatch SET state = 7, due_at = NULL WHERE id IN "));

    private Checks() {}

    /** All that is wrong; each kind as of one moment. */
    public static List<Flaw> run(Session session) throws SQLException {
        List<Flaw> flaws = new ArrayList<>();
        session.answerWithin(0); // a large inbox takes its time
        try {
            for (Kind kind : Kind.values()) {
                String rows = ROWS.get(kind);
                if (rows != null) {
                    look(session, kind, at(rows, session.now()), flaws);
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

    private static void look(Session session, Kind kind, String rows, List<Flaw> flaws) throws SQLException {
        long count = 0;
        List<String> samples = new ArrayList<>();
        try (PreparedStatement select = session.prepareOnce(
                        "SELECT x.id, count(*) OVER () AS rows " + rows + " ORDER BY x.id LIMIT " + Flaw.SAMPLES);
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

    /** Mends some, within the transaction of the session; how many. */
    public static long repair(Session session, Kind kind, long now) throws SQLException {
        String rows = ROWS.get(kind);
        String repair = REPAIRS.get(kind);
        if (rows == null || repair == null) {
            throw new IllegalArgumentException(kind + " cannot be repaired: " + kind.remedy());
        }
        String sql = repair + "(SELECT x.id " + rows + " ORDER BY x.id LIMIT " + AT_ONCE + ")";
        try (PreparedStatement update = session.prepareOnce(at(sql, now))) {
            int mended = update.executeUpdate();
            if (kind == Kind.PLACE_WITHOUT_DISPATCH) {
                repair(session, Kind.STUCK, now); // what waited for it
            }
            return mended;
        }
    }
}
