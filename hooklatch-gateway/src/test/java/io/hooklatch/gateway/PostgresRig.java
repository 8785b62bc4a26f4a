package io.hooklatch.gateway;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server that keeps what it commits, for gateways to share. */
public final class PostgresRig implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    private PostgresRig(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    /**
     * Starts one; skips the test where none can run.
     *
     * @param data where it keeps its files: a directory that does not exist yet
     */
    public static PostgresRig start(Path data) {
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
        return new PostgresRig(data, start(data, 0));
    }

    private static EmbeddedPostgres start(Path data, int port) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200");
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** The setting {@code store} of a gateway on it, in one line. */
    public String store(String schema) {
        return "store: { postgres: { url: \"" + url() + "\", user: postgres, schema: " + schema + " } }\n";
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    /** What {@code pg_ctl stop -m immediate} does: every process of the server ends at once, as in a crash. */
    public void stopImmediately() throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        String pid = Files.readAllLines(pidFile).get(0);
        Process kill = new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new IOException("the server, process " + pid + ", got no signal");
        }
        // Removed when all of its processes have ended.
        for (int round = 0; Files.exists(pidFile); round++) {
            if (round == 1200) {
                throw new IOException("the server, process " + pid + ", does not end");
            }
            boolean unused = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
    }

    /** Starts it again on its files and its port, after {@link #stopImmediately}. */
    public void startAgain() throws IOException {
        int port = server.getPort();
        server.close(); // gives up the lock on its files
        server = start(data, port);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
