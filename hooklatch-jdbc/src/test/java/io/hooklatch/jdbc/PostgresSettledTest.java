package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.store.Appended;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.Settled;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Following the lists of a database that two nodes write, one of which is held up between an id and its commit. */
class PostgresSettledTest {
    private PostgresHome home;
    private PostgresStore slow;
    private PostgresStore quick;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        slow = home.builder().patience(Duration.ofMinutes(2)).open();
        quick = home.builder().open();
    }

    @AfterEach
    void close() throws SQLException {
        slow.close();
        quick.close();
        home.delete();
    }

    @Test
    void whatIsHeldUpHoldsUpWhatIsSettledUntilItIsThere() throws Exception {
        CompletableFuture<Appended> late;
        long newest;
        try (Connection other = home.applicationConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO " + home.schema() + ".dedupe_key VALUES ('orders', 'held', 1, '')");
            late = slow.append(aDelivery().endpoint("orders").key("held").build())
                    .toCompletableFuture();
            awaitBlocked();
            newest = await(quick.append(
                            aDelivery().endpoint("orders").key("quick").build()))
                    .deliveryId()
                    .value();
            for (int look = 0; look < 20; look++) {
                assertThat(quick.reader().settled().rows()).isLessThan(newest);
            }
            assertThat(late).isNotDone();
            other.rollback();
        }
        long heldUp = late.get(60, TimeUnit.SECONDS).deliveryId().value();
        assertThat(heldUp).as("given out before, committed after").isLessThan(newest);
        awaitSettled(newest);
        assertThat(quick.reader().deliveries(DeliveryQuery.all()).items())
                .extracting(row -> row.id().value())
                .containsExactly(newest, heldUp);
    }

    @Test
    void whoFollowsWhatIsSettledMissesNothingWhileNodesStoreAtOnce() throws Exception {
        int many = 400;
        List<CompletableFuture<Appended>> stored = new ArrayList<>();
        Set<Long> followed = new TreeSet<>();
        long after = 0;
        for (int i = 0; i < many; i++) {
            PostgresStore node = i % 2 == 0 ? slow : quick;
            stored.add(node.append(aDelivery().key("k" + i).build()).toCompletableFuture());
            after = follow(after, followed);
        }
        long last = 0;
        for (CompletableFuture<Appended> one : stored) {
            last = Math.max(last, one.get(60, TimeUnit.SECONDS).deliveryId().value());
        }
        awaitSettled(last);
        follow(after, followed);

        assertThat(followed).hasSize(many);
    }

    @Test
    void attemptsSettleWithTheCommitThatRecordsThem() throws Exception {
        await(quick.append(aDelivery().route("ship").build()));
        Lease lease = await(slow.lease("ship", 1, Duration.ofMinutes(1))).get(0);
        await(slow.complete(new Completion(lease, 0, 1, AttemptOutcome.SUCCEEDED, "", new Completion.Next.Handled())));
        long attempt =
                quick.reader().attempts(AttemptQuery.all()).items().get(0).id().value();

        for (int look = 0; quick.reader().settled().attempts() < attempt; look++) {
            assertThat(look).isLessThan(5000);
        }
        assertThat(quick.reader().settled().attempts()).isEqualTo(attempt);
    }

    /** Reads what lies behind the place and is settled, and returns the next place. */
    private long follow(long after, Set<Long> followed) {
        Settled settled = quick.reader().settled();
        for (DeliverySummary row :
                quick.reader().deliveries(DeliveryQuery.all().limit(500)).items()) {
            long id = row.id().value();
            if (id > after && id <= settled.rows()) {
                assertThat(followed.add(id)).as("once").isTrue();
            }
        }
        return Math.max(after, settled.rows());
    }

    /** Until the server says that somebody waits for a lock in this schema's inbox. */
    private void awaitBlocked() throws Exception {
        for (int round = 0;
                home.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                                + "AND application_name = '" + home.schema() + "'")
                        == 0;
                round++) {
            assertThat(round).as("nobody is blocked after a minute").isLessThan(3000);
            boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }

    private void awaitSettled(long id) throws InterruptedException {
        for (int round = 0; quick.reader().settled().rows() < id; round++) {
            assertThat(round).as("not settled after a minute").isLessThan(3000);
            boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
