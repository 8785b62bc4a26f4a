package io.hooklatch.jdbc.postgres.link;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions, within the time that the settings allow, and cuts them. Thread-safe. */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final PostgresSettings settings;

    public Sessions(PostgresSettings settings) {
        this.settings = settings;
    }

    PostgresSettings settings() {
        return settings;
    }

    /**
     * A session whose every statement is a transaction, until told otherwise.
     *
     * @throws SQLException when there is none in time, or when the database may lose commits
     */
    public Session open() throws SQLException {
        CompletableFuture<Session> opening = new CompletableFuture<>();
        onThread("hooklatch-postgres-connect", () -> {
            try {
                Session session = prepare(settings.dataSource().getConnection());
                if (!opening.complete(session)) {
                    session.close();
                }
            } catch (SQLException | RuntimeException e) {
                if (!opening.completeExceptionally(e)) {
                    LOG.warn("{}: a connection that came too late failed: {}", settings.name(), e.getMessage());
                }
            }
        });
        return await(opening);
    }

    private Session await(CompletableFuture<Session> opening) throws SQLException {
        Throwable cause;
        try {
            return opening.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            cause = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cause = e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException told) {
                throw told;
            }
            cause = e.getCause() == null ? e : e.getCause();
        }
        SQLException failure = new SQLTransientConnectionException(
                "no connection came within " + settings.patience().toMillis()
                        + " ms: the database is out of reach, or the pool is too small",
                "08001",
                cause);
        if (opening.completeExceptionally(failure)) {
            throw failure;
        }
        return opening.join();
    }

    private Session prepare(Connection connection) throws SQLException {
        boolean ready = false;
        try {
            int millis = Math.toIntExact(settings.patience().toMillis());
            int isolation = connection.getTransactionIsolation();
            connection.setNetworkTimeout(Runnable::run, 2 * millis);
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            Backend backend;
            try (Statement statement = connection.createStatement()) {
                backend = backend(statement);
                statement.execute("SET lock_timeout = " + millis);
                // A process that stands still must not keep the locks of a commit that never comes.
                statement.execute("SET idle_in_transaction_session_timeout = " + 2 * millis);
            }
            Session session = new Session(settings, connection, isolation, backend);
            ready = true;
            return session;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    private Backend backend(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pid, backend_start::text, current_setting('fsync'), "
                + "current_setting('synchronous_commit'), current_setting('full_page_writes'), "
                + "current_setting('lock_timeout') FROM pg_stat_activity WHERE pid = pg_backend_pid()")) {
            row.next();
            for (int column = 3; column <= 5; column++) {
                if (!settings.unsafe() && row.getString(column).equals("off")) {
                    throw new UnsafeDatabaseException("the database runs with fsync=" + row.getString(3)
                            + ", synchronous_commit=" + row.getString(4) + ", full_page_writes=" + row.getString(5)
                            + " and may lose what it committed; turn them on, or say that losses are accepted");
                }
            }
            return new Backend(row.getInt(1), row.getString(2), row.getString(6));
        }
    }

    /** Ends a session whose transaction must not go on, at the server too; returns at once. */
    public void kill(Session session) {
        onThread("hooklatch-postgres-kill", () -> {
            try (Session other = open();
                    PreparedStatement end = other.prepareOnce("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                            + "WHERE pid = ? AND backend_start = ?::timestamptz")) {
                end.setInt(1, session.backend().process());
                end.setString(2, session.backend().startedAt());
                end.execute();
            } catch (SQLException e) {
                LOG.warn(
                        "{}: a late transaction could not be ended at the server: {}", settings.name(), e.getMessage());
            }
            abort(session);
        });
    }

    /** Cuts a session that is of no use any more. */
    public void abort(Session session) {
        try {
            session.abort();
        } catch (SQLException | RuntimeException e) { // a pool throws whatever it likes when two threads cut one
            LOG.debug("{}: a broken connection did not close: {}", settings.name(), e.getMessage());
        }
    }

    /** Gives a session back that is in order. */
    public void giveBack(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debug("{}: a connection did not close: {}", settings.name(), e.getMessage());
        }
    }

    private static void onThread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
