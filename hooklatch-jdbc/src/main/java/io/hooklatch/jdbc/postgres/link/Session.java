package io.hooklatch.jdbc.postgres.link;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection with its statements, for one thread at a time. */
public final class Session implements AutoCloseable {
    /** The key of the lock of {@link #enter}, for each schema another one. */
    public static final String ENTERED = "hashtextextended('hooklatch.ids', 0)";

    private static final String CLOCK = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    private static final String NOW = "SELECT " + CLOCK;

    /** The lock first, then the clock; nobody takes that lock for himself, so there is no other case. */
    private static final String ENTER = "SELECT CASE WHEN pg_try_advisory_xact_lock_shared(" + ENTERED + ") THEN "
            + CLOCK + " ELSE " + CLOCK + " END";

    private static final String TRANSACTION = "SELECT pg_current_xact_id()::text";

    private static final String OTHERS = TRANSACTION
            + ", set_config('lock_timeout', ?, true), set_config('idle_in_transaction_session_timeout', ?, true)";

    private final PostgresSettings settings;
    private final Connection connection;
    private final int usualIsolation;
    private final Backend backend;
    /** Known once others have used it. */
    private @Nullable Lasting lasting;

    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(PostgresSettings settings, Connection connection, int usualIsolation, Backend backend) {
        this.settings = settings;
        this.connection = connection;
        this.usualIsolation = usualIsolation;
        this.backend = backend;
    }

    /** The statement with this text, which names the schema {@code hooklatch}; made once. */
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(settings.sql(sql));
            statements.put(sql, known);
        }
        return known;
    }

    /** A statement that is used once. The caller closes it. */
    public PreparedStatement prepareOnce(String sql) throws SQLException {
        return connection.prepareStatement(settings.sql(sql));
    }

    public Array array(String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    /** The time by the database's clock, in milliseconds since the epoch, UTC. */
    public long now() throws SQLException {
        return time(NOW);
    }

    /**
     * The same, in a transaction that is to give out ids from then on: to its end it can be seen that there may be rows
     * with ids of this time or later to come.
     */
    public long enter() throws SQLException {
        return time(ENTER);
    }

    private long time(String sql) throws SQLException {
        try (ResultSet row = prepare(sql).executeQuery()) {
            row.next();
            long now = row.getLong(1);
            return settings.testTime().isPresent() ? settings.testTime().get().millis() : now;
        }
    }

    /** What is lent to handlers. */
    public Connection connection() {
        return connection;
    }

    /** The process of the server that serves this connection. */
    Backend backend() {
        return backend;
    }

    /** How long the database may take for each answer, in milliseconds; 0 for any time. */
    public void answerWithin(int millis) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, millis);
    }

    /** Lets answers take as long as the settings allow. */
    public void answerInTime() throws SQLException {
        answerWithin(Math.toIntExact(2 * settings.patience().toMillis()));
    }

    /**
     * Begins a transaction for work of others, whose statements may wait and pause as they would on the application's own
     * connections. The server ends it when it stands still for much longer than it may last.
     *
     * @return which transaction it is
     */
    public String beginForOthers(long limitMillis) throws SQLException {
        if (lasting == null) {
            lasting = Lasting.of(connection);
        }
        PreparedStatement begin = prepare(OTHERS);
        begin.setString(1, backend.lockTimeout());
        begin.setString(
                2,
                Long.toString(Math.min(
                        Integer.MAX_VALUE, limitMillis + settings.patience().toMillis())));
        String id;
        try (ResultSet row = begin.executeQuery()) {
            row.next();
            id = row.getString(1);
        }
        answerWithin(0);
        return id;
    }

    /** Which transaction the session is in. */
    public String transaction() throws SQLException {
        answerInTime();
        try (ResultSet row = prepare(TRANSACTION).executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Makes the connection as it was before others used it: settings, temporary tables, cursors, channels, and locks that
     * would outlive their transaction. Only between transactions.
     */
    public void clean() throws SQLException {
        if (lasting != null) {
            boolean auto = connection.getAutoCommit();
            autoCommit(true);
            lasting.restore(connection);
            autoCommit(auto);
        }
    }

    public void autoCommit(boolean on) throws SQLException {
        if (connection.getAutoCommit() != on) {
            connection.setAutoCommit(on);
        }
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    public void rollback() throws SQLException {
        connection.rollback();
    }

    /** Gives the connection back as it came. Only between transactions. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            autoCommit(true);
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("RESET lock_timeout; RESET idle_in_transaction_session_timeout");
            }
            connection.setTransactionIsolation(usualIsolation);
            answerWithin(0);
        }
    }

    /** Cuts the connection, whoever waits for it. A pool hears of that by the close. */
    public void abort() throws SQLException {
        try (connection) {
            connection.abort(Runnable::run);
        }
    }
}
