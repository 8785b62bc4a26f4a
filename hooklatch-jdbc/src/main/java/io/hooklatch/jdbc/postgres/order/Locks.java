package io.hooklatch.jdbc.postgres.order;

import io.hooklatch.jdbc.postgres.link.Session;
import io.hooklatch.jdbc.row.OrderBytes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Locks on lines and entities, held to the end of the transaction. Each of them has one of 256 numbers, so that a large
 * batch cannot use up the server's table of locks.
 *
 * <p>Waiting is allowed only before anything else of the inbox is locked, for all at once and in order; later a lock is
 * had at once, or the transaction begins anew with it.
 */
public final class Locks {
    /** Besides the locks of migrations, whose first half is one less. */
    private static final int SPACE = 0x686F6F6C;

    private static final int MANY = 256;

    // The schema makes the space its own; the numbers come in order.
    private static final String WAIT = "SELECT pg_advisory_xact_lock(" + SPACE
            + " # hashtext('hooklatch.ordered'), number) FROM unnest(?::int[]) AS number";
    private static final String TRY = "SELECT number FROM unnest(?::int[]) AS number WHERE NOT "
            + "pg_try_advisory_xact_lock(" + SPACE + " # hashtext('hooklatch.ordered'), number)";

    private Locks() {}

    /** The number of a line. */
    public static int of(long line) {
        return (int) Math.floorMod(line, (long) MANY);
    }

    /** The number of an entity. */
    public static int of(byte[] entity) {
        return of(OrderBytes.line(entity));
    }

    /** Adds those of a row, which may have neither line nor entity. */
    static void add(Set<Integer> numbers, @Nullable Long line, byte @Nullable [] entity) {
        if (line != null) {
            numbers.add(of(line));
        }
        if (entity != null) {
            numbers.add(of(entity));
        }
    }

    /** Waits for these. */
    public static void take(Session session, Set<Integer> numbers) throws SQLException {
        if (!numbers.isEmpty()) {
            ask(session, WAIT, new TreeSet<>(numbers)).close();
        }
    }

    /**
     * Takes these unless somebody else has one.
     *
     * @throws LockedException when somebody does
     */
    public static void need(Session session, Set<Integer> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        Set<Integer> taken = new TreeSet<>();
        try (ResultSet row = ask(session, TRY, numbers)) {
            while (row.next()) {
                taken.add(row.getInt(1));
            }
        }
        if (!taken.isEmpty()) {
            throw new LockedException(List.copyOf(taken));
        }
    }

    private static ResultSet ask(Session session, String sql, Collection<Integer> numbers) throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        statement.setArray(1, session.array("int", numbers.toArray()));
        return statement.executeQuery();
    }
}
