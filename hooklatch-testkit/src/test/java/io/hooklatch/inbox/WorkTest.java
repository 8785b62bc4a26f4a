package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.EAGER;
import static io.hooklatch.inbox.TestInbox.attempts;
import static io.hooklatch.inbox.TestInbox.dispatch;
import static io.hooklatch.inbox.TestInbox.dispatches;
import static io.hooklatch.inbox.TestInbox.order;
import static io.hooklatch.inbox.TestInbox.orders;
import static io.hooklatch.work.Selector.on;
import static io.hooklatch.work.Selector.onEvery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Event;
import io.hooklatch.message.Receipt;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.work.GiveUpException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkTest {
    private final TestInbox test = new TestInbox();

    @Test
    void aNewEventReachesItsHandlerWithTheBytesThatArrived() throws Exception {
        BlockingQueue<Event> handled = new LinkedBlockingQueue<>();
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), handled::add)
                .start()) {
            Receipt receipt = inbox.receive(order("1"));
            Event event = handled.poll(20, TimeUnit.SECONDS);

            assertThat(event).isNotNull();
            assertThat(event.text()).isEqualTo("{\"order\":\"1\"}");
            assertThat(event.type()).hasValue("order.created");
            assertThat(event.id()).isEqualTo(receipt.eventId().orElseThrow());
            assertThat(event.attempt()).isEqualTo(1);
            test.await("ship 1 SUCCEEDED HANDLED");
            assertThat(dispatch(inbox, receipt).state()).isEqualTo(DispatchState.HANDLED);
        }
    }

    @Test
    void aHandlerThatFailsTwiceIsCalledAThirdTime() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER, event -> {
                    if (calls.incrementAndGet() < 3) {
                        throw new IllegalStateException("out of\nboxes");
                    }
                })
                .start()) {
            Receipt receipt = inbox.receive(order("1"));
            test.await("ship 3 SUCCEEDED HANDLED");

            Dispatch dispatch = dispatch(inbox, receipt);
            assertThat(dispatch.attempts()).isEqualTo(3);
            assertThat(attempts(inbox, dispatch.id()))
                    .extracting(Attempt::number, Attempt::outcome, Attempt::error)
                    .containsExactly(
                            tuple(3, AttemptOutcome.SUCCEEDED, ""),
                            tuple(2, AttemptOutcome.FAILED, "IllegalStateException: out of boxes"),
                            tuple(1, AttemptOutcome.FAILED, "IllegalStateException: out of boxes"));
        }
    }

    @Test
    void fault25_aPoisonEventIsParkedWithItsErrorAndHoldsBackNoOther() throws Exception {
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER.attempts(3).concurrency(1), event -> {
                    if (event.text().contains("poison")) {
                        throw new IllegalStateException("cannot swallow");
                    }
                })
                .start()) {
            Receipt poison = inbox.receive(order("poison"));
            Receipt good = inbox.receive(order("good"));
            Set<String> both = ConcurrentHashMap.newKeySet();
            while (both.size() < 2) {
                String signal = test.heard.poll(20, TimeUnit.SECONDS);
                assertThat(signal).isNotNull();
                if (signal.equals("ship 3 FAILED DEAD") || signal.equals("ship 1 SUCCEEDED HANDLED")) {
                    both.add(signal);
                }
            }

            assertThat(dispatch(inbox, good).state()).isEqualTo(DispatchState.HANDLED);
            assertThat(dispatch(inbox, poison).state()).isEqualTo(DispatchState.DEAD);
            assertThat(dispatch(inbox, poison).lastError()).isEqualTo("IllegalStateException: cannot swallow");
            assertThat(inbox.reader()
                            .dispatches(DispatchQuery.all().state(DispatchState.DEAD))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void aHandlerThatGivesUpIsNotCalledAgain() throws Exception {
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER, event -> {
                    throw new GiveUpException("no such customer");
                })
                .start()) {
            Receipt receipt = inbox.receive(order("1"));
            test.await("ship 1 FAILED DEAD");
            assertThat(dispatch(inbox, receipt).lastError()).isEqualTo("GiveUpException: no such customer");
        }
    }

    @Test
    void fault28_aSlowHandlerHoldsBackNoOther() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("slow", on("orders"), EAGER.concurrency(2), event -> gate.await())
                .handler("quick", on("orders"), EAGER.concurrency(2), event -> {})
                .start()) {
            List<Receipt> receipts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                receipts.add(inbox.receive(order("o" + i)));
            }
            for (int i = 0; i < 50; i++) {
                test.await("quick 1 SUCCEEDED HANDLED");
            }
            assertThat(inbox.reader()
                            .dispatches(DispatchQuery.all().handler("slow").state(DispatchState.HANDLED))
                            .items())
                    .isEmpty();
            gate.countDown();
            for (int i = 0; i < 50; i++) {
                test.await("slow 1 SUCCEEDED HANDLED");
            }
            for (Receipt receipt : receipts) {
                assertThat(dispatches(inbox, receipt))
                        .extracting(Dispatch::state)
                        .containsExactly(DispatchState.HANDLED, DispatchState.HANDLED);
            }
        }
    }

    @Test
    void aPolicysConcurrencyIsNeverExceededAndEveryEventIsHandledOnce() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        int events = 2_000;
        CountDownLatch done = new CountDownLatch(events);
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER.concurrency(3), event -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    seen.add(event.text());
                    now.decrementAndGet();
                    done.countDown();
                })
                .start()) {
            for (int i = 0; i < events; i++) {
                inbox.receiveAsync(order("o" + i));
            }
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(seen).doesNotHaveDuplicates().hasSize(events);
    }

    @Test
    void aDuplicateRunsNothingAndGivesBackItsClaim() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER.concurrency(1), event -> calls.incrementAndGet())
                .start()) {
            Receipt first = inbox.receive(order("1"));
            test.await("ship 1 SUCCEEDED HANDLED");
            for (int i = 0; i < 5; i++) {
                Receipt again = inbox.receive(order("1"));
                assertThat(again.duplicate()).isTrue();
                assertThat(again.status()).isEqualTo(200);
                assertThat(again.eventId()).isEqualTo(first.eventId());
            }
            inbox.receive(order("2"));
            test.await("ship 1 SUCCEEDED HANDLED");
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void anEventThatNoHandlerSelectsIsUnroutedAndStaysVisible() {
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", onEvery().type("order.paid", "refund.*"), event -> {})
                .start()) {
            Receipt receipt = inbox.receive(order("1", "order.created"));
            assertThat(dispatch(inbox, receipt).state()).isEqualTo(DispatchState.UNROUTED);
            assertThat(dispatch(inbox, receipt).handler()).isEmpty();
        }
    }

    @Test
    void anAsynchronousHandlerEndsWithItsStage() throws Exception {
        BlockingQueue<CompletableFuture<String>> stages = new LinkedBlockingQueue<>();
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .asyncHandler("ship", on("orders"), EAGER.concurrency(1), event -> {
                    CompletableFuture<String> stage = new CompletableFuture<>();
                    stages.add(stage);
                    return stage;
                })
                .start()) {
            Receipt receipt = inbox.receive(order("1"));
            CompletableFuture<String> first = stages.poll(20, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            assertThat(dispatch(inbox, receipt).state()).isEqualTo(DispatchState.RUNNING);
            first.completeExceptionally(new IllegalStateException("409"));
            test.await("ship 1 FAILED RETRYING");
            CompletableFuture<String> second = stages.poll(20, TimeUnit.SECONDS);
            assertThat(second).isNotNull();
            second.complete("done");
            test.await("ship 2 SUCCEEDED HANDLED");
            inbox.receive(order("2"));
            CompletableFuture<String> third = stages.poll(20, TimeUnit.SECONDS);
            assertThat(third).as("the slot is free again").isNotNull();
            third.complete("done");
        }
    }
}
