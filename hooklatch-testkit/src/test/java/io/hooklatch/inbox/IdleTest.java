package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.order;
import static io.hooklatch.inbox.TestInbox.orders;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Receipt;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Selection;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.NewOperation;
import io.hooklatch.testkit.MemoryStore;
import io.hooklatch.work.GiveUpException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An inbox that is open for operators alone. */
class IdleTest {
    private static final Actor OPERATOR = new Actor("night watch", "library");

    private final TestInbox test = new TestInbox();
    private MemoryStore store = test.store;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean broken = new AtomicBoolean(true);

    @Test
    void whatOperatorsMakeDueWaitsForWhoWorksNext() throws Exception {
        Receipt receipt = deadOrder();
        broken.set(false);
        try (Hooklatch idle = inbox().startIdle()) {
            assertThat(idle.receive(order("2")).status()).isEqualTo(503);
            assertThat(idle.operations()
                            .preview(Action.REPLAY, all(), Optional.empty())
                            .changes())
                    .isEqualTo(1);
            assertThat(run(idle, Action.REPLAY, all()).changed()).isEqualTo(1);
            assertThat(TestInbox.dispatch(idle, receipt).state()).isEqualTo(DispatchState.QUEUED);
        }
        assertThat(calls).hasValue(1);
        reopen();
        try (Hooklatch working = inbox().start()) {
            test.await("ship 2 SUCCEEDED HANDLED");
            assertThat(TestInbox.dispatch(working, receipt).state()).isEqualTo(DispatchState.HANDLED);
        }
    }

    @Test
    void whatAnEarlierRunLeftIsLeftForWhoWorksNext() throws Exception {
        Receipt receipt = deadOrder();
        Dispatch dead;
        try (Hooklatch idle = inbox().startIdle()) {
            dead = TestInbox.dispatch(idle, receipt);
        }
        reopen();
        Operation left = store.begin(new NewOperation(
                        Action.IGNORE, OPERATOR, "left by a crash", "dispatches?id=" + dead.id(), 0, 1, "0"))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        try (Hooklatch idle = inbox().startIdle()) {
            assertThat(idle.operations().reader().operation(left.id())).contains(left);
            assertThat(run(idle, Action.REQUEUE, new Selection.DispatchIds(List.of(dead.id())))
                            .changed())
                    .isEqualTo(1);
            assertThat(idle.operations().reader().operation(left.id())).contains(left);
            assertThat(idle.operations().cancel(left.id(), OPERATOR, "not any more"))
                    .isTrue();
            assertThat(idle.operations()
                            .reader()
                            .operation(left.id())
                            .orElseThrow()
                            .state())
                    .isEqualTo(OperationState.CANCELLED);
        }
    }

    @Test
    void withoutEndpointsOnlyWhatNeedsNoneIsDone() throws Exception {
        Receipt receipt = deadOrder();
        try (Hooklatch idle = test.builder().store(store).startIdle()) {
            for (Action action : List.of(Action.REPLAY, Action.REVERIFY)) {
                Selection selection = action == Action.REPLAY ? all() : new Selection.Deliveries(DeliveryQuery.all());
                assertThatThrownBy(() -> idle.operations().preview(action, selection, Optional.empty()))
                        .hasMessageContaining(action + " needs the endpoints and handlers");
                assertThatThrownBy(
                                () -> idle.operations().start(new Order(action, selection, OPERATOR, "does not work")))
                        .hasMessageContaining(action + " needs the endpoints and handlers");
            }
            Selection dead = new Selection.Dispatches(DispatchQuery.all().state(DispatchState.DEAD));
            assertThat(run(idle, Action.REQUEUE, dead).changed()).isEqualTo(1);
            assertThat(idle.operations()
                            .pause(Pause.Kind.HANDLER, "ship", OPERATOR, "carrier is down")
                            .changed())
                    .isEqualTo(1);
            assertThat(TestInbox.dispatch(idle, receipt).state()).isEqualTo(DispatchState.PAUSED);
            assertThat(idle.operations()
                            .resume(Pause.Kind.HANDLER, "ship", OPERATOR, "carrier is back")
                            .changed())
                    .isEqualTo(1);
            assertThat(run(idle, Action.IGNORE, all()).changed()).isEqualTo(1);
        }
    }

    private Receipt deadOrder() throws Exception {
        try (Hooklatch inbox = inbox().start()) {
            Receipt receipt = inbox.receive(order("1"));
            test.await("ship 1 FAILED DEAD");
            return receipt;
        } finally {
            reopen();
        }
    }

    private void reopen() {
        store = store.reopen(Clock.systemUTC());
    }

    private HooklatchBuilder inbox() {
        return test.builder().store(store).endpoint(orders()).handler("ship", on("orders"), event -> {
            calls.incrementAndGet();
            if (broken.get()) {
                throw new GiveUpException("no carrier");
            }
        });
    }

    private static Selection all() {
        return new Selection.Events(EventQuery.all());
    }

    private static Operation run(Hooklatch inbox, Action action, Selection selection) {
        Operation begun = inbox.operations().start(new Order(action, selection, OPERATOR, "carrier is back"));
        return inbox.operations()
                .ended(begun.id())
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
