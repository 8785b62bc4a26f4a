package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.EAGER;
import static io.hooklatch.inbox.TestInbox.order;
import static io.hooklatch.inbox.TestInbox.orders;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.OperationState;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Receipt;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Preview;
import io.hooklatch.operate.Selection;
import io.hooklatch.store.Cursor;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.work.GiveUpException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Operators at a running inbox. */
class OperationsTest {
    private static final Actor OPERATOR = new Actor("night watch", "library");

    private final TestInbox test = new TestInbox();

    @Test
    void replayOfAnUnroutedEventGivesItToTheHandlersOfToday() throws Exception {
        Receipt receipt;
        try (Hooklatch before = test.builder().endpoint(orders()).start()) {
            receipt = before.receive(order("1"));
            Preview preview = before.operations().preview(Action.REPLAY, events(receipt), Optional.empty());
            assertThat(preview.selected()).isEqualTo(1);
            assertThat(preview.changes()).isZero();
            assertThat(preview.sample().get(0).detail()).isEqualTo("no handler takes it today");
        }
        try (Hooklatch today = test.builder()
                .store(test.store.reopen(Clock.systemUTC()))
                .endpoint(orders())
                .handler("ship", on("orders"), event -> {})
                .handler("bill", on("orders").type("order.*"), event -> {})
                .handler("other", on("orders").type("refund"), event -> {})
                .start()) {
            Operation done = run(today, new Order(Action.REPLAY, events(receipt), OPERATOR, "ship came later"));
            assertThat(done.changed()).isEqualTo(1);
            awaitBoth("ship 1 SUCCEEDED HANDLED", "bill 1 SUCCEEDED HANDLED");
            assertThat(TestInbox.dispatches(today, receipt))
                    .extracting(row -> row.handler().orElse(""))
                    .containsExactlyInAnyOrder("ship", "bill");
        }
    }

    @Test
    void everyOperationIsRecordedWithItsItems() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), event -> {
                    if (broken.get()) {
                        throw new GiveUpException("no \"carrier\"");
                    }
                })
                .start()) {
            Receipt receipt = inbox.receive(order("1"));
            test.await("ship 1 FAILED DEAD");
            broken.set(false);
            Selection dead = new Selection.Dispatches(
                    DispatchQuery.all().state(DispatchState.DEAD).error("no \"carrier\""));
            assertThat(inbox.operations()
                            .preview(Action.REQUEUE, dead, Optional.empty())
                            .changes())
                    .isEqualTo(1);
            Operation done = run(inbox, new Order(Action.REQUEUE, dead, OPERATOR, "carrier is back"));
            test.await("ship 2 SUCCEEDED HANDLED");
            assertThat(done.state()).isEqualTo(OperationState.DONE);
            assertThat(done.actor()).isEqualTo(OPERATOR);
            assertThat(done.reason()).isEqualTo("carrier is back");
            assertThat(done.selection()).isEqualTo("dispatches?state=DEAD&error=no+%22carrier%22");
            assertThat(List.of(done.total(), done.changed(), done.skipped(), done.failed()))
                    .containsExactly(1L, 1L, 0L, 0L);
            OperationItem item = inbox.operations()
                    .reader()
                    .items(done.id(), Cursor.START, 10)
                    .items()
                    .get(0);
            assertThat(item.subject())
                    .isEqualTo(TestInbox.dispatch(inbox, receipt).id().toString());
            assertThat(item.detail()).isEqualTo("queued for ship");
            assertThat(inbox.operations()
                            .list(OperationQuery.all().action(Action.REQUEUE))
                            .items())
                    .containsExactly(done);
        }
    }

    @Test
    void anIgnoredEventThatIsBeingHandledStaysIgnored() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), event -> {
                    running.countDown();
                    finish.await();
                })
                .start()) {
            Receipt receipt = inbox.receive(order("1"));
            assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
            run(inbox, new Order(Action.IGNORE, events(receipt), OPERATOR, "test data"));
            finish.countDown();
            test.await("ship 1 fenced off");
            assertThat(TestInbox.dispatch(inbox, receipt).state()).isEqualTo(DispatchState.IGNORED);
        }
    }

    @Test
    void aPausedEndpointTellsSendersToComeAgainAlsoAfterARestart() {
        try (Hooklatch inbox = test.builder().endpoint(orders()).start()) {
            inbox.operations().pause(Pause.Kind.ENDPOINT, "orders", OPERATOR, "maintenance");
            Receipt answer = inbox.receive(order("1"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().first("retry-after")).isPresent();
            assertThat(test.heard).contains("turned away 503 PAUSED");
        }
        try (Hooklatch inbox = test.builder()
                .store(test.store.reopen(Clock.systemUTC()))
                .endpoint(orders())
                .start()) {
            assertThat(inbox.receive(order("1")).status()).isEqualTo(503);
            inbox.operations().resume(Pause.Kind.ENDPOINT, "orders", OPERATOR, "done");
            assertThat(inbox.receive(order("1")).status()).isEqualTo(200);
        }
    }

    @Test
    void aPausedHandlerLetsItsEventsWaitUntilItIsResumed() throws Exception {
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER, event -> {})
                .handler("bill", on("orders"), EAGER, event -> {})
                .start()) {
            inbox.operations().pause(Pause.Kind.HANDLER, "ship", OPERATOR, "carrier is down");
            Receipt receipt = inbox.receive(order("1"));
            test.await("bill 1 SUCCEEDED HANDLED");
            assertThat(inbox.reader()
                            .event(receipt.eventId().orElseThrow())
                            .orElseThrow()
                            .state())
                    .isEqualTo(DispatchState.PAUSED);
            inbox.operations().resume(Pause.Kind.HANDLER, "ship", OPERATOR, "carrier is back");
            test.await("ship 1 SUCCEEDED HANDLED");
        }
    }

    @Test
    void ordersThatMakeNoSenseAreRefusedWithTheReason() {
        try (Hooklatch inbox = test.builder().endpoint(orders()).start()) {
            Selection all = new Selection.Events(EventQuery.all());
            assertThatThrownBy(() -> new Order(Action.REPLAY, all, OPERATOR, " "))
                    .hasMessageContaining("reason");
            assertThatThrownBy(() -> new Order(Action.REVERIFY, all, OPERATOR, "why"))
                    .hasMessage("REVERIFY of events: this is not done to those");
            assertThatThrownBy(() -> inbox.operations().pause(Pause.Kind.HANDLER, "shp", OPERATOR, "why"))
                    .hasMessage("handler \"shp\" is not one of this inbox; there are []");
            Operation none = run(
                    inbox, new Order(Action.REPLAY, new Selection.EventIds(List.of(new EventId(7))), OPERATOR, "why"));
            assertThat(none.skipped()).isEqualTo(1);
        }
    }

    @Test
    void whatNobodyWaitsForAnyMoreEndsAndIsNotBegun() {
        try (Hooklatch inbox = test.builder().endpoint(orders()).start()) {
            inbox.receive(order("1"));
            inbox.receive(order("2"));
            inbox.receive(order("3"));
            Selection all = new Selection.Events(EventQuery.all());
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() -> inbox.operations()
                            .preview(Action.IGNORE, all, Optional.empty(), () -> asked.incrementAndGet() < 2))
                    .isInstanceOf(CancellationException.class);
            assertThat(asked).as("the third is not looked at").hasValue(2);
            assertThatThrownBy(
                            () -> inbox.operations().start(new Order(Action.IGNORE, all, OPERATOR, "why"), () -> false))
                    .isInstanceOf(CancellationException.class);
            assertThat(inbox.operations().list(OperationQuery.all()).items()).isEmpty();
        }
    }

    private void awaitBoth(String one, String other) throws InterruptedException {
        String first = "";
        while (!first.equals(one) && !first.equals(other)) {
            first = test.heard.poll(20, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
        }
        test.await(first.equals(one) ? other : one);
    }

    private static Selection events(Receipt receipt) {
        return new Selection.EventIds(List.of(receipt.eventId().orElseThrow()));
    }

    private static Operation run(Hooklatch inbox, Order order) {
        Operation begun = inbox.operations().start(order);
        return inbox.operations()
                .ended(begun.id())
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
