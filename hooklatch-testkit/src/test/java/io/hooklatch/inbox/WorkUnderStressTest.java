package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.EAGER;
import static io.hooklatch.inbox.TestInbox.attempts;
import static io.hooklatch.inbox.TestInbox.dispatch;
import static io.hooklatch.inbox.TestInbox.order;
import static io.hooklatch.inbox.TestInbox.orders;
import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Receipt;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.Route;
import io.hooklatch.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkUnderStressTest {
    private final TestInbox test = new TestInbox();

    @Test
    void fault26_aHandlerThatHangsIsTimedOutAndItsSlotRecovered() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch returned = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER.concurrency(1).timeout(Duration.ofMillis(200)), event -> {
                    if (calls.incrementAndGet() == 1) {
                        hung.countDown();
                        waitDeafToInterrupts(release);
                        returned.countDown();
                    }
                })
                .start()) {
            Receipt receipt = inbox.receive(order("1"));
            assertThat(hung.await(20, TimeUnit.SECONDS)).isTrue();
            test.await("ship 1 TIMED_OUT RETRYING");
            test.await("ship 2 SUCCEEDED HANDLED");
            release.countDown();
            assertThat(returned.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(dispatch(inbox, receipt).state()).isEqualTo(DispatchState.HANDLED);
            assertThat(attempts(inbox, dispatch(inbox, receipt).id()))
                    .extracting(Attempt::outcome)
                    .containsExactly(AttemptOutcome.SUCCEEDED, AttemptOutcome.TIMED_OUT);
            assertThat(attempts(inbox, dispatch(inbox, receipt).id()).get(1).error())
                    .isEqualTo("TimeoutException: still running after 200 ms");
        }
    }

    @Test
    void fault26_stagesThatNeverCompleteCostAttemptsAndNothingElse() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .asyncHandler(
                        "ship",
                        on("orders"),
                        EAGER.concurrency(1).attempts(30).timeout(Duration.ofMillis(1)),
                        event -> calls.incrementAndGet() < 25
                                ? new CompletableFuture<Void>()
                                : CompletableFuture.completedFuture(null))
                .start()) {
            Receipt receipt = inbox.receive(order("1"));
            test.await("ship 25 SUCCEEDED HANDLED");
            assertThat(dispatch(inbox, receipt).attempts()).isEqualTo(25);
        }
    }

    private static void waitDeafToInterrupts(CountDownLatch release) {
        boolean open = false;
        while (!open) {
            try {
                open = release.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                open = false;
            }
        }
    }

    @Test
    void fault25_anEventThatKilledItsProcessTooOftenIsParkedWithoutBeingRun() throws Exception {
        DispatchId dispatch = strandedAfter(3);
        AtomicInteger calls = new AtomicInteger();
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER.losses(3), event -> calls.incrementAndGet())
                .start()) {
            test.await("ship 4 FAILED DEAD");
            assertThat(inbox.reader().dispatch(dispatch).orElseThrow().lastError())
                    .isEqualTo("not run: 3 of 3 attempts ended with the process itself");
            assertThat(calls).hasValue(0);
            assertThat(attempts(inbox, dispatch))
                    .extracting(Attempt::outcome)
                    .containsExactly(
                            AttemptOutcome.FAILED, AttemptOutcome.LOST, AttemptOutcome.LOST, AttemptOutcome.LOST);
        }
    }

    @Test
    void fault4_whatACrashLeftIsRunAtTheNextStart() throws Exception {
        DispatchId dispatch = strandedAfter(1);
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER, event -> {})
                .start()) {
            test.await("ship 2 SUCCEEDED HANDLED");
            assertThat(attempts(inbox, dispatch))
                    .extracting(Attempt::outcome)
                    .containsExactly(AttemptOutcome.SUCCEEDED, AttemptOutcome.LOST);
        }
    }

    @Test
    void theInnocentDoNotRunBesideOneThatMayHaveKilledTheProcess() throws Exception {
        DispatchId suspect = strandedAfter(1);
        List<Integer> beside = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger running = new AtomicInteger();
        CountDownLatch suspectRan = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(11);
        for (int i = 0; i < 10; i++) {
            store().append(aDelivery().body("i" + i).route(Route.queued("ship")).build());
        }
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER.concurrency(8), event -> {
                    int others = running.getAndIncrement();
                    if (event.dispatchId().equals(suspect)) {
                        beside.add(others);
                        suspectRan.countDown();
                    } else {
                        // Leaves it time to start beside this one, were it allowed to.
                        suspectRan.await(200, TimeUnit.MILLISECONDS);
                    }
                    running.decrementAndGet();
                    done.countDown();
                })
                .start()) {
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(beside).containsExactly(0);
            assertThat(inbox.reader().dispatch(suspect)).isPresent();
        }
    }

    /** A dispatch to ship that was running each of the so many times that the process died. */
    private DispatchId strandedAfter(int deaths) throws Exception {
        Duration minute = Duration.ofMinutes(1);
        DispatchId dispatch = store().append(
                        aDelivery().route(Route.claimed("ship", minute)).build())
                .toCompletableFuture()
                .get()
                .leases()
                .get(0)
                .dispatchId();
        for (int death = 1; death < deaths; death++) {
            store().recover().toCompletableFuture().get();
            assertThat(store().lease("ship", 1, minute).toCompletableFuture().get())
                    .hasSize(1);
        }
        return dispatch;
    }

    private InboxStore store() {
        return test.store;
    }

    @Test
    void aResultThatTheStoreCannotTakeIsBroughtAgain() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER, event -> {
                    running.countDown();
                    finish.await();
                })
                .start()) {
            Receipt receipt = inbox.receive(order("1"));
            assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
            test.store.failNextCommits(1, new StoreUnavailableException("the disk is full"));
            finish.countDown();
            test.await("trouble at handler ship: cannot record a result, trying again: "
                    + "StoreUnavailableException: the disk is full");
            test.await("ship 1 SUCCEEDED HANDLED");
            assertThat(dispatch(inbox, receipt).state()).isEqualTo(DispatchState.HANDLED);
        }
    }

    @Test
    void fault34_closingFinishesWhatRunsAndGivesBackWhatDoesNot() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch finish = new CountDownLatch(1);
        Hooklatch inbox = test.builder()
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER.concurrency(2), event -> {
                    running.countDown();
                    finish.await();
                })
                .start();
        List<Receipt> receipts =
                List.of(inbox.receive(order("1")), inbox.receive(order("2")), inbox.receive(order("3")));
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(inbox::close);
        while (inbox.receive(order("1")).status() != 503) {
            Thread.onSpinWait();
        }
        finish.countDown();
        closed.get(20, TimeUnit.SECONDS);

        try (Hooklatch again = restarted()) {
            test.await("ship 1 SUCCEEDED HANDLED");
            test.await("ship 1 SUCCEEDED HANDLED");
            test.await("ship 1 SUCCEEDED HANDLED");
            assertThat(receipts)
                    .extracting(receipt -> dispatch(again, receipt).attempts())
                    .containsOnly(1);
            assertThat(receipts)
                    .extracting(receipt -> dispatch(again, receipt).state())
                    .containsExactlyInAnyOrder(DispatchState.HANDLED, DispatchState.HANDLED, DispatchState.HANDLED);
        }
    }

    @Test
    void fault34_aHandlerThatOutlivesTheBoundIsInterruptedAndRunAgainLater() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Hooklatch inbox = test.builder()
                .shutdownBound(Duration.ofMillis(100))
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER, event -> {
                    running.countDown();
                    new CountDownLatch(1).await();
                })
                .start();
        Receipt receipt = inbox.receive(order("1"));
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        inbox.close();

        try (Hooklatch again = restarted()) {
            test.await("ship 2 SUCCEEDED HANDLED");
            assertThat(attempts(again, dispatch(again, receipt).id()).get(1).error())
                    .isEqualTo("the inbox was stopped before it finished");
        }
    }

    private Hooklatch restarted() {
        return Hooklatch.builder()
                .store(test.store.reopen(Clock.systemUTC()))
                .listener(test)
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER, event -> {})
                .start();
    }
}
