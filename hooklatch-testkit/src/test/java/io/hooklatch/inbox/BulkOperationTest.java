package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.order;
import static io.hooklatch.inbox.TestInbox.orders;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Pause;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Selection;
import io.hooklatch.operate.TooManyOperationsException;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.OperationReader;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import io.hooklatch.work.HandlerPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Operations on many items, slowed down, cancelled, cut off, and raced. */
class BulkOperationTest {
    private static final Actor OPERATOR = new Actor("night watch", "library");
    private static final Selection EVERYTHING = new Selection.Events(EventQuery.all());
    private static final int EVENTS = 350;

    private final ManualTime time = ManualTime.start();
    private final MemoryStore store = MemoryStore.open(time);
    private final Map<EventId, Integer> handled = new ConcurrentHashMap<>();
    private final CountDownLatch first = new CountDownLatch(EVENTS);
    private final CountDownLatch twice = new CountDownLatch(2 * EVENTS);

    @Test
    void anOperationThatIsCutOffGoesOnWithoutDoingAnythingTwice() throws Exception {
        Hooklatch inbox = start(store);
        Operation begun = begin(inbox);
        // The process dies: the store is gone from one moment to the next, and nobody says goodbye.
        MemoryStore after = store.reopen(time);
        try (Hooklatch next = start(after)) {
            OperationReader reader = next.operations().reader();
            assertThat(reader.operation(begun.id()).orElseThrow().done()).isBetween(100L, 200L);
            advanceUntil(() -> reader.operation(begun.id()).orElseThrow().state() == OperationState.DONE);
            assertThat(twice.await(60, TimeUnit.SECONDS)).isTrue();
            Operation done = reader.operation(begun.id()).orElseThrow();
            assertThat(List.of(done.total(), done.changed(), done.done()))
                    .containsExactly((long) EVENTS, (long) EVENTS, (long) EVENTS);
            List<OperationItem> items =
                    reader.items(begun.id(), Cursor.START, 1000).items();
            Set<String> subjects = new HashSet<>();
            items.forEach(item -> subjects.add(item.subject()));
            assertThat(subjects).hasSize(EVENTS).hasSameSizeAs(items);
        } finally {
            inbox.close();
        }
        assertThat(handled.values()).containsOnly(2);
    }

    @Test
    void whatArrivesAfterItsBeginningIsNotTaken() throws Exception {
        try (Hooklatch inbox = start(store)) {
            Operation begun = begin(inbox);
            EventId later = inbox.receive(order("later")).eventId().orElseThrow();
            OperationReader reader = inbox.operations().reader();
            advanceUntil(() -> reader.operation(begun.id()).orElseThrow().state() == OperationState.DONE);
            assertThat(reader.operation(begun.id()).orElseThrow().done()).isEqualTo(EVENTS);
            assertThat(reader.items(begun.id(), Cursor.START, 1000).items())
                    .extracting(OperationItem::subject)
                    .doesNotContain(later.toString());
        }
    }

    @Test
    void aCancelledOperationLeavesTheRestAsItIs() throws Exception {
        try (Hooklatch inbox = start(store)) {
            Operation begun = begin(inbox);
            assertThat(inbox.operations().cancel(begun.id(), OPERATOR, "wrong ones"))
                    .isTrue();
            assertThat(inbox.operations().cancel(begun.id(), OPERATOR, "again")).isFalse();
            advanceUntil(() ->
                    inbox.operations().ended(begun.id()).toCompletableFuture().isDone());
            Operation ended = inbox.operations().reader().operation(begun.id()).orElseThrow();
            assertThat(ended.state()).isEqualTo(OperationState.CANCELLED);
            assertThat(ended.detail()).isEqualTo("by night watch (library): wrong ones");
            assertThat(ended.done()).isEqualTo(100);
        }
    }

    @Test
    void fault33_anOperatorWhoRequeuesBesideTheRetriesMakesNoExtraRun() throws Exception {
        int events = 60;
        Map<EventId, Integer> runs = new ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(events);
        HandlerPolicy policy = TestInbox.EAGER.attempts(1000);
        TestInbox test = new TestInbox();
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), policy, event -> {
                    if (runs.merge(event.id(), 1, Integer::sum) < 4) {
                        throw new IllegalStateException("not yet");
                    }
                    done.countDown();
                })
                .start()) {
            for (int i = 0; i < events; i++) {
                inbox.receive(order("n" + i));
            }
            Selection retrying = new Selection.Dispatches(DispatchQuery.all().state(DispatchState.RETRYING));
            while (done.getCount() > 0) {
                Operation requeue =
                        inbox.operations().start(new Order(Action.REQUEUE, retrying, OPERATOR, "impatience"));
                inbox.operations()
                        .ended(requeue.id())
                        .toCompletableFuture()
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join();
            }
            for (int i = 0; i < 4 * events; i++) {
                awaitARun(test);
            }
            assertThat(runs.values()).containsOnly(4);
            List<Dispatch> rows =
                    inbox.reader().dispatches(DispatchQuery.all().limit(1000)).items();
            assertThat(rows).hasSize(events).extracting(Dispatch::state).containsOnly(DispatchState.HANDLED);
            for (Dispatch row : rows) {
                assertThat(TestInbox.attempts(inbox, row.id()))
                        .extracting(Attempt::number)
                        .containsExactly(4, 3, 2, 1);
            }
        }
    }

    @Test
    void onlySoManyGoOnAtOnceAndWhatIsStoppedMakesRoom() throws Exception {
        try (Hooklatch inbox = start(store)) {
            Operation begun = begin(inbox);
            Order another = new Order(Action.REPLAY, EVERYTHING, OPERATOR, "again", 1, Optional.empty());
            for (int i = 1; i < 16; i++) {
                inbox.operations().start(another);
            }
            assertThatThrownBy(() -> inbox.operations().start(another))
                    .isInstanceOf(TooManyOperationsException.class)
                    .hasMessageContaining("16 operations go on here already");
            inbox.operations().pause(Pause.Kind.HANDLER, "ship", OPERATOR, "what stops things always goes");
            assertThat(inbox.operations().cancel(begun.id(), OPERATOR, "enough"))
                    .isTrue();
            advanceUntil(() -> {
                try {
                    inbox.operations().start(another);
                    return true;
                } catch (TooManyOperationsException e) {
                    return false;
                }
            });
        }
    }

    @Test
    void whatWasLeftIsDoneAFewAtATime() throws Exception {
        DispatchId dispatch;
        try (Hooklatch inbox = start(store)) {
            dispatch = inbox.reader()
                    .dispatches(DispatchQuery.all()
                            .eventId(inbox.receive(order("one")).eventId().orElseThrow()))
                    .items()
                    .get(0)
                    .id();
            awaitThat(() -> inbox.reader().openDispatches().isEmpty());
        }
        MemoryStore after = store.reopen(time);
        for (int i = 0; i < 50; i++) {
            after.begin(new NewOperation(Action.IGNORE, OPERATOR, "left", "dispatches?id=" + dispatch, 0, 1, "0"))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }
        try (Hooklatch inbox = start(after)) {
            advanceUntil(() -> inbox.operations()
                    .list(OperationQuery.all().state(OperationState.RUNNING))
                    .items()
                    .isEmpty());
            assertThat(inbox.operations()
                            .list(OperationQuery.all()
                                    .state(OperationState.DONE)
                                    .limit(100))
                            .items())
                    .hasSize(50);
        }
    }

    private static void awaitARun(TestInbox test) throws InterruptedException {
        String heard;
        do {
            heard = test.heard.poll(60, TimeUnit.SECONDS);
            assertThat(heard).isNotNull();
        } while (!heard.startsWith("ship "));
    }

    private Hooklatch start(MemoryStore on) {
        return Hooklatch.builder()
                .store(on)
                .timer(time)
                .shutdownBound(Duration.ofSeconds(1))
                .endpoint(orders())
                .handler("ship", on("orders"), event -> {
                    handled.merge(event.id(), 1, Integer::sum);
                    first.countDown();
                    twice.countDown();
                })
                .start();
    }

    /** A replay of all events that rests after its first hundred. */
    private Operation begin(Hooklatch inbox) throws InterruptedException {
        for (int i = 0; i < EVENTS; i++) {
            inbox.receive(order("n" + i));
        }
        assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
        awaitThat(() -> inbox.reader().openDispatches().isEmpty());
        Operation begun = inbox.operations()
                .start(new Order(Action.REPLAY, EVERYTHING, OPERATOR, "all of it", 400, Optional.empty()));
        awaitThat(() ->
                inbox.operations().reader().operation(begun.id()).orElseThrow().done() == 100);
        // What a worker has in hand when the process dies is run again; here only the operation is cut off.
        awaitThat(() -> inbox.reader().openDispatches().isEmpty());
        return begun;
    }

    private void advanceUntil(BooleanSupplier holds) {
        awaitThat(() -> {
            time.advance(Duration.ofMillis(250));
            return holds.getAsBoolean();
        });
    }

    private static void awaitThat(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
