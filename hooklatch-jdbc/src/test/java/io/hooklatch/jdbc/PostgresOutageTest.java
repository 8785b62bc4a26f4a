package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.store.Appended;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.store.TransactionOutcome;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when connections break, locks are held, and handlers overstay. */
class PostgresOutageTest {
    private PostgresHome home;
    private PostgresStore store;
    private ExecutorService threads;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        store = home.builder().patience(Duration.ofSeconds(2)).open();
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        store.close();
        home.delete();
    }

    @Test
    void fault21_connectionsThatBrokeWhileNobodyUsedThemAreReplacedUnnoticed() throws Exception {
        for (int round = 0; round < 3; round++) {
            DeliveryId id =
                    await(store.append(aDelivery().route("ledger").build())).deliveryId();
            assertThat(transactNothing()).isInstanceOf(TransactionOutcome.Committed.class);
            home.cutConnections();
            assertThat(store.reader().delivery(id)).isPresent();
        }
        assertThat(store.reader().deliveries(DeliveryQuery.all()).items()).hasSize(3);
    }

    @Test
    void fault21_whatWasAcknowledgedWhileConnectionsBreakIsThereAndMadeOneEventEach() throws Exception {
        int senders = 4;
        int each = 60;
        CountDownLatch sending = new CountDownLatch(senders * each);
        List<Future<List<Appended>>> results = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            int number = sender;
            results.add(threads.submit(() -> {
                List<Appended> acknowledged = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    acknowledged.add(sendUntilAcknowledged("evt_" + number + "_" + i));
                    sending.countDown();
                }
                return acknowledged;
            }));
        }
        int cuts = 0;
        while (sending.getCount() > 0) {
            home.cutConnections();
            cuts++;
        }
        assertThat(cuts).isPositive();
        for (Future<List<Appended>> result : results) {
            for (Appended appended : result.get(60, TimeUnit.SECONDS)) {
                assertThat(store.reader().delivery(appended.deliveryId())).isPresent();
            }
        }
        assertThat(store.reader().events(EventQuery.all().limit(1000)).items()).hasSize(senders * each);
    }

    @Test
    void fault21_aLockThatSomebodyHoldsTooLongMakesWritesUnavailableAndNotHang() throws Exception {
        try (Connection other = home.applicationConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + home.schema() + ".delivery IN EXCLUSIVE MODE");
            CompletionStage<Appended> waiting = store.append(aDelivery().build());
            assertThatThrownBy(() -> await(waiting))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StoreUnavailableException.class);
            assertThat(store.reader().deliveries(DeliveryQuery.all()).items()).isEmpty();
            other.rollback();
        }
        assertThat(await(store.append(aDelivery().build())).newEvent()).isTrue();
        assertThat(store.pendingWrites()).isZero();
    }

    @Test
    void fault21_aPoolThatGivesNothingMakesTheStoreUnavailableInTimeUntilItGivesAgain() throws Exception {
        AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
        DataSource pool = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    gate.get().await();
                    return method.invoke(home.dataSource(), arguments);
                });
        try (PostgresStore starving = PostgresStore.builder(pool)
                .schema(home.schema())
                .patience(Duration.ofSeconds(1))
                .open()) {
            await(starving.append(aDelivery().build()));
            home.cutConnections();
            gate.set(new CountDownLatch(1));
            assertThatThrownBy(() -> await(starving.append(aDelivery().build())))
                    .hasCauseInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("the pool is too small");
            assertThatThrownBy(() -> starving.reader().deliveries(DeliveryQuery.all()))
                    .isInstanceOf(StoreUnavailableException.class);
            gate.get().countDown();
            assertThat(await(starving.append(aDelivery().build())).newEvent()).isTrue();
            assertThat(starving.reader().deliveries(DeliveryQuery.all()).items())
                    .hasSize(2);
        }
    }

    @Test
    void fault26_whatALateHandlerLockedIsFreeWhenItIsTimedOut() throws Exception {
        home.execute("CREATE TABLE account (id int primary key, balance int)");
        home.execute("INSERT INTO account VALUES (1, 10)");
        // Time enough for a connection on a busy machine: only the handler is to be late.
        store.close();
        store = home.builder().patience(Duration.ofSeconds(60)).open();
        await(store.append(aDelivery().route("ledger").build()));
        CountDownLatch never = new CountDownLatch(1);
        List<Lease> leases = await(store.lease("ledger", 1, Duration.ofMinutes(1)));
        TransactionOutcome outcome = await(store.transact(
                        leases,
                        (lease, connection) -> {
                            execute(connection, "UPDATE account SET balance = 0");
                            never.await();
                            return Completion.handled(lease, 0, 0);
                        },
                        Duration.ofSeconds(5),
                        threads))
                .get(0);
        assertThat(outcome).isEqualTo(new TransactionOutcome.TimedOut());
        home.execute("SET lock_timeout = '30s'; UPDATE account SET balance = balance + 1");
        try (Connection connection = home.applicationConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT balance FROM account")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(11);
        }
    }

    @Test
    void aHandlerThatEndsTheTransactionPastTheFirstFenceIsToldSo() throws Exception {
        await(store.append(aDelivery().route("ledger").build()));
        List<Lease> leases = await(store.lease("ledger", 1, Duration.ofMinutes(1)));
        TransactionOutcome outcome = await(store.transact(
                        leases,
                        (lease, connection) -> {
                            execute(connection, "SET standard_conforming_strings = off");
                            execute(connection, "SELECT '\\''; COMMIT; SELECT '1'");
                            return Completion.handled(lease, 0, 0);
                        },
                        Duration.ofMinutes(1),
                        threads))
                .get(0);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransactionOutcome.RolledBack.class,
                        back -> assertThat(back.cause()).hasMessageContaining("ended the inbox's transaction"));
        assertThat(store.reader().openDispatches()).hasSize(1);
    }

    @Test
    void handlersOfTwoListsRunInTransactionsSideBySide() throws Exception {
        for (int i = 0; i < 2; i++) {
            await(store.append(aDelivery().route("ledger").build()));
        }
        List<Lease> leases = await(store.lease("ledger", 2, Duration.ofMinutes(1)));
        CountDownLatch both = new CountDownLatch(2);
        List<CompletionStage<List<TransactionOutcome>>> stages = new ArrayList<>();
        for (Lease one : leases) {
            stages.add(store.transact(
                    List.of(one),
                    (lease, connection) -> {
                        both.countDown();
                        assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
                        return Completion.handled(lease, 0, 0);
                    },
                    Duration.ofMinutes(2),
                    threads));
        }
        for (CompletionStage<List<TransactionOutcome>> stage : stages) {
            assertThat(await(stage)).containsExactly(new TransactionOutcome.Committed());
        }
    }

    private TransactionOutcome transactNothing() throws Exception {
        List<Lease> leases = await(store.lease("ledger", 1, Duration.ofMinutes(1)));
        return await(store.transact(
                        leases, (lease, connection) -> Completion.handled(lease, 0, 0), Duration.ofMinutes(1), threads))
                .get(0);
    }

    private Appended sendUntilAcknowledged(String key) throws Exception {
        while (true) {
            try {
                return await(store.append(aDelivery().key(key).build()));
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(StoreUnavailableException.class);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
