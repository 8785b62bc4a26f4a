package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.order;
import static io.hooklatch.inbox.TestInbox.orders;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationState;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Selection;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.EventQuery;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several processes at one inbox, each with a time of its own, and operations that one of them is at. */
class SharedOperationTest {
    private static final Actor OPERATOR = new Actor("night watch", "library");
    private static final Selection EVERYTHING = new Selection.Events(EventQuery.all());
    private static final int EVENTS = 40;

    /** One event in each step, and four steps a second. */
    private static final int RATE = 4;

    private static final Duration STEP = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final MemoryStore store = MemoryStore.open(ManualTime.start());
    private final ManualTime here = ManualTime.start();
    private final ManualTime there = ManualTime.start();
    private final Node mine = new Node(store);
    private final Node others = new Node(store);
    private final List<Hooklatch> started = new ArrayList<>();
    private final Hooklatch first = start(mine, here);

    @AfterEach
    void close() {
        started.forEach(Hooklatch::close);
    }

    @Test
    void anOperationWhoseProcessDiedIsTakenUpByOneThatLives() {
        start(others, there);
        Operation begun = begin();
        mine.die();
        until(LOOK, there, () -> done(begun) > 1);
        until(STEP, there, () -> now(begun).state() == OperationState.DONE);
        assertThatEachIsDoneOnce(begun);
    }

    @Test
    void aProcessThatStartsLeavesAloneWhatALivingOneIsAt() {
        Operation begun = begin();
        start(others, there);
        start(new Node(store), there);
        assertThat(stepsUntilTheEnd(begun, 1)).isGreaterThanOrEqualTo(EVENTS - 1);
        assertThatEachIsDoneOnce(begun);
    }

    @Test
    void aProcessThatComesBackLateLeavesAloneWhatAnotherHasTakenUp() {
        start(others, there);
        Operation begun = begin();
        CompletableFuture<Operation> ended =
                first.operations().ended(begun.id()).toCompletableFuture();
        until(LOOK, there, () -> done(begun) > 1);
        long before = done(begun);
        assertThat(stepsUntilTheEnd(begun, before)).isGreaterThanOrEqualTo(EVENTS - before - 1);
        assertThatEachIsDoneOnce(begun);
        until(LOOK, here, ended::isDone);
        assertThat(ended.join()).isEqualTo(now(begun));
    }

    @Test
    void aStepWhoseAnswerWasLostDoesNotMakeItGiveUp() {
        mine.loseAnAnswer();
        Operation begun = begin(0);
        boolean over = false;
        for (int second = 0; second < 10 && !over; second++) {
            here.advance(Duration.ofSeconds(1));
            over = within(5000, () -> now(begun).state() == OperationState.DONE);
        }
        assertThat(over).as("before it could have been found silent").isTrue();
        assertThatEachIsDoneOnce(begun);
    }

    @Test
    void anyProcessCancelsWhatAnotherIsAt() {
        Hooklatch other = start(others, there);
        Operation begun = begin();
        CompletableFuture<Operation> ended =
                first.operations().ended(begun.id()).toCompletableFuture();
        assertThat(other.operations().cancel(begun.id(), OPERATOR, "wrong ones"))
                .isTrue();
        until(STEP, here, ended::isDone);
        for (int look = 0; look < 5; look++) {
            there.advance(LOOK);
        }
        assertThat(ended.join().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(now(begun)).isEqualTo(ended.join());
        assertThat(done(begun)).isEqualTo(1);
    }

    private Hooklatch start(Node node, ManualTime time) {
        Hooklatch inbox = Hooklatch.builder()
                .store(node.store())
                .timer(time)
                .shutdownBound(Duration.ofSeconds(1))
                .endpoint(orders())
                .start();
        started.add(inbox);
        return inbox;
    }

    /** It rests after its first event, since its time stands still. */
    private Operation begin() {
        Operation begun = begin(RATE);
        until(Duration.ZERO, here, () -> done(begun) == 1);
        return begun;
    }

    private Operation begin(int rate) {
        for (int i = 0; i < EVENTS; i++) {
            first.receive(order("n" + i));
        }
        return first.operations()
                .start(new Order(Action.IGNORE, EVERYTHING, OPERATOR, "not all at once", rate, Optional.empty()));
    }

    /** For how many steps there was time until the end, while it passed for all alike. */
    private long stepsUntilTheEnd(Operation begun, long from) {
        long steps = 0;
        for (long done = from; done < EVENTS; done = Math.max(done + 1, done(begun))) {
            long wanted = done + 1;
            do {
                here.advance(STEP);
                there.advance(STEP);
                steps++;
            } while (!soon(() -> done(begun) >= wanted));
        }
        until(STEP, here, () -> {
            there.advance(STEP);
            return now(begun).state() == OperationState.DONE;
        });
        return steps;
    }

    private void assertThatEachIsDoneOnce(Operation begun) {
        Operation done = now(begun);
        assertThat(List.of(done.total(), done.changed(), done.done()))
                .containsExactly((long) EVENTS, (long) EVENTS, (long) EVENTS);
        assertThat(store.reader().items(begun.id(), Cursor.START, 1000).items())
                .extracting(OperationItem::subject)
                .hasSize(EVENTS)
                .doesNotHaveDuplicates();
    }

    private long done(Operation operation) {
        return now(operation).done();
    }

    private Operation now(Operation operation) {
        return store.reader().operation(operation.id()).orElseThrow();
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
        return within(50, holds);
    }

    private static boolean within(int millis, BooleanSupplier holds) {
        for (int i = 0; i < millis && !holds.getAsBoolean(); i++) {
            LockSupport.parkNanos(1_000_000);
        }
        return holds.getAsBoolean();
    }
}
