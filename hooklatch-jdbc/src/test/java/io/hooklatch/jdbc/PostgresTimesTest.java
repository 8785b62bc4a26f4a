package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.Completion;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.Lease;
import io.hooklatch.store.TimeRange;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists by time look only where rows of that time can be: nothing may be missing for that. */
class PostgresTimesTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    private PostgresHome home;
    private PostgresStore store;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        store = home.builder().open();
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
        home.delete();
    }

    private record Row(long id, long time) {}

    @Test
    void fault20_deliveriesOfNodesWithWrongClocksAreFoundByTheirTimes() throws Exception {
        long now = home.number("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
        List<Row> rows = new ArrayList<>();
        for (long off : new long[] {0, -1, -9, 9, -11, 11, -25, 25, -90, 90, -3 * 1440, 3 * 1440, -400 * 1440, 0}) {
            long at = now + off * MINUTE;
            rows.add(new Row(
                    await(store.append(aDelivery().receivedAt(at).build()))
                            .deliveryId()
                            .value(),
                    at));
        }
        for (Row row : rows) {
            for (long span : new long[] {1, 30 * MINUTE, 2 * DAY}) {
                for (TimeRange range : List.of(
                        new TimeRange(row.time(), row.time() + span),
                        new TimeRange(row.time(), Long.MAX_VALUE),
                        new TimeRange(Long.MIN_VALUE, row.time() + 1))) {
                    assertThat(store.reader()
                                    .deliveries(DeliveryQuery.all().received(range))
                                    .items())
                            .extracting(found -> found.id().value())
                            .containsExactlyInAnyOrderElementsOf(among(rows, range));
                }
            }
        }
    }

    @Test
    void attemptsAreFoundByWhenTheyWereRecorded() throws Exception {
        long begin = 1_000_000_000_000L;
        recordAttempts(40);
        home.execute("UPDATE " + home.schema() + ".attempt SET recorded_at = " + begin + " + id * " + 7 * MINUTE
                + " + (id % 3) * " + 5 * MINUTE);
        home.execute("DELETE FROM " + home.schema() + ".attempt WHERE id % 5 = 2");
        setApart(10 * MINUTE);
        List<Row> rows = new ArrayList<>();
        for (long id = 1; id <= 40; id++) {
            if (id % 5 != 2) {
                rows.add(new Row(id, begin + id * 7 * MINUTE + id % 3 * 5 * MINUTE));
            }
        }
        assertAttempts(rows);
    }

    @Test
    void fault20_attemptsAreFoundAlsoWhereTheClockOfTheDatabaseWentBack() throws Exception {
        long begin = 1_000_000_000_000L;
        recordAttempts(40);
        home.execute("UPDATE " + home.schema() + ".attempt SET recorded_at = " + begin + " + (id - CASE WHEN id > 20 "
                + "THEN 15 ELSE 0 END) * " + 7 * MINUTE);
        setApart(120 * MINUTE);
        List<Row> rows = new ArrayList<>();
        for (long id = 1; id <= 40; id++) {
            rows.add(new Row(id, begin + (id - (id > 20 ? 15 : 0)) * 7 * MINUTE));
        }
        assertAttempts(rows);
    }

    /** As far as the times of rows and ids are known to have been apart; the samples are of another year. */
    private void setApart(long millis) throws SQLException {
        home.execute(
                "UPDATE " + home.schema() + ".fact SET value = int8send(" + millis + ") WHERE name LIKE 'received_%'");
    }

    private void recordAttempts(int many) throws Exception {
        for (int i = 0; i < many; i++) {
            await(store.append(aDelivery().route("ship").build()));
        }
        for (Lease lease : await(store.lease("ship", many, Duration.ofMinutes(1)))) {
            await(store.complete(
                    new Completion(lease, 0, 1, AttemptOutcome.SUCCEEDED, "", new Completion.Next.Handled())));
        }
    }

    private void assertAttempts(List<Row> rows) {
        for (Row row : rows) {
            for (TimeRange range : List.of(
                    new TimeRange(row.time(), row.time() + 30 * MINUTE),
                    new TimeRange(row.time() + 1, Long.MAX_VALUE),
                    new TimeRange(Long.MIN_VALUE, row.time()))) {
                assertThat(store.reader()
                                .attempts(AttemptQuery.all().recorded(range))
                                .items())
                        .extracting(found -> found.id().value())
                        .containsExactlyInAnyOrderElementsOf(among(rows, range));
            }
        }
    }

    private static List<Long> among(List<Row> rows, TimeRange range) {
        return rows.stream()
                .filter(row -> range.contains(row.time()))
                .map(Row::id)
                .toList();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
