package io.hooklatch.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.OperationState;
import io.hooklatch.operate.AuditEntry;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.store.NewOperation;
import io.hooklatch.testkit.ManualTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, each with a time of its own for its signs of life. */
class PostgresUpkeepTest {
    private static final Actor ALICE = new Actor("alice", "cli");
    private static final Duration STILL = Duration.ofMinutes(1);

    private final ManualTime here = ManualTime.start();
    private final ManualTime there = ManualTime.start();
    private PostgresHome home;
    private PostgresStore mine;
    private PostgresStore others;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        mine = home.builder().open();
        others = home.builder().open();
    }

    @AfterEach
    void close() throws SQLException {
        mine.close();
        others.close();
        home.delete();
    }

    @Test
    void aNodeThatStartsEndsWhatADeadOneLeftAndNothingThatALivingOneIsAt() throws Exception {
        OperationId dead = others.begin(new NewOperation(Action.PRUNE, ALICE, "its node died", "", 0, 0, ""))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .id();
        try (Upkeep living = new Upkeep(others, there);
                Upkeep starting = new Upkeep(mine, here)) {
            AuditEntry entry = living.begin(Action.PRUNE, ALICE, "at it", "")
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            starting.start();
            assertThat(operation(dead).state()).as("it might be alive").isEqualTo(OperationState.RUNNING);
            entry.changed(7);
            there.advance(Duration.ofSeconds(5));
            await(entry.id(), operation -> operation.changed() == 7);

            // The living one is newer, so it has been looked at when the dead one is ended.
            here.advance(STILL);
            await(dead, operation -> operation.state() == OperationState.FAILED);
            assertThat(operation(dead).detail()).isEqualTo("the process ended before it did");
            assertThat(operation(entry.id()).state()).isEqualTo(OperationState.RUNNING);

            // From here on it stands still.
            awaitNext(here);
            here.advance(STILL);
            await(entry.id(), operation -> operation.state() == OperationState.FAILED);
            there.advance(Duration.ofSeconds(5));
            awaitEnded(entry);
        }
    }

    private Operation operation(OperationId id) {
        return mine.reader().operation(id).orElseThrow();
    }

    private void await(OperationId id, Predicate<Operation> wanted) {
        until(() -> wanted.test(operation(id)), () -> "operation " + operation(id));
    }

    private static void awaitNext(ManualTime time) {
        until(() -> time.untilNext().isPresent(), () -> "the next look");
    }

    private static void awaitEnded(AuditEntry entry) {
        until(() -> !entry.running(), () -> "the end of " + entry.id());
    }

    private static void until(BooleanSupplier over, Supplier<String> what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!over.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited for " + what.get());
            }
            Thread.onSpinWait();
        }
    }
}
