package io.hooklatch.inbox;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationState;
import io.hooklatch.observe.InboxListener;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.retention.Retention;
import io.hooklatch.retention.RetentionPolicy;
import io.hooklatch.retention.RetentionSettings;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.PrunePlan.Kept;
import io.hooklatch.store.Pruned;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.testkit.DeliverySample;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The inbox clears itself as its policies say. */
class RetentionTest {
    private static final RetentionPolicy POLICY = RetentionPolicy.keepEverything()
            .rows(Kept.UNROUTED, Duration.ofDays(30))
            .bodies(Kept.UNROUTED, Duration.ofDays(10));

    private static final Actor ALICE = new Actor("alice", "cli");

    private final ManualTime time = ManualTime.start();
    private MemoryStore store = MemoryStore.open(time);
    private final BlockingQueue<RetentionRun> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();
    private Hooklatch inbox = start(RetentionSettings.of(POLICY));

    private Hooklatch start(RetentionSettings settings) {
        return Hooklatch.builder()
                .store(store)
                .timer(time)
                .endpoint(Endpoint.named("orders").recipe(Recipe.unverified()))
                .endpoint(Endpoint.named("shop").recipe(Recipe.unverified()))
                .retention(settings)
                .listener(new InboxListener() {
                    @Override
                    public void cleared(RetentionRun run) {
                        heard.add(run);
                    }

                    @Override
                    public void troubled(String where, String problem) {
                        troubles.add(where + ": " + problem);
                    }
                })
                .start();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void itClearsItselfAMinuteAfterTheStartAndThenEveryHour() throws Exception {
        append(aDelivery().key("1").body("12345"));
        time.advance(Duration.ofDays(11));
        RetentionRun run = nextRun();
        while (run.removed().bodies() == 0) {
            time.advance(Duration.ofHours(1));
            run = nextRun();
        }
        time.advance(Duration.ofDays(20));
        while (run.removed().events() == 0) {
            time.advance(Duration.ofHours(1));
            run = nextRun();
        }
        assertThat(run.dryRun()).isFalse();
        assertThat(run.problem()).isEmpty();
        assertThat(inbox.reader().deliveries(DeliveryQuery.all()).items()).isEmpty();
    }

    @Test
    void aPreviewSaysWhatWouldGoAndRemovesNothing() {
        for (int i = 0; i < 250; i++) {
            append(aDelivery().key("evt_" + i).body("12345"));
        }
        move(Duration.ofDays(31));
        RetentionRun preview = inbox.retention().orElseThrow().preview();
        assertThat(preview.dryRun()).isTrue();
        assertThat(preview.removed().events()).isEqualTo(250);
        assertThat(preview.line()).startsWith("would remove 250 deliveries, 0 elements, 250 events");
        assertThat(inbox.reader().deliveries(DeliveryQuery.all()).items()).isNotEmpty();

        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> inbox.retention().orElseThrow().preview(() -> asked.incrementAndGet() < 2))
                .as("a preview that nobody waits for any more")
                .isInstanceOf(CancellationException.class);

        RetentionRun run = run();
        assertThat(run.removed()).isEqualTo(preview.removed());
        assertThat(inbox.reader().deliveries(DeliveryQuery.all()).items()).isEmpty();
    }

    @Test
    void fault20_aProcessWhoseClockIsAheadRemovesNothingTooEarly() {
        inbox.close();
        ManualTime ofTheStore = ManualTime.start();
        store = MemoryStore.open(ofTheStore);
        inbox = start(RetentionSettings.of(POLICY));
        append(aDelivery().key("1").body("12345"));
        move(Duration.ofDays(31));
        assertThat(inbox.retention().orElseThrow().preview().removed()).isEqualTo(Pruned.NOTHING);
        assertThat(run().removed()).isEqualTo(Pruned.NOTHING);
        ofTheStore.advance(Duration.ofDays(31));
        assertThat(run().removed().events()).isEqualTo(1);
    }

    @Test
    void anEndpointWithAPolicyOfItsOwnGoesByThat() {
        inbox.close();
        store = MemoryStore.open(time);
        inbox = start(RetentionSettings.of(POLICY).endpoint("shop", RetentionPolicy.keepEverything()));
        append(aDelivery().endpoint("shop").key("1"));
        append(aDelivery().endpoint("orders").key("1"));
        append(aDelivery().endpoint("gone").key("1"));
        move(Duration.ofDays(31));
        assertThat(run().removed().events()).isEqualTo(2);
        assertThat(inbox.reader().deliveries(DeliveryQuery.all()).items())
                .singleElement()
                .satisfies(left -> assertThat(left.endpoint()).isEqualTo("shop"));
    }

    @Test
    void aStoreThatFailsEndsTheClearingAndTheNextOneGoesOn() throws Exception {
        append(aDelivery().key("1"));
        move(Duration.ofDays(31));
        store.failNextCommits(1, new StoreUnavailableException("the disk is gone"));
        assertThat(run().problem()).hasValueSatisfying(why -> assertThat(why).contains("the disk is gone"));
        assertThat(troubles.poll(60, TimeUnit.SECONDS)).isEqualTo("retention: the disk is gone");
        assertThat(run().removed().events()).isEqualTo(1);
    }

    @Test
    void everyClearingThatRemovesSomethingIsInTheAudit() {
        append(aDelivery().key("1"));
        assertThat(run().operation()).as("nothing was removed").isEmpty();
        move(Duration.ofDays(31));
        RetentionRun run = run();
        assertThat(store.reader().operations(OperationQuery.all()).items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(Optional.of(entry.id())).isEqualTo(run.operation());
                    assertThat(entry.action()).isEqualTo(Action.PRUNE);
                    assertThat(entry.actor()).isEqualTo(ALICE);
                    assertThat(entry.reason()).isEqualTo("the disk is filling");
                    assertThat(entry.state()).isEqualTo(OperationState.DONE);
                    assertThat(entry.detail()).startsWith("removed 1 deliveries, 0 elements, 1 events");
                    assertThat(entry.changed()).isEqualTo(run.removed().rows()).isPositive();
                });
    }

    @Test
    void aClearingThatSomebodyBeginsIsInTheAuditAlsoWhenItRemovesNothing() throws Exception {
        Retention retention = inbox.retention().orElseThrow();
        CompletableFuture<Operation> begun = retention.begin(ALICE, "to see").toCompletableFuture();
        assertThatThrownBy(() -> retention.begin(ALICE, "again")).hasMessageContaining("a clearing runs already");
        Operation operation = begun.get(60, TimeUnit.SECONDS);
        assertThat(retention.running()).contains(operation.id());
        assertThat(nextRun().operation()).contains(operation.id());
        assertThat(store.reader().operation(operation.id()).orElseThrow().state())
                .isEqualTo(OperationState.DONE);
    }

    @Test
    void aClearingThatSomebodyCancelsRemovesNothingFurther() throws Exception {
        for (int i = 0; i < 350; i++) {
            append(aDelivery().key("evt_" + i));
        }
        move(Duration.ofDays(31));
        CompletableFuture<Operation> begun =
                inbox.retention().orElseThrow().begin(ALICE, "too much").toCompletableFuture();
        Operation operation = begun.get(60, TimeUnit.SECONDS);
        inbox.operations().cancel(operation.id(), ALICE, "stop");
        store.pauseCommits();
        time.advance(Duration.ofSeconds(5)); // a sign of life, by which it learns of it
        store.resumeCommits();
        RetentionRun run = nextRun();
        assertThat(run.problem()).contains("somebody ended it in the audit");
        assertThat(run.removed().events()).isLessThan(350);
        assertThat(store.reader().operation(operation.id()).orElseThrow().state())
                .isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void anEntryThatACrashLeftRunningIsEndedByTheNextStart() {
        store.begin(new NewOperation(Action.PRUNE, ALICE, "before the crash", "", 0, 0, ""))
                .toCompletableFuture()
                .join();
        inbox.close();
        store = store.reopen(time);
        inbox = start(RetentionSettings.of(POLICY));
        assertThat(store.reader().operations(OperationQuery.all()).items())
                .singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(OperationState.FAILED));
    }

    @Test
    void aClosedInboxEndsItsClearing() {
        inbox.close();
        assertThat(run().problem()).contains("the inbox was closed");
    }

    @Test
    void aClearingThatIsClosedWhileItsEntryIsOnItsWayLeavesNoneThatRuns() throws Exception {
        store.pauseCommits();
        Retention retention = inbox.retention().orElseThrow();
        CompletableFuture<Operation> begun = retention.begin(ALICE, "to see").toCompletableFuture();
        await(() -> store.pendingWrites() > 0);
        retention.close();
        store.resumeCommits();
        assertThatThrownBy(() -> begun.get(60, TimeUnit.SECONDS)).hasMessageContaining("the inbox was closed");
        assertThat(nextRun().problem()).contains("the inbox was closed");
        assertThat(store.reader().operations(OperationQuery.all()).items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.state()).isEqualTo(OperationState.FAILED);
                    assertThat(entry.detail()).endsWith(": the inbox was closed");
                });
    }

    @Test
    void whoWaitedForAClearingCanBeginTheNext() {
        Retention retention = inbox.retention().orElseThrow();
        CompletableFuture<Operation> next = retention
                .run(ALICE, "the first")
                .thenCompose(done -> retention.begin(ALICE, "the second"))
                .toCompletableFuture();
        await(() -> {
            time.advance(Duration.ofSeconds(1));
            return next.isDone();
        });
        assertThat(next.join().reason()).isEqualTo("the second");
    }

    @Test
    void whoBeginsAClearingOfAClosedInboxIsTold() {
        inbox.close();
        CompletableFuture<Operation> begun =
                inbox.retention().orElseThrow().begin(ALICE, "to see").toCompletableFuture();
        assertThatThrownBy(() -> begun.get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the inbox was closed");
    }

    @Test
    void aClearingWithoutAReasonIsRefusedAtOnce() {
        Retention retention = inbox.retention().orElseThrow();
        assertThatThrownBy(() -> retention.begin(ALICE, " ")).hasMessageContaining("say why in 1 to 500");
        assertThatThrownBy(() -> retention.run(ALICE, "x".repeat(501))).hasMessageContaining("say why in 1 to 500");
        assertThat(run().problem()).as("nothing was begun").isEmpty();
    }

    @Test
    void policiesThatWouldLoseWhatIsNeededAreRefused() {
        assertThatThrownBy(() -> POLICY.rows(Kept.DEAD, Duration.ofMinutes(59))).hasMessageContaining("DEAD PT59M");
        assertThatThrownBy(() -> POLICY.bodies(Kept.DEAD, Duration.ZERO)).hasMessageContaining("at least PT1H");
        assertThatThrownBy(() -> POLICY.keys(Duration.ofDays(6))).hasMessageContaining("would run again");
        assertThatThrownBy(() -> RetentionSettings.of(POLICY).every(Duration.ofSeconds(59)))
                .hasMessageContaining("at least a minute");
        RetentionSettings unknown = RetentionSettings.of(POLICY).endpoint("typo", POLICY);
        assertThatThrownBy(() -> start(unknown)).hasMessageContaining("\"typo\") names no endpoint");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not come").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void append(DeliverySample sample) {
        store.append(sample.build()).toCompletableFuture().join();
    }

    /** Without letting the automatic clearing run. */
    private void move(Duration by) {
        time.close();
        time.advance(by);
    }

    private RetentionRun run() {
        CompletableFuture<RetentionRun> done = inbox.retention()
                .orElseThrow()
                .run(ALICE, "the disk is filling")
                .toCompletableFuture();
        while (!done.isDone()) {
            time.advance(Duration.ofSeconds(1));
            Thread.onSpinWait();
        }
        return done.join();
    }

    private RetentionRun nextRun() throws InterruptedException {
        RetentionRun run = heard.poll();
        while (run == null) {
            time.advance(Duration.ofSeconds(1));
            run = heard.poll(10, TimeUnit.MILLISECONDS);
        }
        return run;
    }
}
