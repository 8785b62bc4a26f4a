package io.hooklatch.jdbc;

import io.hooklatch.testkit.TransactionalStoreHome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/** An inbox in a schema of its own, beside one of the application's. */
final class PostgresHome implements TransactionalStoreHome {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final String schema = "inbox_" + MADE.incrementAndGet();
    private final String application = schema + "_app";
    private final PGSimpleDataSource dataSource = PostgresServer.dataSource(application);

    PostgresHome() throws SQLException {
        dataSource.setApplicationName(schema);
        execute("CREATE SCHEMA " + application);
    }

    String schema() {
        return schema;
    }

    PGSimpleDataSource dataSource() {
        return dataSource;
    }

    /** With more patience than usual: on a busy machine a new connection may take seconds, and that is no outage. */
    PostgresStoreBuilder builder() {
        return PostgresStore.builder(dataSource).schema(schema).patience(Duration.ofMinutes(1));
    }

    @Override
    public PostgresStore open(InstantSource clock) {
        return builder().testTime(clock).open();
    }

    @Override
    public Connection applicationConnection() throws SQLException {
        return dataSource.getConnection();
    }

    @Override
    public boolean soleOwner() {
        return false;
    }

    @Override
    public void delete() throws SQLException {
        execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        execute("DROP SCHEMA " + application + " CASCADE");
    }

    /** Cuts every connection that the inboxes here hold, as a restart of the server does. */
    void cutConnections() throws SQLException {
        execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                + "AND application_name = '" + schema + "'");
    }

    /** The single number that a query answers. */
    long number(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
