package io.hooklatch.jdbc;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL server for all tests of this JVM, as safe as one in earnest. It ends with the JVM. */
final class PostgresServer {
    private PostgresServer() {}

    private static final class Running {
        private static final EmbeddedPostgres SERVER = start();
    }

    /** Skips the test where the server cannot run: it is built for one platform, and refuses to be root. */
    private static void assumeThatItRuns() {
        assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .as("the embedded PostgreSQL server is built for Linux on amd64")
                .isEqualTo("Linux amd64");
        if (System.getProperty("user.name").equals("root")) {
            assumeThat(LinuxUtils.isUnshareAvailable())
                    .as(
                            "PostgreSQL does not run as root, and unshare, by which it would be somebody else, is missing or"
                                    + " forbidden here: run the tests as another user")
                    .isTrue();
        }
    }

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
        assumeThatItRuns();
        PGSimpleDataSource dataSource = (PGSimpleDataSource) Running.SERVER.getPostgresDatabase();
        dataSource.setCurrentSchema(schema);
        return dataSource;
    }
}
