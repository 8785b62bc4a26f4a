package io.hooklatch.jdbc.sqlite.write;

import static io.hooklatch.jdbc.sqlite.write.WriterRig.await;
import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionOutcome.Committed;
import io.hooklatch.store.TransactionOutcome.NotRun;
import io.hooklatch.store.TransactionOutcome.RolledBack;
import io.hooklatch.store.TransactionOutcome.TimedOut;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers that hang, break the rules or mean harm: the transaction is the writer's all the same. */
class HostileWorkTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private WriterRig rig;

    @BeforeEach
    void open() throws SQLException {
        rig = WriterRig.open(directory.resolve("inbox.db"));
        application("CREATE TABLE credit (dispatch TEXT UNIQUE ON CONFLICT ROLLBACK)");
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        rig.close();
    }

    @Test
    void fault26_aHungHandlerIsInterruptedAndAbandonedAndTheFormerOnesStand() throws Exception {
        List<Lease> leases = leases(3);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<TransactionOutcome> outcomes = await(rig.writes.transact(
                leases,
                (lease, connection) -> {
                    credit(connection, lease.dispatchId().toString());
                    if (lease.equals(leases.get(1))) {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw e;
                        }
                    }
                    return Completion.handled(lease, 0, 0);
                },
                SHORT,
                executor));
        assertThat(outcomes).containsExactly(new Committed(), new TimedOut(), new NotRun());
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(credits()).isEqualTo(1);
        assertThat(handled()).isEqualTo(1);
    }

    @Test
    void fault26_oneThatIgnoresTheInterruptWritesNothingAfterItsTime() throws Exception {
        List<Lease> leases = leases(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Throwable> late = new CompletableFuture<>();
        List<TransactionOutcome> outcomes = await(rig.writes.transact(
                leases,
                (lease, connection) -> {
                    credit(connection, "in time");
                    boolean waiting = true;
                    while (waiting) {
                        try {
                            goOn.await();
                            waiting = false;
                        } catch (InterruptedException e) {
                            waiting = true; // as bad handlers do
                        }
                    }
                    try {
                        credit(connection, "too late");
                        late.complete(new AssertionError("the late write went through"));
                    } catch (SQLException e) {
                        late.complete(e);
                    }
                    return Completion.handled(lease, 0, 0);
                },
                SHORT,
                executor));
        assertThat(outcomes).containsExactly(new TimedOut());
        assertThat(rig.append(aDelivery()).newEvent()).as("ingest goes on").isTrue();
        goOn.countDown();
        assertThat(late.get(30, TimeUnit.SECONDS))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("is over");
        assertThat(credits()).isZero();
        assertThat(handled()).isZero();
    }

    @Test
    void fault26_oneThatHangsInsideSqlIsStoppedThere() {
        List<TransactionOutcome> outcomes = await(rig.writes.transact(
                leases(1),
                (lease, connection) -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery("WITH RECURSIVE n(i) AS "
                                    + "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")) {
                        row.next();
                    }
                    return Completion.handled(lease, 0, 0);
                },
                SHORT,
                executor));
        assertThat(outcomes).containsExactly(new TimedOut());
        assertThat(rig.append(aDelivery()).newEvent()).isTrue();
        assertThat(handled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "ROLLBACK",
                "END TRANSACTION",
                "SAVEPOINT mine",
                "RELEASE hooklatch_work",
                "INSERT INTO credit VALUES ('x'); COMMIT",
                "PRAGMA synchronous = OFF",
                "ATTACH ':memory:' AS other",
                "VACUUM",
                "RESTORE FROM 'other.db'"
            })
    void sqlThatWouldEndTheTransactionIsRefusedAndNothingElseHappens(String sql) throws SQLException {
        List<TransactionOutcome> outcomes = transact(leases(2), connection -> {
            credit(connection, "written before " + System.nanoTime());
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("is refused");
                assertThatThrownBy(() -> statement.executeUpdate(sql)).hasMessageContaining("is refused");
                assertThatThrownBy(() -> statement.addBatch(sql)).hasMessageContaining("is refused");
            }
            assertThatThrownBy(() -> connection.prepareStatement(sql)).hasMessageContaining("is refused");
        });
        assertThat(outcomes).containsOnly(new Committed());
        assertThat(credits()).isEqualTo(2);
    }

    @Test
    void theMethodsThatWouldEndTheTransactionAreRefused() throws SQLException {
        List<TransactionOutcome> outcomes = transact(leases(1), connection -> {
            for (ThrowingCallable call : new ThrowingCallable[] {
                connection::commit,
                connection::rollback,
                connection::close,
                connection::setSavepoint,
                () -> connection.setAutoCommit(true),
                () -> connection.unwrap(Object.class),
                () -> connection.abort(Runnable::run)
            }) {
                assertThatThrownBy(call).isInstanceOf(SQLException.class).hasMessageContaining("is refused");
            }
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.isWrapperFor(Connection.class)).isFalse();
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
                assertThatThrownBy(() -> statement.unwrap(Object.class)).hasMessageContaining("is refused");
            }
        });
        assertThat(outcomes).containsOnly(new Committed());
    }

    @Test
    void aConstraintThatRollsTheTransactionBackLosesAllOfItAndIsSaidSo() throws SQLException {
        List<Lease> leases = leases(3);
        List<String> names = List.of("one", "one", "two");
        List<TransactionOutcome> outcomes = await(rig.writes.transact(
                leases,
                (lease, connection) -> {
                    try {
                        credit(connection, names.get(leases.indexOf(lease)));
                    } catch (SQLException e) {
                        // Goes on as if nothing had happened: without the transaction this would commit by itself.
                        credit(connection, "by itself");
                    }
                    return Completion.handled(lease, 0, 0);
                },
                LONG,
                executor));
        assertThat(outcomes.get(0)).isInstanceOf(RolledBack.class);
        assertThat(outcomes.get(1)).isInstanceOf(RolledBack.class);
        assertThat(outcomes.get(2)).isEqualTo(new NotRun());
        assertThat(credits()).isZero();
        assertThat(handled()).isZero();
        assertThat(rig.append(aDelivery()).newEvent()).isTrue();
    }

    @Test
    void whatWasLentIsWorthNothingAfterwards() throws SQLException {
        List<Connection> kept = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        transact(leases(1), connection -> {
            kept.add(connection);
            Statement statement = connection.createStatement();
            statement.executeQuery("SELECT * FROM credit");
            statements.add(statement);
        });
        List<TransactionOutcome> outcomes = transact(leases(1), connection -> {
            assertThatThrownBy(() -> credit(kept.get(0), "through the former loan"))
                    .hasMessageContaining("is over");
            assertThatThrownBy(() -> statements.get(0).executeUpdate("INSERT INTO credit VALUES ('late')"))
                    .hasMessageContaining("is over");
        });
        assertThat(outcomes).containsOnly(new Committed());
        assertThatThrownBy(() -> kept.get(0).createStatement()).hasMessageContaining("is over");
        assertThat(credits()).isZero();
    }

    @Test
    void temporaryTablesWithTheNamesOfOursDoNotCatchOurRows() throws SQLException {
        transact(leases(1), connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : List.of("delivery", "dispatch", "attempt", "key", "recent_key", "profile")) {
                    statement.execute("CREATE TEMP TABLE hooklatch_" + table + " AS SELECT * FROM main.hooklatch_"
                            + table + " WHERE false");
                }
            }
        });
        assertThat(rig.append(aDelivery().key("k").route("ledger")).newEvent()).isTrue();
        assertThat(rig.append(aDelivery().key("k")).duplicate()).isTrue();
        assertThat(await(rig.writes.lease("ledger", 1, LONG))).hasSize(1);
        rig.writer.close();
        assertThat(rig.reader.dispatches(DispatchQuery.all()).items()).hasSize(2);
    }

    /** What a handler does with its connection. */
    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private List<TransactionOutcome> transact(List<Lease> leases, Work work) {
        return await(rig.writes.transact(
                leases,
                (lease, connection) -> {
                    work.run(connection);
                    return Completion.handled(lease, 0, 0);
                },
                LONG,
                executor));
    }

    private List<Lease> leases(int count) {
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leases.addAll(rig.append(aDelivery().claimed("ledger", LONG)).leases());
        }
        return leases;
    }

    private static void credit(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO credit VALUES ('" + name + "')");
        }
    }

    private int credits() throws SQLException {
        try (Connection application = rig.applicationConnection();
                Statement statement = application.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM credit")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void application(String sql) throws SQLException {
        try (Connection application = rig.applicationConnection();
                Statement statement = application.createStatement()) {
            statement.execute(sql);
        }
    }

    private int handled() {
        return rig.reader
                .dispatches(DispatchQuery.all().state(DispatchState.HANDLED))
                .items()
                .size();
    }
}
