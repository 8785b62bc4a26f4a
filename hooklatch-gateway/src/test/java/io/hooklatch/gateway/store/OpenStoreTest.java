package io.hooklatch.gateway.store;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.gateway.PostgresRig;
import io.hooklatch.gateway.config.StoreConfig;
import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.store.Appended;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.StoreOpenException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's pool over a real server. */
@Tag("slow")
class OpenStoreTest {
    private static final String PASSWORD = "canary-5d1f-of-the-database";

    @TempDir
    static Path directory;

    private static PostgresRig server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresRig.start(directory.resolve("data"));
        server.execute("CREATE ROLE hooks LOGIN PASSWORD '" + PASSWORD + "'");
        server.execute("GRANT CREATE ON DATABASE postgres TO hooks");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theFloorAndTheBallastOfAFileAreKept() {
        Path file = directory.resolve("floor.db");
        try (OpenStore open = OpenStore.open(new StoreConfig.Sqlite(file, 0, 1 << 20))) {
            assertThat(open.store().append(aDelivery().build()).toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(60));
            assertThat(Path.of(file + ".ballast")).hasSize(1 << 20);
        }
        try (OpenStore open = OpenStore.open(new StoreConfig.Sqlite(file, 1L << 50, 0))) {
            assertThat(open.store().append(aDelivery().build()).toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(60))
                    .withThrowableThat()
                    .withMessageContaining("less than the floor");
        }
    }

    @Test
    void theSmallestPoolIsEnoughForEverything() throws Exception {
        try (OpenStore open = OpenStore.open(config(server.url(), "smallest", 6))) {
            open.store().onWork(handler -> {});
            for (int i = 0; i < 20; i++) {
                append(open);
                open.store().reader().deliveries(DeliveryQuery.all());
            }
            assertThat(connections()).isBetween(3L, 6L);
        }
        assertThat(connections()).isZero();
    }

    @Test
    void fault21_connectionsThatAreCutGoBackToThePoolEachTime() throws Exception {
        try (OpenStore open = OpenStore.open(config(server.url(), "cut", 6))) {
            open.store().onWork(handler -> {});
            for (int round = 0; round < 12; round++) {
                append(open);
                server.execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = 'hooks'");
                assertThat(open.store().reader().deliveries(DeliveryQuery.all()).items())
                        .hasSize(round + 1);
            }
        }
    }

    @Test
    void aDatabaseThatMayLoseCommitsIsRefusedUnlessThatIsAccepted() throws Exception {
        String unsafe = server.url() + "?options=-c%20synchronous_commit=off";
        assertThatThrownBy(() -> OpenStore.open(config(unsafe, "losses", 6)))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("synchronous_commit=off");
        StoreConfig.Postgres config = config(unsafe, "losses", 6);
        try (OpenStore open = OpenStore.open(new StoreConfig.Postgres(
                config.url(),
                config.place(),
                config.user(),
                config.password(),
                config.schema(),
                config.connections(),
                config.patience(),
                Optional.of(Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")),
                true))) {
            append(open);
            assertThat(open.store().digestKey()).startsWith(0, 1, 2, 3);
        }
    }

    @Test
    void fault64_whatCannotBeOpenedIsNamedWithoutTheCredential() throws Exception {
        assertThatThrownBy(() -> OpenStore.open(config(server.url() + "_missing", "none", 6)))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("PostgreSQL at somewhere/inbox, schema none, as hooks: ")
                .hasMessageContaining("postgres_missing")
                .hasMessageNotContaining(PASSWORD);
        try (Socket bound = new Socket()) { // bound and not listening: it refuses
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThatThrownBy(() -> OpenStore.open(
                            config("jdbc:postgresql://127.0.0.1:" + bound.getLocalPort() + "/x", "none", 6)))
                    .isInstanceOf(StoreOpenException.class)
                    .hasMessageContaining("refused")
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    private static void append(OpenStore open) throws Exception {
        Appended appended = open.store()
                .append(aDelivery().route("ledger").build())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        assertThat(appended.newEvent()).isTrue();
    }

    private static long connections() throws Exception {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'hooks' AND state IS NOT NULL")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static StoreConfig.Postgres config(String url, String schema, int connections) {
        return new StoreConfig.Postgres(
                Secret.of(url),
                "somewhere/inbox",
                "hooks",
                Optional.of(Secret.of(PASSWORD)),
                schema,
                connections,
                Duration.ofSeconds(20),
                Optional.empty(),
                false);
    }
}
