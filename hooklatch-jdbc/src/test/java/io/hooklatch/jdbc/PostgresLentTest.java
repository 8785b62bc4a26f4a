package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TransactionOutcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one handler does to the connection it is lent is gone when the next one has it. */
class PostgresLentTest {
    private static final String STATE = "SELECT concat_ws(' ', current_setting('application_name'), "
            + "current_setting('search_path'), current_setting('lock_timeout'), current_setting('TimeZone'), "
            + "current_setting('role'), current_setting('transaction_isolation'), to_regclass('pg_temp.left_behind'), "
            + "(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()), "
            + "(SELECT count(*) FROM pg_listening_channels()), (SELECT count(*) FROM pg_cursors WHERE is_holdable))";

    private PostgresHome home;
    private PostgresStore store;
    private ExecutorService threads;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        store = home.builder().handlers(1).open();
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        store.close();
        home.execute("DROP ROLE IF EXISTS " + home.schema() + "_role");
        home.delete();
    }

    @Test
    void settingsLocksAndTemporaryTablesOfAHandlerAreNotThoseOfTheNext() throws Exception {
        home.execute("CREATE ROLE " + home.schema() + "_role");
        List<String> seen = new ArrayList<>();
        int process = run(connection -> seen.add(answer(connection, STATE)));

        int again = run(connection -> {
            execute(connection, "SET application_name = 'somebody'");
            execute(connection, "SET search_path = pg_catalog");
            execute(connection, "SET lock_timeout = 1");
            execute(connection, "SET TimeZone = 'Asia/Tokyo'");
            execute(connection, "CREATE TEMP TABLE left_behind (x int)");
            execute(connection, "SELECT pg_advisory_lock(4711)");
            execute(connection, "LISTEN something");
            execute(connection, "DECLARE kept CURSOR WITH HOLD FOR SELECT 1");
            execute(connection, "SET default_transaction_isolation = 'serializable'");
            execute(connection, "SET ROLE " + home.schema() + "_role; RESET ROLE; SET ROLE NONE");
        });
        assertThat(again).as("the same connection").isEqualTo(process);
        int last = run(connection -> seen.add(answer(connection, STATE)));

        assertThat(last).as("the same connection").isEqualTo(process);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).startsWith(home.schema() + " ").endsWith("read committed 0 0 0");
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
    }

    @Test
    void whatAPieceOfWorkSetIsGoneForTheNextOfTheSameList() throws Exception {
        for (int i = 0; i < 2; i++) {
            await(store.append(aDelivery().route("ledger").build()));
        }
        List<String> seen = new ArrayList<>();
        List<TransactionOutcome> outcomes = await(store.transact(
                await(store.lease("ledger", 2, Duration.ofMinutes(2))),
                (lease, connection) -> {
                    seen.add(answer(connection, STATE));
                    execute(connection, "SET TimeZone = 'Asia/Tokyo'; SELECT pg_advisory_lock(4711)");
                    return Completion.handled(lease, 0, 0);
                },
                Duration.ofMinutes(2),
                threads));
        assertThat(outcomes).containsOnly(new TransactionOutcome.Committed()).hasSize(2);
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
    }

    @Test
    void aLockOfAHandlerThatFailedIsFree() throws Exception {
        await(store.append(aDelivery().route("ledger").build()));
        List<Lease> leases = await(store.lease("ledger", 1, Duration.ofMinutes(2)));
        TransactionOutcome outcome = await(store.transact(
                        leases,
                        (lease, connection) -> {
                            execute(connection, "SELECT pg_advisory_lock(4711)");
                            throw new IllegalStateException("failed");
                        },
                        Duration.ofMinutes(2),
                        threads))
                .get(0);
        assertThat(outcome).isInstanceOf(TransactionOutcome.RolledBack.class);
        try (Connection other = home.applicationConnection()) {
            assertThat(answer(other, "SELECT pg_try_advisory_lock(4711)")).isEqualTo("t");
        }
    }

    private interface OnConnection {
        void use(Connection connection) throws SQLException;
    }

    /** Runs one handler; gives the number of the server's process that it had. */
    private int run(OnConnection work) throws Exception {
        await(store.append(aDelivery().route("ledger").build()));
        List<Integer> process = new ArrayList<>();
        TransactionOutcome outcome = await(store.transact(
                        await(store.lease("ledger", 1, Duration.ofMinutes(2))),
                        (lease, connection) -> {
                            process.add(Integer.parseInt(answer(connection, "SELECT pg_backend_pid()")));
                            work.use(connection);
                            return Completion.handled(lease, 0, 0);
                        },
                        Duration.ofMinutes(2),
                        threads))
                .get(0);
        assertThat(outcome).isEqualTo(new TransactionOutcome.Committed());
        return process.get(0);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answer(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
