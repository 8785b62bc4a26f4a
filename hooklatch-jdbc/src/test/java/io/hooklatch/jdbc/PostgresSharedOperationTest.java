package io.hooklatch.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Request;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Selection;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.EventQuery;
import io.hooklatch.testkit.ManualTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes on one database, each with a time of its own, and an operation that one of them is at. */
class PostgresSharedOperationTest {
    private static final int EVENTS = 20;

    /** One event in each step, and four steps a second. */
    private static final int RATE = 4;

    private static final Duration STEP = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final ManualTime here = ManualTime.start();
    private final ManualTime there = ManualTime.start();
    private final List<Hooklatch> started = new ArrayList<>();
    private PostgresHome home;
    private PostgresStore reading;
    private PostgresStore mine;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        reading = home.builder().open();
        mine = home.builder().open();
    }

    @AfterEach
    void close() throws SQLException {
        started.forEach(Hooklatch::close);
        reading.close();
        home.delete();
    }

    @Test
    void aLivingNodeTakesUpWhatADeadOneLeft() {
        start(home.builder().open(), there);
        Operation begun = begin();
        // The node dies: its connections are gone from one moment to the next, and nobody says goodbye.
        mine.close();
        until(LOOK, there, () -> now(begun).done() > 1);
        until(STEP, there, () -> now(begun).state() == OperationState.DONE);
        assertThatEachIsDoneOnce(begun);
    }

    @Test
    void nodesThatStartDoNotMultiplyTheRate() {
        Operation begun = begin();
        start(home.builder().open(), there);
        start(home.builder().open(), there);
        long steps = 0;
        for (long done = 1; done < EVENTS; done = Math.max(done + 1, now(begun).done())) {
            long wanted = done + 1;
            do {
                here.advance(STEP);
                there.advance(STEP);
                steps++;
            } while (!soon(() -> now(begun).done() >= wanted));
        }
        assertThat(steps).isGreaterThanOrEqualTo(EVENTS - 1);
        until(STEP, here, () -> {
            there.advance(STEP);
            return now(begun).state() == OperationState.DONE;
        });
        assertThatEachIsDoneOnce(begun);
    }

    private Hooklatch start(PostgresStore store, ManualTime time) {
        Hooklatch inbox = Hooklatch.builder()
                .store(store)
                .timer(time)
                .shutdownBound(Duration.ofSeconds(1))
                .endpoint(Endpoint.named("orders").path("/orders").unverified())
                .start();
        started.add(inbox);
        return inbox;
    }

    /** It rests after its first event, since its time stands still. */
    private Operation begin() {
        Hooklatch inbox = start(mine, here);
        for (int i = 0; i < EVENTS; i++) {
            inbox.receive(Request.post("/orders", Headers.none(), "{\"order\":" + i + "}"));
        }
        Selection all = new Selection.Events(EventQuery.all());
        Actor operator = new Actor("night watch", "library");
        Operation begun = inbox.operations()
                .start(new Order(Action.IGNORE, all, operator, "not all at once", RATE, Optional.empty()));
        until(Duration.ZERO, here, () -> now(begun).done() == 1);
        return begun;
    }

    private void assertThatEachIsDoneOnce(Operation begun) {
        Operation done = now(begun);
        assertThat(List.of(done.total(), done.changed(), done.done()))
                .containsExactly((long) EVENTS, (long) EVENTS, (long) EVENTS);
        assertThat(reading.reader().items(begun.id(), Cursor.START, 1000).items())
                .extracting(OperationItem::subject)
                .hasSize(EVENTS)
                .doesNotHaveDuplicates();
    }

    private Operation now(Operation operation) {
        return reading.reader().operation(operation.id()).orElseThrow();
    }

    private static void until(Duration step, ManualTime time, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!soon(holds)) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            time.advance(step);
        }
    }

    /** Whether it holds now or in a moment. */
    private static boolean soon(BooleanSupplier holds) {
        for (int i = 0; i < 100 && !holds.getAsBoolean(); i++) {
            LockSupport.parkNanos(1_000_000);
        }
        return holds.getAsBoolean();
    }
}
