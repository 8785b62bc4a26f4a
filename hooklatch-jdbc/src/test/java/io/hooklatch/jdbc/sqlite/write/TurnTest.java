package io.hooklatch.jdbc.sqlite.write;

import static io.hooklatch.jdbc.sqlite.write.WriterRig.await;
import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Appended;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionOutcome.Committed;
import io.hooklatch.store.TransactionOutcome.Fenced;
import io.hooklatch.store.TransactionOutcome.NotRun;
import io.hooklatch.store.TransactionOutcome.RolledBack;
import io.hooklatch.store.TransactionalWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

class TurnTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private WriterRig rig;

    @BeforeEach
    void open() throws SQLException {
        rig = WriterRig.open(directory.resolve("inbox.db"));
        try (Connection application = rig.applicationConnection();
                Statement statement = application.createStatement()) {
            statement.execute("CREATE TABLE credit (dispatch TEXT)");
        }
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        rig.close();
    }

    @Test
    void theWritesTheHandledMarkAndTheAttemptAreCommittedTogether() throws SQLException {
        List<Lease> leases = leases(3);
        assertThat(transact(leases, TurnTest::credit))
                .containsOnly(new Committed())
                .hasSize(3);
        assertThat(credits()).isEqualTo(3);
        assertThat(dispatches(DispatchState.HANDLED)).isEqualTo(3);
        assertThat(rig.reader.attempts(AttemptQuery.all()).items()).hasSize(3);
        assertThat(await(rig.writes.complete(Completion.handled(leases.get(0), 0, 0))))
                .isFalse();
    }

    @Test
    void whatThrowsIsRolledBackAloneAndRecordsNothing() throws SQLException {
        List<Lease> leases = leases(3);
        List<TransactionOutcome> outcomes = transact(leases, (lease, connection) -> {
            Completion completion = credit(lease, connection);
            if (lease.equals(leases.get(1))) {
                throw new StackOverflowError("a handler's own");
            }
            return completion;
        });
        assertThat(outcomes.get(0)).isEqualTo(new Committed());
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        RolledBack.class, it -> assertThat(it.cause()).hasMessage("a handler's own"));
        assertThat(outcomes.get(2)).isEqualTo(new Committed());
        assertThat(credits()).isEqualTo(2);
        assertThat(rig.reader.attempts(AttemptQuery.all()).items()).hasSize(2);
        assertThat(await(rig.writes.complete(Completion.handled(leases.get(1), 0, 0))))
                .as("the lease is still held")
                .isTrue();
    }

    @Test
    void whatDoesNotEndHandledIsRolledBack() throws SQLException {
        List<TransactionOutcome> outcomes = transact(leases(1), (lease, connection) -> {
            Completion handled = credit(lease, connection);
            return new Completion(lease, 0, 0, handled.outcome(), "", new Completion.Next.Retry(Duration.ofSeconds(1)));
        });
        assertThat(outcomes.get(0)).isInstanceOf(RolledBack.class);
        assertThat(credits()).isZero();
        assertThat(dispatches(DispatchState.RUNNING)).isEqualTo(1);
    }

    @Test
    void aCompletionOfAnotherLeaseIsRolledBack() throws SQLException {
        List<Lease> leases = leases(2);
        List<TransactionOutcome> outcomes = transact(leases.subList(0, 1), (lease, connection) -> {
            credit(lease, connection);
            return Completion.handled(leases.get(1), 0, 0);
        });
        assertThat(outcomes.get(0)).isInstanceOf(RolledBack.class);
        assertThat(credits()).isZero();
        assertThat(dispatches(DispatchState.HANDLED)).isZero();
    }

    @Test
    void fault24_aLeaseThatIsNoLongerHeldIsFencedAndItsWritesAreGone() throws SQLException {
        List<Lease> leases = leases(2);
        assertThat(await(rig.writes.release(leases.subList(0, 1)))).isEqualTo(1);
        assertThat(transact(leases, TurnTest::credit)).containsExactly(new Fenced(), new Committed());
        assertThat(credits()).isEqualTo(1);
    }

    @Test
    void aCommitThatFailsRollsBackEverything() throws SQLException {
        List<Lease> leases = leases(2);
        rig.gate.failNext(SQLiteErrorCode.SQLITE_IOERR);
        assertThat(transact(leases, TurnTest::credit))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                RolledBack.class,
                                it -> assertThat(it.cause()).isInstanceOf(StoreUnavailableException.class)));
        assertThat(credits()).isZero();
        assertThat(transact(leases, TurnTest::credit)).containsOnly(new Committed());
    }

    @Test
    void theWorkReadsAndWritesTheApplicationsTablesAndItsOwnWrites() throws SQLException {
        List<Integer> seen = new ArrayList<>();
        transact(leases(3), (lease, connection) -> {
            Completion completion = credit(lease, connection);
            try (PreparedStatement count =
                    connection.prepareStatement("SELECT count(*) FROM credit WHERE dispatch <> ?")) {
                count.setString(1, "");
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    seen.add(row.getInt(1));
                }
            }
            return completion;
        });
        assertThat(seen).containsExactly(1, 2, 3);
    }

    @Test
    void ingestWaitsForTheTurnAndNeverFailsBecauseOfIt() throws InterruptedException {
        List<Lease> leases = leases(1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletionStage<List<TransactionOutcome>> turn = rig.writes.transact(
                leases,
                (lease, connection) -> {
                    inside.countDown();
                    leave.await();
                    return credit(lease, connection);
                },
                LONG,
                executor);
        inside.await();
        CompletionStage<Appended> waiting = rig.writes.append(aDelivery().build());
        assertThat(waiting.toCompletableFuture()).isNotDone();
        leave.countDown();
        assertThat(await(turn)).containsOnly(new Committed());
        assertThat(await(waiting).newEvent()).isTrue();
    }

    @Test
    void anExecutorThatRefusesLeavesTheWorkNotRun() {
        List<Lease> leases = leases(2);
        CompletionStage<List<TransactionOutcome>> turn = rig.writes.transact(leases, TurnTest::credit, LONG, task -> {
            throw new RejectedExecutionException("full");
        });
        assertThat(await(turn)).containsOnly(new NotRun());
        assertThat(transact(leases, TurnTest::credit)).containsOnly(new Committed());
    }

    @Test
    void anExecutorThatNeverComesToItCostsOneTimeLimit() {
        List<Lease> leases = leases(2);
        CompletionStage<List<TransactionOutcome>> turn =
                rig.writes.transact(leases, TurnTest::credit, Duration.ofMillis(50), task -> {});
        assertThat(await(turn)).containsOnly(new NotRun());
        assertThat(transact(leases, TurnTest::credit)).containsOnly(new Committed());
    }

    @Test
    void whileAnotherConnectionHoldsTheLockTheWorkIsNotRun() throws SQLException {
        List<Lease> leases = leases(1);
        try (Connection application = rig.applicationConnection();
                Statement statement = application.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThat(transact(leases, TurnTest::credit)).containsOnly(new NotRun());
            statement.execute("COMMIT");
        }
        assertThat(transact(leases, TurnTest::credit)).containsOnly(new Committed());
    }

    private List<Lease> leases(int count) {
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leases.addAll(rig.append(aDelivery().claimed("ledger", LONG)).leases());
        }
        return leases;
    }

    private List<TransactionOutcome> transact(List<Lease> leases, TransactionalWork work) {
        return await(rig.writes.transact(leases, work, LONG, executor));
    }

    private static Completion credit(Lease lease, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO credit VALUES (?)")) {
            insert.setString(1, lease.dispatchId().toString());
            insert.executeUpdate();
        }
        return Completion.handled(lease, 0, 0);
    }

    private int credits() throws SQLException {
        try (Connection application = rig.applicationConnection();
                Statement statement = application.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM credit")) {
            row.next();
            return row.getInt(1);
        }
    }

    private int dispatches(DispatchState state) {
        return rig.reader.dispatches(DispatchQuery.all().state(state)).items().size();
    }
}
