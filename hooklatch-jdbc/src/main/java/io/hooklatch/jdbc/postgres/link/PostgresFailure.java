package io.hooklatch.jdbc.postgres.link;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.store.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What an exception of the database means, by its SQLSTATE. */
public final class PostgresFailure {
    /** A row with this key exists. */
    public static final String UNIQUE_VIOLATION = "23505";

    private PostgresFailure() {}

    /** Whether it concerns this change alone, so that others on the same connection can go on after a rollback. */
    public static boolean concernsOneChange(SQLException e) {
        String state = state(e);
        // Data and constraints, statements, transactions that collided, and locks that somebody held too long.
        return state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("42")
                || state.startsWith("40")
                || state.startsWith("54")
                || state.equals("25P02")
                || state.equals("55P03")
                || state.equals("0A000");
    }

    /** Whether a row with the same key exists. */
    public static boolean isUniqueViolation(SQLException e) {
        return state(e).equals(UNIQUE_VIOLATION);
    }

    /** Whether two transactions waited for each other and this one was chosen to give way. */
    public static boolean isDeadlock(SQLException e) {
        return state(e).equals("40P01");
    }

    public static StoreUnavailableException unavailable(PostgresSettings settings, SQLException e) {
        return new StoreUnavailableException(
                settings.name() + ": the database did not answer as it should (" + state(e) + "): " + words(e), e);
    }

    /** The message in one line, with the reason why a pool has nothing to give. */
    public static String words(SQLException e) {
        String message = e.getMessage();
        String words = message == null ? e.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
        return e instanceof SQLTransientConnectionException && e.getCause() instanceof SQLException cause
                ? words + ": " + words(cause)
                : words;
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }
}
