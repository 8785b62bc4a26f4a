package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchState;
import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TransactionOutcome;
import io.hooklatch.store.TransactionOutcome.Committed;
import io.hooklatch.store.TransactionOutcome.NotRun;
import io.hooklatch.store.TransactionOutcome.TimedOut;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The connection that a handler is given serves its writes, only those, and only while it runs. */
abstract class TransactionConnectionContract extends TransactionalGroup {
    /** Long enough for a row to be written on a busy machine, short enough to wait for. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    final void theWorkReadsItsOwnWritesAndNobodyElseDoesUntilTheyAreCommitted() throws Exception {
        Lease first = leases(1).get(0);
        transact(List.of(first), writeARow());
        Lease second = leases(1).get(0);
        AtomicReference<List<?>> inside = new AtomicReference<>(List.of());
        AtomicReference<List<?>> outside = new AtomicReference<>(List.of());
        transact(List.of(second), (lease, connection) -> {
            Ledger.write(connection, lease, "uncommitted");
            inside.set(Ledger.read(connection));
            outside.set(ledger.committed());
            return handled(lease);
        });
        assertThat(inside.get()).isEqualTo(List.of(first.dispatchId(), second.dispatchId()));
        assertThat(outside.get()).isEqualTo(List.of(first.dispatchId()));
        assertThat(ledger.committed()).containsExactly(first.dispatchId(), second.dispatchId());
    }

    @Test
    final void theConnectionRefusesToEndTheTransaction() throws Exception {
        List<Lease> leases = leases(2);
        List<TransactionOutcome> outcomes = transact(leases, (lease, connection) -> {
            Ledger.write(connection, lease, "first half");
            for (ThrowingCallable ending : List.<ThrowingCallable>of(
                    connection::commit,
                    connection::rollback,
                    connection::close,
                    () -> connection.setAutoCommit(true),
                    () -> connection.setAutoCommit(false),
                    () -> execute(connection, "COMMIT"),
                    () -> execute(connection, "rollback"),
                    () -> execute(connection, " /* a comment */ -- and another\n Commit ;"))) {
                assertThatThrownBy(ending).isInstanceOf(SQLException.class);
            }
            assertThat(connection.isClosed()).isFalse();
            assertThat(connection.getAutoCommit()).isFalse();
            if (lease.equals(leases.get(1))) {
                throw new IllegalStateException("all of it goes");
            }
            return handled(lease);
        });
        assertThat(outcomes.get(0)).isEqualTo(new Committed());
        assertThat(outcomes.get(1)).isInstanceOf(TransactionOutcome.RolledBack.class);
        assertThat(ledger.committed()).containsExactly(leases.get(0).dispatchId());
    }

    @Test
    final void theConnectionAndItsStatementsAreOfNoUseAfterTheWork() throws Exception {
        CompletableFuture<Connection> leaked = new CompletableFuture<>();
        CompletableFuture<PreparedStatement> statement = new CompletableFuture<>();
        Lease done = leases(1).get(0);
        transact(List.of(done), (lease, connection) -> {
            PreparedStatement insert = connection.prepareStatement(Ledger.INSERT);
            insert.setLong(1, 1);
            insert.setString(2, "late");
            leaked.complete(connection);
            statement.complete(insert);
            return handled(lease);
        });
        assertThatThrownBy(() -> Ledger.write(leaked.join(), done, "late")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.join().executeUpdate()).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> leaked.join().commit()).isInstanceOf(SQLException.class);
        transact(leases(1), (lease, connection) -> {
            assertThatThrownBy(() -> Ledger.write(leaked.join(), done, "into another's transaction"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.join().executeUpdate()).isInstanceOf(SQLException.class);
            return handled(lease);
        });
        assertThat(ledger.committed()).isEmpty();
    }

    @Test
    @SuppressWarnings("resource") // leaving it open is the point
    final void whatTheWorkLeavesOpenHindersNobody() throws Exception {
        transact(leases(3), writeARow());
        List<Lease> leases = leases(2);
        assertThat(transact(leases, (lease, connection) -> {
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(Ledger.SELECT);
                    assertThat(rows.next()).isTrue();
                    return handled(lease);
                }))
                .containsExactly(new Committed(), new Committed());
        assertThat(transact(leases(1), writeARow())).containsExactly(new Committed());
        assertThat(ledger.committed()).hasSize(4);
    }

    @Test
    final void fault26_workThatOutlivesItsTimeIsRolledBackInterruptedAndLosesTheConnection() throws Exception {
        List<Lease> leases = leases(3);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<List<Class<?>>> late = new CompletableFuture<>();
        List<TransactionOutcome> outcomes = Stages.await(store().transact(
                        leases,
                        (lease, connection) -> {
                            Ledger.write(connection, lease, "in time");
                            if (lease.equals(leases.get(1))) {
                                PreparedStatement prepared = connection.prepareStatement(Ledger.INSERT);
                                prepared.setLong(1, lease.dispatchId().value());
                                prepared.setString(2, "late");
                                interrupted.complete(ignoreInterrupts(over));
                                late.complete(List.of(
                                        failure(() -> Ledger.write(connection, lease, "late")),
                                        failure(prepared::executeUpdate)));
                            }
                            return handled(lease);
                        },
                        LIMIT,
                        handlers));

        assertThat(outcomes).containsExactly(new Committed(), new TimedOut(), new NotRun());
        Lease next = leases(1).get(0);
        assertThat(transact(List.of(next), (lease, connection) -> {
                    over.countDown();
                    assertThat(Stages.await(late)).allMatch(SQLException.class::isAssignableFrom);
                    Ledger.write(connection, lease, "the next one");
                    return handled(lease);
                }))
                .as("the thread comes back while another transaction runs, and cannot write into it")
                .containsExactly(new Committed());
        assertThat(Stages.await(interrupted)).isTrue();
        assertThat(ledger.committed()).containsExactly(leases.get(0).dispatchId(), next.dispatchId());
        for (Lease lease : leases.subList(1, 3)) {
            assertThat(inbox.attempts(lease.dispatchId())).isEmpty();
            assertThat(inbox.dispatch(lease).state()).isEqualTo(DispatchState.RUNNING);
        }
        assertThat(inbox.complete(new Completion(
                        leases.get(1),
                        inbox.now(),
                        2000,
                        AttemptOutcome.TIMED_OUT,
                        "too slow",
                        new Completion.Next.Retry(Duration.ZERO))))
                .isTrue();
        assertThat(inbox.release(leases.subList(2, 3))).isEqualTo(1);
    }

    @Test
    final void fault26_theTimeLimitIsForEachPieceOfWorkAndNotForAllTogether() throws Exception {
        List<Lease> leases = leases(3);
        CountDownLatch never = new CountDownLatch(1);
        List<TransactionOutcome> outcomes = Stages.await(store().transact(
                        leases,
                        (lease, connection) -> {
                            // Well within the limit, and more than it when added up.
                            boolean opened = never.await(LIMIT.toMillis() * 3 / 8, TimeUnit.MILLISECONDS);
                            Ledger.write(connection, lease, "opened " + opened);
                            return handled(lease);
                        },
                        LIMIT,
                        handlers));
        assertThat(outcomes).containsExactly(new Committed(), new Committed(), new Committed());
        assertThat(ledger.committed()).hasSize(3);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits to the end, and tells whether somebody interrupted it on the way. */
    private static boolean ignoreInterrupts(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static Class<?> failure(ThrowingCallable call) {
        try {
            call.call();
            return Void.class;
        } catch (Throwable e) { // told to the test, which expects one
            return e.getClass();
        }
    }
}
