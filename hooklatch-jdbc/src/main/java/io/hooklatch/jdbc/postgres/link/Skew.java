package io.hooklatch.jdbc.postgres.link;

import io.hooklatch.store.IdSequence;
import io.hooklatch.store.TimeRange;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How far the time of a row lies from that of its id: what a node says it received then, or what the database says was
 * stored then after its clock went back. Kept in the database, so that a list by time knows among which ids to look,
 * however wrong a clock is.
 *
 * @param ahead at most so many milliseconds later than that of the id
 * @param behind at most so many milliseconds earlier
 */
public record Skew(long ahead, long behind) {
    /** So much goes without saying; and within so much a transaction draws its ids. */
    private static final long USUAL_MILLIS = 10 * 60 * 1000L;

    public static final Skew USUAL = new Skew(USUAL_MILLIS, USUAL_MILLIS);

    private static final String AHEAD = "received_ahead";
    private static final String BEHIND = "received_behind";

    private static final String READ =
            "SELECT name, value FROM hooklatch.fact WHERE name IN ('" + AHEAD + "', '" + BEHIND + "')";

    /** Values are eight bytes, the greatest first, and not negative: they compare as the numbers do. */
    private static final String WIDEN = "INSERT INTO hooklatch.fact (name, value) VALUES (?, ?) "
            + "ON CONFLICT (name) DO UPDATE SET value = greatest(fact.value, excluded.value)";

    /** What is known in the database. */
    public static Skew stored(Session session) throws SQLException {
        Skew stored = USUAL;
        try (ResultSet row = session.prepare(READ).executeQuery()) {
            while (row.next()) {
                long value = ByteBuffer.wrap(row.getBytes(2)).getLong();
                stored = AHEAD.equals(row.getString(1)) ? stored.with(value, 0) : stored.with(0, value);
            }
        }
        return stored;
    }

    /** Makes it known, in the session's transaction. */
    public void store(Session session) throws SQLException {
        PreparedStatement widen = session.prepare(WIDEN);
        widen.setString(1, AHEAD);
        widen.setBytes(2, bytes(ahead));
        widen.executeUpdate();
        widen.setString(1, BEHIND);
        widen.setBytes(2, bytes(behind));
        widen.executeUpdate();
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** This, or one that is wide enough, with room to spare, for a row of one time with an id of another. */
    public Skew covering(long rowMillis, long idMillis) {
        long later = rowMillis - idMillis;
        return later <= ahead && -later <= behind ? this : with(2 * later, -2 * later);
    }

    private Skew with(long moreAhead, long moreBehind) {
        return new Skew(Math.max(ahead, moreAhead), Math.max(behind, moreBehind));
    }

    /** The least id that a row of this time or a later one can have. */
    public long firstOf(TimeRange range) {
        return range.from() == Long.MIN_VALUE
                ? 0
                : IdSequence.firstAt(Math.max(0, range.from()) - ahead - USUAL_MILLIS);
    }

    /** The greatest id that a row of an earlier time than the range's end can have, exclusive. */
    public long endOf(TimeRange range) {
        long later = behind + USUAL_MILLIS;
        return range.until() > Long.MAX_VALUE - later ? Long.MAX_VALUE : IdSequence.firstAt(range.until() + later);
    }
}
