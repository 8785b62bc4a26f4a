package io.hooklatch.bench.postgres;

import io.hooklatch.jdbc.PostgresStore;
import io.hooklatch.jdbc.PostgresStoreBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A PostgreSQL server with its own defaults that loses nothing it commits, and inboxes in schemas of it. */
public final class Database implements AutoCloseable {
    private final EmbeddedPostgres server;
    private int schemas;

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts one with its files in this directory, which must not exist. */
    public static Database start(Path directory) throws IOException {
        return new Database(EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .start());
    }

    private DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    /** The name of a schema that does not exist yet. */
    public String newSchema() {
        schemas++;
        return "bench_" + schemas;
    }

    /** One node on the inbox in this schema, with the store's defaults. */
    public PostgresStore node(String schema) {
        PostgresStoreBuilder builder = PostgresStore.builder(dataSource());
        return builder.schema(schema).open();
    }

    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many bytes the tables of a schema take on disk, with their indexes. */
    public long bytes(String schema) throws SQLException {
        return number("SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c "
                + "WHERE c.relkind = 'r' AND c.relnamespace = '" + schema + "'::regnamespace");
    }

    /** Removes an inbox, and has the server write down what it holds in memory, so that no run pays for another. */
    public void drop(String schema) throws SQLException {
        execute("DROP SCHEMA " + schema + " CASCADE");
        execute("CHECKPOINT");
    }

    /** The single number that a query answers. */
    public long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Fails a run that did not do exactly what it counted.
     *
     * @throws IllegalStateException when the numbers differ
     */
    public void requireExactly(long expected, String sql) throws SQLException {
        long found = number(sql);
        if (found != expected) {
            throw new IllegalStateException(found + " in place of " + expected + " by " + sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
