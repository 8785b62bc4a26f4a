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

    /** So many rows are mended in one transaction. */
    private static final int AT_ONCE = 500;

    private static final String DISPATCH = "FROM main.hooklatch_dispatch x WHERE ";
    private static final String NOWHERE = "NOT EXISTS (SELECT 1 FROM main.";

    /** The rows of each kind, as x; all have an id. */
    private static final Map<Kind, String> ROWS = new EnumMap<>(Map.of(
            Kind.DISPATCH_WITHOUT_EVENT,
            DISPATCH + NOWHERE + "hooklatch_delivery e WHERE e.id = x.event)",
            Kind.ATTEMPT_WITHOUT_DISPATCH,
            "FROM main.hooklatch_attempt x WHERE " + NOWHERE + "hooklatch_dispatch d WHERE d.id = x.dispatch)",
            Kind.DIAGNOSIS_WITHOUT_DELIVERY,
            "FROM (SELECT delivery AS id FROM main.hooklatch_diagnosis) x WHERE " + NOWHERE
                    + "hooklatch_delivery e WHERE e.id = x.id)",
            Kind.STUCK,
            DISPATCH + "x.state IN (1, 2, 3) AND x.due_at IS NULL AND x.handler IS NOT NULL AND NOT EXISTS ("
                    + "SELECT 1 FROM main.hooklatch_ordered o JOIN main.hooklatch_ordered f ON f.handler = o.handler "
                    + "AND f.line = o.line AND f.place < o.place WHERE o.dispatch = x.id)",
            Kind.PLACE_WITHOUT_DISPATCH,
            "FROM (SELECT dispatch AS id FROM main.hooklatch_ordered WHERE place IS NOT NULL) x WHERE " + NOWHERE
                    + "hooklatch_dispatch d WHERE d.id = x.id AND d.state IN (1, 2, 3, 5))",
            Kind.LEASED_FOR_LONG,
            DISPATCH + "x.state = 2 AND x.due_at > ?1 + " + LONGEST_LEASE,
            Kind.WITHOUT_HANDLER,
            DISPATCH + "x.handler IS NULL AND x.state NOT IN (6, 7)",
            Kind.EVENT_WITHOUT_DISPATCH,
            "FROM main.hooklatch_delivery x JOIN main.hooklatch_profile p ON p.id = x.profile WHERE p.traits & 1 "
                    + "AND " + NOWHERE
                    + "hooklatch_dispatch d WHERE d.id > x.id AND d.event = x.id AND d.id < coalesce("
                    + "(SELECT n.id FROM main.hooklatch_delivery n WHERE n.id > x.id ORDER BY n.id LIMIT 1), "
                    + "0x7fffffffffffffff))"));

    private static final Map<Kind, String> REPAIRS = new EnumMap<>(Map.of(
            Kind.DISPATCH_WITHOUT_EVENT,
            "DELETE FROM main.hooklatch_dispatch WHERE id IN ",
            Kind.ATTEMPT_WITHOUT_DISPATCH,
            "DELETE FROM main.hooklatch_attempt WHERE id IN ",
            Kind.DIAGNOSIS_WITHOUT_DELIVERY,
            "DELETE FROM main.hooklatch_diagnosis WHERE delivery IN ",
            Kind.PLACE_WITHOUT_DISPATCH,
            "UPDATE main.hooklatch_ordered SET place = NULL WHERE dispatch IN ",
            Kind.STUCK,
            "UPDATE main.hooklatch_dispatch SET due_at = ?1 WHERE id IN ",
            Kind.LEASED_FOR_LONG,
            "UPDATE main.hooklatch_dispatch SET due_at = ?1 WHERE id IN ",
            Kind.WITHOUT_HANDLER,
            "UPDATE main.hooklatch_dispatch SET state = 7, due_at = NULL WHERE id IN "));

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
            String rows = ROWS.get(kind);
            if (rows != null) {
                look(kind, rows, now, flaws);
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

    private void look(Kind kind, String rows, long now, List<Flaw> flaws) throws SQLException {
        long count = 0;
        List<String> samples = new ArrayList<>();
        PreparedStatement select = statements.prepared("SELECT x.id " + rows + " ORDER BY x.id");
        bind(select, rows, now);
        try (ResultSet row = select.executeQuery()) {
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

    /** Mends some; how many. */
    public long repair(Kind kind, long now) throws SQLException {
        String rows = ROWS.get(kind);
        String repair = REPAIRS.get(kind);
        if (rows == null || repair == null) {
            throw new IllegalArgumentException(kind + " cannot be repaired: " + kind.remedy());
        }
        String sql = repair + "(SELECT x.id " + rows + " ORDER BY x.id LIMIT " + AT_ONCE + ")";
        PreparedStatement update = statements.prepared(sql);
        bind(update, sql, now);
        int mended = update.executeUpdate();
        if (kind == Kind.PLACE_WITHOUT_DISPATCH) {
            repair(Kind.STUCK, now); // what waited for it
        }
        return mended;
    }

    private static void bind(PreparedStatement statement, String sql, long now) throws SQLException {
        if (sql.contains("?1")) {
            statement.setLong(1, now);
        }
    }
}
