package io.hooklatch.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL server for all tests of this JVM, as safe as one in earnest. It ends with the JVM. */
final class PostgresServer {
    private static final EmbeddedPostgres SERVER = start();

    private PostgresServer() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections whose unqualified names are looked up in this schema. */
    static PGSimpleDataSource dataSource(String schema) {
        PGSimpleDataSource dataSource = (PGSimpleDataSource) SERVER.getPostgresDatabase();
        dataSource.setCurrentSchema(schema);
        return dataSource;
    }
}
